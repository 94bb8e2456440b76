using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Reference;

/// <summary>CONV_2D, DEPTHWISE_CONV_2D and FULLY_CONNECTED.</summary>
internal static class FloatConvolutions
{
    public static void Conv2D(FloatExecutor memory, GraphNode node)
    {
        var options = node.RequireOptions<Conv2DOptions>();
        var (input, filter, output) = Tensors(node);
        var (rows, columns) = ConvGeometry.Of(node, options.Padding, options.Explicit, input, filter, options.StrideHeight, options.StrideWidth,
            options.DilationHeight, options.DilationWidth);
        node.RequireShape(output, input.Shape[0], rows.Output, columns.Output, filter.Shape[0]);
        var (source, weights, result) = (memory.Values(input), memory.Values(filter), memory.Values(output));
        var (channels, outputs) = (input.Shape[3], filter.Shape[0]);
        if (filter.Shape[3] != channels)
        {
            throw node.Inconsistent(filter, $"the filter has {filter.Shape[3]} input channels, the input has {channels}");
        }

        Prepare(memory, node, result, outputs);
        var patch = new float[rows.Kernel * columns.Kernel * channels];
        var at = 0;
        for (var batch = 0; batch < input.Shape[0]; batch++)
        {
            for (var y = 0; y < rows.Output; y++)
            {
                for (var x = 0; x < columns.Output; x++, at += outputs)
                {
                    Patch(source, batch * rows.Input, rows, columns, y, x, channels, patch);
                    Vectors.AddProducts(patch, weights, result.AsSpan(at, outputs));
                }
            }
        }

        FloatElementwise.Activate(result, options.Activation);
    }

    public static void DepthwiseConv2D(FloatExecutor memory, GraphNode node)
    {
        var options = node.RequireOptions<DepthwiseConv2DOptions>();
        var (input, filter, output) = Tensors(node);
        var (rows, columns) = ConvGeometry.Of(node, options.Padding, options.Explicit, input, filter, options.StrideHeight, options.StrideWidth,
            options.DilationHeight, options.DilationWidth);
        var (channels, outputs) = (input.Shape[3], filter.Shape[3]);
        node.RequireShape(output, input.Shape[0], rows.Output, columns.Output, outputs);
        if (outputs % channels != 0)
        {
            throw node.Inconsistent(filter, $"{outputs} filters do not fit {channels} channels");
        }

        var (source, weights, result) = (memory.Values(input), memory.Values(filter), memory.Values(output));
        Prepare(memory, node, result, outputs);
        var spread = new float[outputs];
        var at = 0;
        for (var unit = 0; unit < input.Shape[0] * rows.Output; unit++)
        {
            var (batch, y) = (unit / rows.Output, unit % rows.Output);
            for (var x = 0; x < columns.Output; x++, at += outputs)
            {
                for (var tap = 0; tap < rows.Kernel * columns.Kernel; tap++)
                {
                    var (ky, kx) = (tap / columns.Kernel, tap % columns.Kernel);
                    var row = y * rows.Stride - rows.Padding + ky * rows.Dilation;
                    var column = x * columns.Stride - columns.Padding + kx * columns.Dilation;
                    if (row < 0 || row >= rows.Input || column < 0 || column >= columns.Input)
                    {
                        continue;
                    }

                    var pixel = source.AsSpan(((batch * rows.Input + row) * columns.Input + column) * channels, channels);
                    Vectors.MultiplyAdd(Spread(pixel, spread), weights.AsSpan(tap * outputs, outputs), result.AsSpan(at, outputs));
                }
            }
        }

        FloatElementwise.Activate(result, options.Activation);
    }

