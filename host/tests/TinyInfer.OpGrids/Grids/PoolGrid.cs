using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class PoolGrid
{
    public static GridCase Pool2D(TfliteOp op, GridModel model, int index)
    {
        var random = model.Random;
        var padding = random.Pick(TflitePadding.Same, TflitePadding.Valid);
        var (batches, channels) = (random.Pick(1, 1, 2), random.Next(1, 9));
        var (filterHeight, filterWidth) = (random.Next(1, 4), random.Next(1, 4));
        var (strideHeight, strideWidth) = (random.Next(1, 4), random.Next(1, 4));
        var height = random.Next(padding == TflitePadding.Valid ? filterHeight : 1, 13);
        var width = random.Next(padding == TflitePadding.Valid ? filterWidth : 1, 13);
        var activation = random.NextBool() ? TfliteActivation.None : ConvGrid.Activation(random);
        var (scale, zeroPoint) = (random.NextLogUniform(0.01, 0.2), model.ClampedZeroPoint());

        int Output(int input, int filter, int stride) =>
            padding == TflitePadding.Same ? (input + stride - 1) / stride : (input - filter) / stride + 1;

        int[] inputShape = [batches, height, width, channels];
        var input = model.Input(inputShape, scale, zeroPoint);
        var output = model.Output(
            [batches, Output(height, filterHeight, strideHeight), Output(width, filterWidth, strideWidth), channels], scale, zeroPoint);
        var options = TfliteOptions.Pool2D(padding, filterHeight, filterWidth, strideHeight, strideWidth, activation);
        model.Builder.Op(op, options, [input], [output]);
        return model.Case(
            op,
            index,
            $"{GridModel.Shape(inputShape)} k{filterHeight}x{filterWidth} s{strideHeight}x{strideWidth} {padding} {activation} zp {zeroPoint}",
            output);
    }
}
