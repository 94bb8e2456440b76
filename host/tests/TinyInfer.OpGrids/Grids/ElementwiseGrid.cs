using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class ElementwiseGrid
{
    public static GridCase Logistic(GridModel model, int index) => Case(TfliteOp.LOGISTIC, model, index, null, 1f / 256, -128);

    public static GridCase Tanh(GridModel model, int index) => Case(TfliteOp.TANH, model, index, null, 1f / 128, 0);

    public static GridCase LeakyRelu(GridModel model, int index)
    {
        var alpha = model.Random.Pick(0.01f, 0.1f, 0.2f, 0.3f, 0.5f, 1f, 0f, 2f);
        return Case(TfliteOp.LEAKY_RELU, model, index, TfliteOptions.LeakyRelu(alpha), null, null);
    }

    /// <summary>Ops whose input and output may have different scales.</summary>
    public static GridCase Rescaling(TfliteOp op, GridModel model, int index)
    {
        var options = op switch
        {
            TfliteOp.QUANTIZE => TfliteOptions.Empty(89),
            TfliteOp.HARD_SWISH => TfliteOptions.Empty(91),
            _ => null,
        };
        return Case(op, model, index, options, null, null);
    }

    /// <summary>All 256 values go in, whatever the shape.</summary>
    private static GridCase Case(TfliteOp op, GridModel model, int index, TfliteOptions? options, float? outputScale, int? outputZeroPoint)
    {
        var random = model.Random;
        int[] shape = random.Pick<int[]>([300], [3, 100], [1, 5, 60], [1, 4, 5, 16]);
        var scale = random.NextLogUniform(5e-3, 0.3);
        var zeroPoint = model.ClampedZeroPoint();
        var sameScale = random.Next(0, 3) == 0;
        var toScale = outputScale ?? (sameScale ? scale : scale * random.NextLogUniform(0.3, 4));
        var toZeroPoint = outputZeroPoint ?? (sameScale ? zeroPoint : model.ClampedZeroPoint());
        var input = model.Input(shape, scale, zeroPoint);
        var output = model.Output(shape, toScale, toZeroPoint);
        model.Builder.Op(op, options, [input], [output]);
        var made = model.Case(op, index, $"{GridModel.Shape(shape)} scale {scale:g4} zp {zeroPoint} -> {toScale:g4} zp {toZeroPoint}", output);
        return op == TfliteOp.RELU_N1_TO_1
            ? made with { ByHand = ReluN1To1.Compute(made.Input, scale, zeroPoint, toScale, toZeroPoint) }
            : made;
    }
}
