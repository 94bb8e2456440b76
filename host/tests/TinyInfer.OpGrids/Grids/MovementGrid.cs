using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class MovementGrid
{
    public static GridCase Concatenation(GridModel model, int index)
    {
        var random = model.Random;
        var rank = random.Next(1, 4);
        int[] shape = [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, 6))];
        var axis = random.Next(0, rank - 1);
        var (scale, zeroPoint) = (random.NextLogUniform(0.01, 1), model.ZeroPoint());
        var count = random.Next(2, 5);
        var constant = random.Next(0, 9);
        var total = 0;
        var inputs = new int[count];
        for (var i = 0; i < count; i++)
        {
            int[] part = [.. shape];
            part[axis] = random.Next(1, 5);
            total += part[axis];
            inputs[i] = i == constant
                ? model.Builder.Int8($"constant{i}", part, random.NextInt8s(GridModel.Elements(part)), scale, zeroPoint)
                : model.Input(part, scale, zeroPoint);
        }

        shape[axis] = total;
        var output = model.Output(shape, scale, zeroPoint);
        var options = TfliteOptions.Concatenation(random.NextBool() ? axis : axis - rank);
        model.Builder.Op(TfliteOp.CONCATENATION, options, inputs, [output]);
        return model.Case(TfliteOp.CONCATENATION, index, $"{count} into {GridModel.Shape(shape)} axis {axis}", output);
    }

    public static GridCase Split(GridModel model, int index)
    {
        var random = model.Random;
        var rank = random.Next(1, 4);
        int[] part = [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, 6))];
        var (axis, count) = (random.Next(0, rank - 1), random.Next(2, 4));
        int[] shape = [.. part];
        shape[axis] *= count;
        var (scale, zeroPoint) = (random.NextLogUniform(0.01, 1), model.ZeroPoint());
        var operand = model.Builder.Int32("axis", [], [random.NextBool() ? axis : axis - rank]);
        var input = model.Input(shape, scale, zeroPoint);
        int[] outputs = [.. Enumerable.Range(0, count).Select(i => model.Output(part, scale, zeroPoint, i))];
        model.Builder.Op(TfliteOp.SPLIT, TfliteOptions.Split(count), [operand, input], outputs);
        return model.Case(TfliteOp.SPLIT, index, $"{GridModel.Shape(shape)} axis {axis} into {count}", outputs);
    }

    public static GridCase Transpose(GridModel model, int index)
    {
        var random = model.Random;
        var rank = random.Pick(2, 3, 4, 4, 4, 5);
        int[] shape = [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, rank > 4 ? 4 : 7))];
        int[] order = [.. Enumerable.Range(0, rank)];
        for (var i = rank - 1; i > 0; i--)
        {
            var other = random.Next(0, i);
            (order[i], order[other]) = (order[other], order[i]);
        }

        var (scale, zeroPoint) = (random.NextLogUniform(0.01, 1), model.ZeroPoint());
        var input = model.Input(shape, scale, zeroPoint);
        var operand = model.Builder.Int32("order", order);
        var output = model.Output([.. order.Select(axis => shape[axis])], scale, zeroPoint);
        model.Builder.Op(TfliteOp.TRANSPOSE, TfliteOptions.Empty(26), [input, operand], [output]);
        return model.Case(TfliteOp.TRANSPOSE, index, $"{GridModel.Shape(shape)} to {string.Join(',', order)}", output);
    }
}
