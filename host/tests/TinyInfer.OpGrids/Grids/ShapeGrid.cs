using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class ShapeGrid
{
    public static GridCase Reshape(GridModel model, int index)
    {
        var random = model.Random;
        int[] from = [random.Next(1, 3), random.Next(1, 6), random.Next(1, 6), random.Next(1, 8)];
        int[] to = random.Next(0, 4) switch
        {
            0 => [GridModel.Elements(from)],
            1 => [from[0], from[1] * from[2] * from[3]],
            2 => [from[3], from[2], from[1], from[0]],
            3 => [from[0] * from[1], from[2] * from[3]],
            _ => [from[0], from[1], from[2], 1, from[3]],
        };
        return Case(TfliteOp.RESHAPE, model, index, from, to, TfliteOptions.Reshape(to), "shape", to);
    }

    public static GridCase Squeeze(GridModel model, int index)
    {
        var random = model.Random;
        int[] shape = [1, random.Next(1, 9), 1, random.Next(2, 12)];
        int[][] choices = [[0], [2], [0, 2], [-2], [-4, 2]];
        var axes = random.Pick(choices);
        int[] output = [.. shape.Where((_, axis) => !axes.Contains(axis) && !axes.Contains(axis - shape.Length))];
        return Case(TfliteOp.SQUEEZE, model, index, shape, output, TfliteOptions.Squeeze(axes), null, axes);
    }

    public static GridCase ExpandDims(GridModel model, int index)
    {
        var random = model.Random;
        int[] shape = random.Pick<int[]>([random.Next(1, 20)], [random.Next(1, 9), random.Next(1, 9)], [random.Next(1, 5), random.Next(1, 5), random.Next(1, 5)]);
        var axis = random.Next(-shape.Length - 1, shape.Length);
        var at = axis < 0 ? axis + shape.Length + 1 : axis;
        int[] output = [.. shape[..at], 1, .. shape[at..]];
        return Case(TfliteOp.EXPAND_DIMS, model, index, shape, output, TfliteOptions.Empty(52), "axis", [axis]);
    }

    private static GridCase Case(
        TfliteOp op, GridModel model, int index, int[] from, int[] to, TfliteOptions options, string? operand, int[] values)
    {
        var (scale, zeroPoint) = (model.Random.NextLogUniform(0.01, 1), model.ZeroPoint());
        var input = model.Input(from, scale, zeroPoint);
        var output = model.Output(to, scale, zeroPoint);
        int[] inputs = operand is null ? [input] : [input, model.Builder.Int32(operand, values)];
        model.Builder.Op(op, options, inputs, [output]);
        return model.Case(op, index, $"{GridModel.Shape(from)} -> {GridModel.Shape(to)}", output);
    }
}
