using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>Filter and bias of CONV_2D, DEPTHWISE_CONV_2D and FULLY_CONNECTED.</summary>
internal static class Weights
{
    /// <summary>A constant int8 filter, symmetric, per tensor or per output channel.</summary>
    public static (byte[] Bytes, Quantization Quantization) RequireFilter(this GraphNode node, GraphTensor filter, int channelAxis)
    {
        node.RequireType(filter, TensorType.Int8);
        var quantization = filter.Quantization
            ?? throw node.Refusal(filter, "the filter has no scale", "re-export the network with full-integer int8 quantization");
        if (quantization.ZeroPoints.Any(zeroPoint => zeroPoint != 0))
        {
            throw node.Refusal(
                filter,
                $"the filter's zero point is {quantization.ZeroPoints.First(zeroPoint => zeroPoint != 0)}, only 0 is supported",
                "re-export the network with full-integer int8 quantization, which makes filters symmetric");
        }

        if (quantization.Scales.Any(scale => !(scale >= 0) || !float.IsFinite(scale)))
        {
            throw node.Inconsistent(filter, "a scale of the filter is not a number of at least 0");
        }

        var channels = filter.Shape[channelAxis];
        if (!quantization.IsPerTensor && (quantization.Axis != channelAxis || quantization.Scales.Length != channels))
        {
            throw node.Inconsistent(
                filter,
                $"the filter has {quantization.Scales.Length} scales along dimension {quantization.Axis}, "
                + $"{channels} along dimension {channelAxis} are expected");
        }

        return (node.RequireConstant(filter), quantization);
    }

    /// <summary>
    /// bias[c] - input zero point * sum(weights of c), as the kernels want it; sums wrap around as int32 ones do.
    /// </summary>
    /// <param name="weightOf">Position of the i-th weight of a channel in the filter.</param>
    public static ConstantData FoldBias(
        GraphNode node,
        GraphTensor? bias,
        byte[] filter,
        int channels,
        int inputZeroPoint,
        Func<int, int, int> weightOf)
    {
        var folded = bias is null ? new int[channels] : RequireBias(node, bias, channels);
        for (var channel = 0; channel < channels; channel++)
        {
            var sum = 0;
            for (var i = 0; i < filter.Length / channels; i++)
            {
                sum = unchecked(sum + (sbyte)filter[weightOf(channel, i)]);
            }

            folded[channel] = unchecked(folded[channel] - inputZeroPoint * sum);
        }

        return new() { Bytes = LittleEndian.Int32(folded) };
    }

    /// <summary>The factor between accumulator and output for each channel, in the types and the order of the reference.</summary>
    public static double[] PerChannelFactors(Quantization input, Quantization filter, Quantization output, int channels) =>
    [
        .. Enumerable.Range(0, channels).Select(channel =>
            (double)input.Scale * filter.Scales[filter.IsPerTensor ? 0 : channel] / output.Scale),
    ];

    /// <summary>The factors between accumulators and outputs of a weighted op: one for all channels, or one for each.</summary>
    public static double[] Factors(GraphNode node)
    {
        var (filter, axis) = (node.RequireInput(1), node.Op == "DEPTHWISE_CONV_2D" ? 3 : 0);
        var input = node.RequireQuantizedInt8(node.RequireInput(0));
        var output = node.RequireQuantizedInt8(node.RequireOutput());
        var (_, quantization) = node.RequireFilter(filter, axis);
        return node.Op == "FULLY_CONNECTED" && quantization.IsPerTensor
            ? [FullyConnectedLowering.PerTensorFactor(node, input, quantization, output, node.OptionalInput(2))]
            : PerChannelFactors(input, quantization, output, filter.Shape[axis]);
    }

    private static int[] RequireBias(GraphNode node, GraphTensor bias, int channels)
    {
        if (bias.Type != TensorType.Int32)
        {
            throw node.Refusal(
                bias,
                $"bias type {Requirements.TypeName(bias.Type)} is not supported (INT32 is)",
                "re-export the network with int8 activations; 64-bit biases belong to int16 ones");
        }

        node.RequireElementCount(bias, channels);
        return node.RequireIntegers(bias);
    }
}
