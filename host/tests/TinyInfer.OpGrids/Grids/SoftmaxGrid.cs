using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class SoftmaxGrid
{
    public static GridCase Softmax(GridModel model, int index)
    {
        var random = model.Random;
        var depth = random.Pick(2, 3, 4, 10, 12, 35, 100, random.Next(1, 300));
        int[] shape = random.Next(0, 3) switch
        {
            0 => [depth],
            1 => [random.Next(1, 4), depth],
            2 => [1, random.Next(1, 3), depth],
            _ => [1, random.Next(1, 2), random.Next(1, 3), depth],
        };
        var (scale, beta) = (random.NextLogUniform(1e-3, 1), random.Pick(1f, 1f, 1f, 0.5f, 0.1f, 3f));
        var input = model.Input(shape, scale, model.ZeroPoint());
        var output = model.Output(shape, 1f / 256, -128);
        model.Builder.Op(TfliteOp.SOFTMAX, TfliteOptions.Softmax(beta), [input], [output]);
        return model.Case(TfliteOp.SOFTMAX, index, $"{GridModel.Shape(shape)} scale {scale:g4} beta {beta:g3}", output);
    }
}
