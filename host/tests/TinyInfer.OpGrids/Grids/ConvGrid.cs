using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class ConvGrid
{
    private sealed record Axis(int Input, int Kernel, int Stride, int Dilation)
    {
        private int Reach => (Kernel - 1) * Dilation + 1;

        public int Output(TflitePadding padding) =>
            padding == TflitePadding.Same ? (Input + Stride - 1) / Stride : (Input - Reach) / Stride + 1;

        /// <summary>VALID needs an input that holds the kernel.</summary>
        public static Axis Next(SeededRandom random, TflitePadding padding)
        {
            var axis = new Axis(random.Next(1, 12), random.Next(1, 5), random.Next(1, 3), random.Pick(1, 1, 1, 2, 3));
            return padding == TflitePadding.Valid && axis.Input < axis.Reach ? axis with { Input = axis.Reach + random.Next(0, 3) } : axis;
        }

        public override string ToString() => $"{Input} k{Kernel} s{Stride} d{Dilation}";
    }

    public static GridCase Conv2D(GridModel model, int index)
    {
        var random = model.Random;
        var padding = random.Pick(TflitePadding.Same, TflitePadding.Valid);
        var (rows, columns) = (Axis.Next(random, padding), Axis.Next(random, padding));
        var (batches, inputChannels, outputChannels) = (random.Pick(1, 1, 1, 2), random.Next(1, 9), random.Next(1, 9));
        var activation = Activation(random);
        var options = TfliteOptions.Conv2D(padding, rows.Stride, columns.Stride, activation, rows.Dilation, columns.Dilation);
        var weights = new WeightedOp(
            [outputChannels, rows.Kernel, columns.Kernel, inputChannels], 0, rows.Kernel * columns.Kernel * inputChannels);
        return weights.Case(
            TfliteOp.CONV_2D,
            model,
            index,
            options,
            [batches, rows.Input, columns.Input, inputChannels],
            [batches, rows.Output(padding), columns.Output(padding), outputChannels],
            $"{batches} x ({rows}) x ({columns}) x {inputChannels} -> {outputChannels} {padding} {activation}");
    }

    public static GridCase DepthwiseConv2D(GridModel model, int index)
    {
        var random = model.Random;
        var padding = random.Pick(TflitePadding.Same, TflitePadding.Valid);
        var (rows, columns) = (Axis.Next(random, padding), Axis.Next(random, padding));
        var (batches, channels, multiplier) = (random.Pick(1, 1, 1, 2), random.Next(1, 9), random.Pick(1, 1, 1, 2, 3, 8));
        var activation = Activation(random);
        var options = TfliteOptions.DepthwiseConv2D(
            padding, multiplier, rows.Stride, columns.Stride, activation, rows.Dilation, columns.Dilation);
        var weights = new WeightedOp([1, rows.Kernel, columns.Kernel, channels * multiplier], 3, rows.Kernel * columns.Kernel);
        return weights.Case(
            TfliteOp.DEPTHWISE_CONV_2D,
            model,
            index,
            options,
            [batches, rows.Input, columns.Input, channels],
            [batches, rows.Output(padding), columns.Output(padding), channels * multiplier],
            $"{batches} x ({rows}) x ({columns}) x {channels} * {multiplier} {padding} {activation}");
    }

    internal static TfliteActivation Activation(SeededRandom random) => random.Pick(
        TfliteActivation.None, TfliteActivation.None, TfliteActivation.Relu, TfliteActivation.Relu6, TfliteActivation.ReluN1To1);
}
