using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Passes;

/// <summary>
/// A PAD in front of a convolution becomes the convolution's explicit padding, where that is exact: the padded value is
/// the zero point, as which convolutions read what lies outside of their input.
/// </summary>
internal static class PadFolding
{
    public static void Run(NetworkGraph graph)
    {
        var uses = new GraphUses(graph);
        var folded = new HashSet<GraphNode>();
        foreach (var pad in graph.Nodes)
        {
            if (pad.Op is "PAD" or "PADV2" && pad.Outputs is [var padded] && uses.SoleConsumer(padded) is { } consumer && TryFold(pad, consumer))
            {
                folded.Add(pad);
            }
        }

        graph.Nodes.RemoveAll(folded.Contains);
    }

    private static bool TryFold(GraphNode pad, GraphNode consumer)
    {
        if (Amounts(pad) is not { } amounts || consumer.Inputs is not [var image, { Shape: [_, var kernelHeight, var kernelWidth, _] }, ..]
            || image != pad.Outputs[0])
        {
            return false;
        }

        switch (consumer.Options)
        {
            case Conv2DOptions { Padding: Padding.Valid } options when consumer.Op == "CONV_2D"
                && Fits(amounts, kernelHeight, kernelWidth, options.DilationHeight, options.DilationWidth):
                consumer.Options = options with { Explicit = amounts };
                break;
            case DepthwiseConv2DOptions { Padding: Padding.Valid } options when consumer.Op == "DEPTHWISE_CONV_2D"
                && Fits(amounts, kernelHeight, kernelWidth, options.DilationHeight, options.DilationWidth):
                consumer.Options = options with { Explicit = amounts };
                break;
            default:
                return false;
        }

        consumer.Inputs[0] = pad.Inputs[0];
        consumer.Absorbed.AddRange([.. pad.Absorbed, pad]);
        return true;
    }

    /// <summary>What is added to height and width; null when the op does anything else.</summary>
    private static (int Top, int Bottom, int Left, int Right)? Amounts(GraphNode pad)
    {
        if (pad.Inputs is not [{ Type: TensorType.Int8, IsConstant: false, Shape.Length: 4 } input, var paddings, ..]
            || input.Quantization is not { IsPerTensor: true } quantization || !quantization.Equals(pad.Outputs[0].Quantization)
            || pad.Outputs[0] is not { Type: TensorType.Int8, Shape: [var batches, var height, var width, var channels] }
            || !PadsWithZeroPoint(pad, quantization))
        {
            return null;
        }

        if (paddings.Integers() is not [0, 0, var top, var bottom, var left, var right, 0, 0]
            || Math.Min(Math.Min(top, bottom), Math.Min(left, right)) < 0
            || batches != input.Shape[0] || channels != input.Shape[3]
            || height - (long)input.Shape[1] - top != bottom || width - (long)input.Shape[2] - left != right)
        {
            return null;
        }

        return ((int)top, (int)bottom, (int)left, (int)right);
    }

    private static bool PadsWithZeroPoint(GraphNode pad, Quantization quantization)
    {
        if (pad.Op == "PAD")
        {
            return pad.Inputs.Count == 2;
        }

        return pad.Inputs is [_, _, { Type: TensorType.Int8, Constant: [var value] } constant]
            && quantization.Equals(constant.Quantization) && (sbyte)value == quantization.ZeroPoint;
    }

    /// <summary>Whether every window still meets the image, as with SAME padding: no kernel has to reckon with others.</summary>
    private static bool Fits((int Top, int Bottom, int Left, int Right) amounts, int kernelHeight, int kernelWidth, int dilationHeight, int dilationWidth) =>
        Math.Max(amounts.Top, amounts.Bottom) <= (kernelHeight - 1L) * dilationHeight
        && Math.Max(amounts.Left, amounts.Right) <= (kernelWidth - 1L) * dilationWidth;
}
