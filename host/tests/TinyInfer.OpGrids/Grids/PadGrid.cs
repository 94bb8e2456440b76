using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class PadGrid
{
    public static GridCase Pad(TfliteOp op, GridModel model, int index)
    {
        var random = model.Random;
        var rank = random.Pick(4, 4, 4, 3, 2, 1);
        int[] shape = [.. Enumerable.Range(0, rank).Select(axis => random.Next(1, axis == 0 ? 2 : 7))];
        var paddings = new int[2 * rank];
        for (var i = 0; i < paddings.Length; i++)
        {
            paddings[i] = random.Pick(0, 0, 1, 2, 3);
        }

        int[] padded = [.. shape.Select((dimension, axis) => paddings[2 * axis] + dimension + paddings[2 * axis + 1])];
        var (scale, zeroPoint) = (random.NextLogUniform(0.01, 1), model.ZeroPoint());
        var input = model.Input(shape, scale, zeroPoint);
        var amounts = model.Builder.Int32("paddings", [rank, 2], paddings);
        var output = model.Output(padded, scale, zeroPoint);
        if (op == TfliteOp.PAD)
        {
            model.Builder.Op(op, TfliteOptions.Empty(22), [input, amounts], [output]);
            return model.Case(op, index, $"{GridModel.Shape(shape)} -> {GridModel.Shape(padded)} zp {zeroPoint}", output);
        }

        var value = random.NextInt8();
        var constant = model.Builder.Int8("value", [1], [value], scale, zeroPoint);
        model.Builder.Op(op, TfliteOptions.Empty(43), [input, amounts, constant], [output]);
        return model.Case(op, index, $"{GridModel.Shape(shape)} -> {GridModel.Shape(padded)} with {value}", output);
    }
}
