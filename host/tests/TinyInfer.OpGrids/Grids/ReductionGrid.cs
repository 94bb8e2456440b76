using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class ReductionGrid
{
    public static GridCase Mean(GridModel model, int index)
    {
        var random = model.Random;
        int[] shape = [random.Next(1, 3), random.Next(1, 7), random.Next(1, 7), random.Next(1, 9)];
        shape = shape[random.Pick(0, 0, 0, 1, 2)..];
        var keepDimensions = random.NextBool();

        // Every non-empty set of axes comes up; some are counted from the end.
        var set = 1 + index % ((1 << shape.Length) - 1);
        int[] axes = [.. Enumerable.Range(0, shape.Length).Where(axis => (set >> axis & 1) != 0)];
        var count = axes.Aggregate(1, (product, axis) => product * shape[axis]);
        int[] output = keepDimensions
            ? [.. shape.Select((dimension, axis) => axes.Contains(axis) ? 1 : dimension)]
            : [.. shape.Where((_, axis) => !axes.Contains(axis))];

        // A mean of many spreads less.
        var scale = random.NextLogUniform(0.01, 1);
        var outputScale = random.Next(0, 3) == 0 ? scale : (float)(scale * random.NextLogUniform(0.7, 3) / Math.Sqrt(count));
        var input = model.Input(shape, scale, random.Next(0, 9) == 0 ? model.ZeroPoint() : random.Next(-40, 40));
        var operand = model.Builder.Int32("axes", [.. axes.Select(axis => random.Next(0, 3) == 0 ? axis - shape.Length : axis)]);
        var result = model.Output(output, outputScale, model.Random.Next(-60, 60));
        model.Builder.Op(TfliteOp.MEAN, TfliteOptions.Reducer(keepDimensions), [input, operand], [result]);
        return model.Case(
            TfliteOp.MEAN, index, $"{GridModel.Shape(shape)} over {string.Join(',', axes)}{(keepDimensions ? " keep_dims" : "")}", result);
    }

    public static GridCase ArgMax(GridModel model, int index)
    {
        var random = model.Random;
        int[] shape = [random.Next(2, 4), random.Next(2, 6), random.Next(2, 6), random.Next(2, 12)];
        shape = shape[random.Next(0, 2)..];
        var axis = random.Next(0, shape.Length - 1);
        var input = model.Input(shape, 0.1f, model.ZeroPoint());
        var operand = model.Builder.Int32("axis", [], [random.NextBool() ? axis : axis - shape.Length]);
        int[] output = [.. shape.Where((_, i) => i != axis)];
        var result = model.Builder.Tensor("output0", TfliteType.Int32, output);
        model.Builder.Op(TfliteOp.ARG_MAX, TfliteOptions.ArgMax(), [input, operand], [result]);
        return model.Case(TfliteOp.ARG_MAX, index, $"{GridModel.Shape(shape)} axis {axis}", result);
    }
}
