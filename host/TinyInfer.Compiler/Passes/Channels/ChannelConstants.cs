using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Passes.Lookups;

namespace TinyInfer.Compiler.Passes.Channels;

/// <summary>Which channels hold one known value everywhere, whatever the input is: what filters of zeros write, and what follows of it.</summary>
internal sealed class ChannelConstants
{
    private readonly Dictionary<GraphTensor, int?[]> _values = [];

    public ChannelConstants(NetworkGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            var flow = ChannelFlows.Of(node);
            if (flow != ChannelFlow.Opaque)
            {
                _values[node.Outputs[0]] = Compute(node, flow);
            }
        }
    }

    /// <summary>The int8 value of a channel; null when it is not known.</summary>
    public int? this[GraphTensor tensor, int channel] => tensor.IsConstant
        ? (tensor.ElementCount == tensor.Channels() ? (sbyte)tensor.Constant![channel] : null)
        : _values.GetValueOrDefault(tensor)?[channel];

    /// <summary>Whether a convolution reads padding, which holds the input's zero point.</summary>
    public static bool HasPadding(GraphNode node)
    {
        if (node.Op == "FULLY_CONNECTED")
        {
            return false;
        }

        var (padding, given) = node.Options switch
        {
            Conv2DOptions options => (options.Padding, options.Explicit),
            DepthwiseConv2DOptions options => (options.Padding, options.Explicit),
            _ => (Padding.Same, default),
        };
        return given != default || (padding == Padding.Same && node.Inputs[1]!.Shape is not [_, 1, 1, _]);
    }

    private int?[] Compute(GraphNode node, ChannelFlow flow)
    {
        var (input, output) = (node.Inputs[0]!, node.Outputs[0]);
        var channels = output.Channels();
        Func<int, int?> value = flow switch
        {
            ChannelFlow.Weighted => FromBias(node, channelsLast: false),
            ChannelFlow.Depthwise => FromBias(node, channelsLast: true),
            ChannelFlow.Binary => Combine(node),
            ChannelFlow.Concatenation => Part(node),
            _ => channel => this[input, channel % input.Channels()] is { } before ? Follow(node, before) : null,
        };
        return [.. Enumerable.Range(0, channels).Select(value)];
    }

    /// <summary>
    /// A filter of zeros writes its bias. One of a depthwise convolution whose channel is known writes a sum that is known,
    /// where no padding comes into it.
    /// </summary>
    private Func<int, int?> FromBias(GraphNode node, bool channelsLast)
    {
        var (input, filter, output) = (node.Inputs[0]!, node.Inputs[1]!, node.Outputs[0].Quantization);
        if (input.Quantization is null || output is null || node.Inputs[1]!.Quantization!.ZeroPoints.Any(zeroPoint => zeroPoint != 0))
        {
            return _ => null;
        }

        var channels = filter.Shape[channelsLast ? ^1 : 0];
        var multiplier = channelsLast ? channels / input.Channels() : 0;
        var weights = filter.Constant!;
        var (zero, sums) = (Enumerable.Repeat(true, channels).ToArray(), new int[channels]);
        for (var i = 0; i < weights.Length; i++)
        {
            var channel = channelsLast ? i % channels : i / (weights.Length / channels);
            zero[channel] &= weights[i] == 0;
            sums[channel] = unchecked(sums[channel] + (sbyte)weights[i]);
        }

        var factors = Weights.Factors(node);
        var bias = node.Inputs.ElementAtOrDefault(2).Integers();
        var hasPadding = HasPadding(node);
        var zeroPoint = input.Quantization.ZeroPoint;
        var (min, max) = node.RequireClamp(ActivationFusion.ActivationOf(node)!.Value, output);
        return channel =>
        {
            var sum = bias is null ? 0 : unchecked((int)bias[channel]);
            if (!zero[channel])
            {
                if (!channelsLast || this[input, channel / multiplier] is not { } value || (hasPadding && value != zeroPoint))
                {
                    return null;
                }

                sum = unchecked(sum + sums[channel] * (value - zeroPoint));
            }

            var (factor, shift) = node.RequireMultiplier(factors[factors.Length == 1 ? 0 : channel]);
            return Math.Clamp(FixedPoint.MultiplyByQuantizedMultiplier(sum, factor, shift) + output.ZeroPoint, min, max);
        };
    }

    private Func<int, int?> Combine(GraphNode node)
    {
        var code = node.Op switch { "ADD" => OpCode.Add, "SUB" => OpCode.Sub, _ => OpCode.Mul };
        var combine = BinaryLookup.Function(node, code);
        return channel => this[node.Inputs[0]!, channel] is { } a && this[node.Inputs[1]!, channel] is { } b ? combine(a, b) : null;
    }

    private Func<int, int?> Part(GraphNode node) => channel =>
    {
        foreach (var part in node.Inputs.OfType<GraphTensor>())
        {
            if (channel < part.Channels())
            {
                return this[part, channel];
            }

            channel -= part.Channels();
        }

        return null;
    };

    /// <summary>What becomes of a value that a whole channel has.</summary>
    private static int? Follow(GraphNode node, int value)
    {
        switch (node.Op)
        {
            case "LOOKUP":
                return LookupTable.At(((LookupOptions)node.Options!).Table, (sbyte)value);
            case "MAX_POOL_2D" or "AVERAGE_POOL_2D" when node.Outputs[0].Quantization is { } quantization:
                var (min, max) = node.RequireClamp(ActivationFusion.ActivationOf(node)!.Value, quantization);
                return Math.Clamp(value, min, max);
            case "MEAN":
                return MeanLowering.OfConstant(node, value);
            case "PAD" or "PADV2":
                return PadLowering.Value(node, node.RequireQuantizedInt8(node.RequireOutput())) == value ? value : null;
            case "RESHAPE" or "SQUEEZE" or "EXPAND_DIMS" or "RESIZE_NEAREST_NEIGHBOR":
                return value;
            default:
                return null;
        }
    }
}
