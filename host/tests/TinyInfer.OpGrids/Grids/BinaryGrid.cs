using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class BinaryGrid
{
    public static GridCase Binary(TfliteOp op, GridModel model, int index)
    {
        var random = model.Random;
        var (shape1, shape2) = Shapes(random, index);
        var outputShape = Broadcast(shape1, shape2);
        var activation = ConvGrid.Activation(random);
        var outputScale = random.NextLogUniform(5e-3, 0.2);
        var ratio = random.NextLogUniform(0.02, 50);
        var fill = random.NextLogUniform(0.4, 4);
        var scale1 = op == TfliteOp.MUL ? (float)Math.Sqrt(outputScale / 64 * fill * ratio) : outputScale * fill / Math.Max(1, 1 / ratio);
        var scale2 = op == TfliteOp.MUL ? scale1 / ratio : outputScale * fill / Math.Max(1, ratio);

        // One operand may be a constant, the other is the model's input.
        var constant = random.Next(0, 5);
        var input1 = constant == 0 ? Constant(model, shape1, scale1) : model.Input(shape1, scale1, model.ZeroPoint());
        var input2 = constant == 1 ? Constant(model, shape2, scale2) : model.Input(shape2, scale2, model.ZeroPoint());
        var output = model.Output(outputShape, outputScale, model.ClampedZeroPoint());
        var options = op switch
        {
            TfliteOp.ADD => TfliteOptions.Add(activation),
            TfliteOp.SUB => TfliteOptions.Sub(activation),
            _ => TfliteOptions.Mul(activation),
        };
        model.Builder.Op(op, options, [input1, input2], [output]);
        var which = constant switch { 0 => " constant first", 1 => " constant second", _ => "" };
        return model.Case(op, index, $"{GridModel.Shape(shape1)} {GridModel.Shape(shape2)} {activation}{which}", output);
    }

    private static int Constant(GridModel model, int[] shape, float scale) =>
        model.Builder.Int8("constant", shape, model.Random.NextInt8s(GridModel.Elements(shape)), scale, model.ZeroPoint());

    private static (int[], int[]) Shapes(SeededRandom random, int index)
    {
        var (n, h, w, c) = (random.Pick(1, 1, 2), random.Next(1, 6), random.Next(1, 6), random.Next(1, 9));
        int[] full = [n, h, w, c];
        var (a, b) = (index % 10) switch
        {
            0 or 1 => (full, full),
            2 => (full, [1]),
            3 => (full, [1, 1, 1, 1]),
            4 => (full, [1, 1, 1, c]),
            5 => (full, [c]),
            6 => (full, [n, h, w, 1]),
            7 => (full, [1, h, 1, c]),
            8 => ([n, h, 1, c], [1, 1, w, 1]),
            _ => ([n, 1, w, 1], (int[])[1, h, 1, c]),
        };
        return random.NextBool() ? (a, b) : (b, a);
    }

    private static int[] Broadcast(int[] a, int[] b)
    {
        var rank = Math.Max(a.Length, b.Length);
        int At(int[] shape, int axis) => axis < rank - shape.Length ? 1 : shape[axis - (rank - shape.Length)];
        return [.. Enumerable.Range(0, rank).Select(axis => Math.Max(At(a, axis), At(b, axis)))];
    }
}
