namespace TinyInfer.Compiler.Tests.OpReference;

/// <summary>How a window moves over one spatial dimension.</summary>
/// <param name="Same">SAME: one output per stride. Otherwise VALID: whole windows only.</param>
public readonly record struct Sliding(int Stride, int Dilation, bool Same)
{
    public int OutputSize(int input, int taps) =>
        Same ? CeilingOf(input, Stride) : CeilingOf(input - ((taps - 1) * Dilation), Stride);

    public int PaddingBefore(int input, int taps)
    {
        var needed = ((OutputSize(input, taps) - 1) * Stride) + ((taps - 1) * Dilation) + 1 - input;
        return Same ? Math.Max(needed, 0) / 2 : 0;
    }

    private static int CeilingOf(int value, int divisor) => (value + divisor - 1) / divisor;
}

/// <summary>int8 weights, symmetric: one scale, or one for each output channel.</summary>
public sealed record Weights(int[] Shape, sbyte[] Values, float[] Scales)
{
    public float ScaleOf(int channel) => Scales.Length == 1 ? Scales[0] : Scales[channel];

    public long At(params int[] index) => Values[Shapes.Offset(Shape, index)];
}

/// <summary>CONV_2D, DEPTHWISE_CONV_2D and FULLY_CONNECTED from the quantization specification, in 64 bits.</summary>
public static class ConvolutionReference
{
    /// <param name="filter">[output channels, height, width, input channels].</param>
    public static Int8Tensor Conv2D(
        Int8Tensor input, Weights filter, int[]? bias, Sliding rows, Sliding columns,
        float outputScale, int outputZeroPoint, RealRange activation)
    {
        int[] shape =
        [
            input.Shape[0], rows.OutputSize(input.Shape[1], filter.Shape[1]),
            columns.OutputSize(input.Shape[2], filter.Shape[2]), filter.Shape[0],
        ];
        return Int8Tensor.Compute(shape, outputScale, outputZeroPoint, output =>
        {
            long sum = bias?[output[3]] ?? 0;
            foreach (var (tap, y, x) in Taps(input, filter, rows, columns, output))
            {
                for (var channel = 0; channel < input.Shape[3]; channel++)
                {
                    sum += input.Centered(output[0], y, x, channel) * filter.At(output[3], tap.Y, tap.X, channel);
                }
            }

            var factor = (double)input.Scale * filter.ScaleOf(output[3]) / outputScale;
            return Finish(sum, factor, outputScale, outputZeroPoint, activation);
        });
    }

    /// <param name="filter">[1, height, width, output channels].</param>
    public static Int8Tensor DepthwiseConv2D(
        Int8Tensor input, Weights filter, int[]? bias, Sliding rows, Sliding columns,
        float outputScale, int outputZeroPoint, RealRange activation)
    {
        var multiplier = filter.Shape[3] / input.Shape[3];
        int[] shape =
        [
            input.Shape[0], rows.OutputSize(input.Shape[1], filter.Shape[1]),
            columns.OutputSize(input.Shape[2], filter.Shape[2]), filter.Shape[3],
        ];
        return Int8Tensor.Compute(shape, outputScale, outputZeroPoint, output =>
        {
            long sum = bias?[output[3]] ?? 0;
            foreach (var (tap, y, x) in Taps(input, filter, rows, columns, output))
            {
                sum += input.Centered(output[0], y, x, output[3] / multiplier) * filter.At(0, tap.Y, tap.X, output[3]);
            }

            var factor = (double)input.Scale * filter.ScaleOf(output[3]) / outputScale;
            return Finish(sum, factor, outputScale, outputZeroPoint, activation);
        });
    }

    /// <summary>The input's elements are read as rows of as many as the weights have inputs.</summary>
    /// <param name="weights">[output depth, input depth].</param>
    public static Int8Tensor FullyConnected(
        Int8Tensor input, Weights weights, int[]? bias, int[] outputShape,
        float outputScale, int outputZeroPoint, RealRange activation)
    {
        var (outputDepth, inputDepth) = (weights.Shape[0], weights.Shape[1]);
        var rows = input.Reshape(input.Values.Length / inputDepth, inputDepth);
        return Int8Tensor.Compute([rows.Shape[0], outputDepth], outputScale, outputZeroPoint, output =>
        {
            long sum = bias?[output[1]] ?? 0;
            for (var i = 0; i < inputDepth; i++)
            {
                sum += rows.Centered(output[0], i) * weights.At(output[1], i);
            }

            // With one scale, TensorFlow Lite multiplies the two scales as floats.
            var product = weights.Scales.Length == 1
                ? (float)(input.Scale * weights.Scales[0])
                : (double)input.Scale * weights.Scales[output[1]];
            return Finish(sum, product / outputScale, outputScale, outputZeroPoint, activation);
        }).Reshape(outputShape);
    }

    /// <summary>The taps whose input position exists; the others count as real zero.</summary>
    private static IEnumerable<((int Y, int X) Tap, int Y, int X)> Taps(
        Int8Tensor input, Weights filter, Sliding rows, Sliding columns, int[] output)
    {
        var top = (output[1] * rows.Stride) - rows.PaddingBefore(input.Shape[1], filter.Shape[1]);
        var left = (output[2] * columns.Stride) - columns.PaddingBefore(input.Shape[2], filter.Shape[2]);
        return from tapY in Enumerable.Range(0, filter.Shape[1])
               from tapX in Enumerable.Range(0, filter.Shape[2])
               let y = top + (tapY * rows.Dilation)
               let x = left + (tapX * columns.Dilation)
               where y >= 0 && y < input.Shape[1] && x >= 0 && x < input.Shape[2]
               select ((tapY, tapX), y, x);
    }

    private static long Finish(long sum, double factor, float outputScale, int outputZeroPoint, RealRange activation) =>
        activation.Clamp(Rescale.Multiply(sum, factor) + outputZeroPoint, outputScale, outputZeroPoint);
}