    public static void FullyConnected(FloatExecutor memory, GraphNode node)
    {
        var options = node.RequireOptions<FullyConnectedOptions>();
        var (input, filter, output) = Tensors(node);
        node.RequireRank(filter, 2);
        var (outputs, depth) = (filter.Shape[0], filter.Shape[1]);
        var batches = output.ElementCount / outputs;
        node.RequireElementCount(input, (long)batches * depth);
        node.RequireElementCount(output, (long)batches * outputs);
        var (source, weights, result) = (memory.Values(input), memory.Values(filter), memory.Values(output));
        Prepare(memory, node, result, outputs);
        for (var batch = 0; batch < batches; batch++)
        {
            Vectors.AddProducts(source.AsSpan(batch * depth, depth), weights, result.AsSpan(batch * outputs, outputs));
        }

        FloatElementwise.Activate(result, options.Activation);
    }

    private static (GraphTensor Input, GraphTensor Filter, GraphTensor Output) Tensors(GraphNode node) =>
        (node.RequireInput(0), node.RequireInput(1), node.RequireOutput());

    /// <summary>Every output begins as its channel's bias.</summary>
    private static void Prepare(FloatExecutor memory, GraphNode node, float[] result, int outputs)
    {
        if (node.OptionalInput(2) is not { } bias)
        {
            Array.Clear(result);
            return;
        }

        node.RequireElementCount(bias, outputs);
        var values = memory.Values(bias);
        for (var i = 0; i < result.Length; i += outputs)
        {
            values.CopyTo(result.AsSpan(i));
        }
    }

    /// <summary>What lies under the window, padded with 0: [kernel height, kernel width, channels].</summary>
    public static void Patch(float[] source, int firstRow, Window rows, Window columns, int y, int x, int channels, Span<float> patch)
    {
        var at = 0;
        for (var ky = 0; ky < rows.Kernel; ky++)
        {
            var row = y * rows.Stride - rows.Padding + ky * rows.Dilation;
            if (row < 0 || row >= rows.Input)
            {
                patch.Slice(at, columns.Kernel * channels).Clear();
                at += columns.Kernel * channels;
                continue;
            }

            for (var kx = 0; kx < columns.Kernel; kx++, at += channels)
            {
                var column = x * columns.Stride - columns.Padding + kx * columns.Dilation;
                if (column < 0 || column >= columns.Input)
                {
                    patch.Slice(at, channels).Clear();
                }
                else
                {
                    source.AsSpan(((firstRow + row) * columns.Input + column) * channels, channels).CopyTo(patch[at..]);
                }
            }
        }
    }

    /// <summary>Each channel as often as it has outputs.</summary>
    private static ReadOnlySpan<float> Spread(ReadOnlySpan<float> pixel, float[] spread)
    {
        var multiplier = spread.Length / pixel.Length;
        if (multiplier == 1)
        {
            return pixel;
        }

        for (var i = 0; i < spread.Length; i++)
        {
            spread[i] = pixel[i / multiplier];
        }

        return spread;
    }
}

/// <summary>Where a convolution's windows lie.</summary>
internal static class ConvGeometry
{
    public static (Window Rows, Window Columns) Of(GraphNode node)
    {
        var (input, filter) = (node.RequireInput(0), node.RequireInput(1));
        return node.Options switch
        {
            Conv2DOptions conv => Of(node, conv.Padding, conv.Explicit, input, filter, conv.StrideHeight, conv.StrideWidth, conv.DilationHeight, conv.DilationWidth),
            DepthwiseConv2DOptions conv => Of(node, conv.Padding, conv.Explicit, input, filter, conv.StrideHeight, conv.StrideWidth, conv.DilationHeight, conv.DilationWidth),
            _ => throw node.Inconsistent(null, "its options are missing"),
        };
    }

    public static (Window Rows, Window Columns) Of(
        GraphNode node, Padding padding, (int Top, int Bottom, int Left, int Right) given, GraphTensor input, GraphTensor filter,
        int strideHeight, int strideWidth, int dilationHeight, int dilationWidth)
    {
        node.RequireRank(input, 4);
        node.RequireRank(filter, 4);
        return (
            Window.Place(node, padding, (given.Top, given.Bottom), input.Shape[1], filter.Shape[1], strideHeight, dilationHeight),
            Window.Place(node, padding, (given.Left, given.Right), input.Shape[2], filter.Shape[2], strideWidth, dilationWidth));
    }
}
