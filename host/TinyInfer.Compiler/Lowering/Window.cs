using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>A sliding window along one dimension. Padding is what lies before the first input position.</summary>
public readonly record struct Window(int Input, int Output, int Kernel, int Stride, int Dilation, int Padding)
{
    /// <summary>Whether output position i reads input position i and nothing else.</summary>
    public bool IsPointwise => Kernel == 1 && Stride == 1 && Padding == 0 && Input == Output;

    /// <summary>TensorFlow's SAME and VALID: the output size and half of the padding, rounded down.</summary>
    internal static Window Place(GraphNode node, Padding padding, int input, int kernel, int stride, int dilation)
    {
        Check(node, input, kernel, stride, dilation);
        var extent = Extent(kernel, dilation);
        var output = padding == Graph.Padding.Same
            ? (input + (long)stride - 1) / stride
            : (input + (long)stride - extent) / stride;
        if (output < 1)
        {
            throw TooLarge(node, extent, input);
        }

        var total = Math.Max(0, (output - 1) * stride + extent - input);
        return new(input, (int)output, kernel, stride, dilation, node.RequireUInt16(null, total / 2, "the padding"));
    }

    /// <summary>The padding that is given, if one is.</summary>
    internal static Window Place(
        GraphNode node, Padding padding, (int Before, int After) given, int input, int kernel, int stride, int dilation) =>
        given != (0, 0)
            ? Place(node, given.Before, given.After, input, kernel, stride, dilation)
            : Place(node, padding, input, kernel, stride, dilation);

    /// <summary>Padding that is given.</summary>
    internal static Window Place(GraphNode node, int before, int after, int input, int kernel, int stride, int dilation)
    {
        Check(node, input, kernel, stride, dilation);
        var extent = Extent(kernel, dilation);
        var padded = (long)input + before + after;
        if (padded < extent)
        {
            throw TooLarge(node, extent, padded);
        }

        var output = node.RequireUInt16(null, (padded - extent) / stride + 1, "the output size");
        return new(input, output, kernel, stride, dilation, node.RequireUInt16(null, before, "the padding"));
    }

    private static long Extent(int kernel, int dilation) => (kernel - 1L) * dilation + 1;

    private static void Check(GraphNode node, int input, int kernel, int stride, int dilation)
    {
        if (kernel < 1 || stride < 1 || dilation < 1)
        {
            throw node.Inconsistent(null, $"kernel {kernel}, stride {stride} and dilation {dilation} must be at least 1");
        }

        node.RequireUInt16(null, input, "the input size");
        node.RequireUInt16(null, kernel, "the kernel size");
        node.RequireUInt16(null, stride, "the stride");
        node.RequireUInt16(null, dilation, "the dilation");
    }

    private static RefusedException TooLarge(GraphNode node, long extent, long input) =>
        node.Inconsistent(null, $"its window of {extent} is larger than the input of {input}");
}
