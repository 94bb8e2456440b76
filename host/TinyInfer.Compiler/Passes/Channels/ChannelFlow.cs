using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Channels;

/// <summary>How an op's output channels (its last dimension) come from its inputs'.</summary>
internal enum ChannelFlow
{
    /// <summary>Not channel by channel, or not known.</summary>
    Opaque,

    /// <summary>CONV_2D and FULLY_CONNECTED: every output channel from all input channels.</summary>
    Weighted,

    /// <summary>DEPTHWISE_CONV_2D: as many outputs for each input channel as its multiplier says.</summary>
    Depthwise,

    /// <summary>The same channels; a RESHAPE may repeat them, as one before a FULLY_CONNECTED does.</summary>
    Same,

    /// <summary>ADD, SUB and MUL of two tensors, or of one and a constant for each channel.</summary>
    Binary,

    /// <summary>CONCATENATION along the channels.</summary>
    Concatenation,
}

internal static class ChannelFlows
{
    private static readonly HashSet<string> s_same = ["LOOKUP", "MAX_POOL_2D", "AVERAGE_POOL_2D", "RESIZE_NEAREST_NEIGHBOR"];

    public static int Channels(this GraphTensor tensor) => tensor.Shape.Length == 0 ? 1 : tensor.Shape[^1];

    public static ChannelFlow Of(GraphNode node)
    {
        if (node.Outputs is not [{ Type: TensorType.Int8, Shape.Length: > 0 } output] || node.Inputs is not [{ Type: TensorType.Int8, Shape.Length: > 0 } input, ..])
        {
            return ChannelFlow.Opaque;
        }

        // More is refused later; a damaged file may claim any number.
        if (Math.Max(input.Channels(), output.Channels()) > ushort.MaxValue)
        {
            return ChannelFlow.Opaque;
        }

        var isSame = input.Channels() == output.Channels();
        return node.Op switch
        {
            "CONV_2D" or "FULLY_CONNECTED" when HasWeights(node, input, output) => ChannelFlow.Weighted,
            "DEPTHWISE_CONV_2D" when HasWeights(node, input, output) && node.Inputs[1]!.Channels() % input.Channels() == 0 => ChannelFlow.Depthwise,
            "RESHAPE" or "SQUEEZE" or "EXPAND_DIMS" when output.Channels() % input.Channels() == 0 && input.ElementCount == output.ElementCount => ChannelFlow.Same,
            "MEAN" when isSame && node.Inputs[1].Integers() is { } axes && axes.All(axis => axis != -1 && axis != input.Shape.Length - 1) => ChannelFlow.Same,
            "PAD" or "PADV2" when isSame => ChannelFlow.Same,
            "ADD" or "SUB" or "MUL" when IsBinary(node, output) => ChannelFlow.Binary,
            "CONCATENATION" when node.Options is ConcatenationOptions { Activation: FusedActivation.None } options
                && (options.Axis == -1 || options.Axis == output.Shape.Length - 1) && node.Inputs.All(part => part is { Type: TensorType.Int8 })
                && node.Inputs.Sum(part => (long)part!.Channels()) == output.Channels() => ChannelFlow.Concatenation,
            _ => s_same.Contains(node.Op) && isSame ? ChannelFlow.Same : ChannelFlow.Opaque,
        };
    }

    /// <summary>Sizes that contradict each other are the lowerer's to report.</summary>
    private static bool HasWeights(GraphNode node, GraphTensor input, GraphTensor output)
    {
        if (input.IsConstant || node.Inputs.ElementAtOrDefault(1) is not { Type: TensorType.Int8, IsConstant: true, Quantization: not null } filter
            || filter.Shape.Length != (node.Op == "FULLY_CONNECTED" ? 2 : 4) || filter.Shape.Contains(0))
        {
            return false;
        }

        var outputs = filter.Shape[node.Op == "DEPTHWISE_CONV_2D" ? 3 : 0];
        return outputs == output.Channels() && (node.Op == "DEPTHWISE_CONV_2D" || filter.Channels() == input.Channels())
            && node.Inputs.ElementAtOrDefault(2) is null or { Type: TensorType.Int32, IsConstant: true }
            && (node.Inputs.ElementAtOrDefault(2)?.ElementCount ?? outputs) == outputs;
    }

    private static bool IsBinary(GraphNode node, GraphTensor output) =>
        node.Inputs is [{ Type: TensorType.Int8 } a, { Type: TensorType.Int8 } b] && Fits(a, output) && Fits(b, output)
        && a.Quantization is not null && b.Quantization is not null && output.Quantization is not null
        && node.Options is BinaryOptions { Activation: not (FusedActivation.Tanh or FusedActivation.SignBit) };

    private static bool Fits(GraphTensor tensor, GraphTensor output) =>
        tensor.Shape.Length > 0 && tensor.Channels() == output.Channels() && (!tensor.IsConstant || tensor.ElementCount == tensor.Channels());
}
