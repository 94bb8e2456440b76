using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Reference;

/// <summary>Pools, MEAN, SOFTMAX and ARG_MAX.</summary>
internal static class FloatReductions
{
    public static void MaxPool(FloatExecutor memory, GraphNode node) =>
        Pool(memory, node, float.NegativeInfinity, MathF.Max, (best, _) => best);

    public static void AveragePool(FloatExecutor memory, GraphNode node) =>
        Pool(memory, node, 0, (sum, value) => sum + value, (sum, count) => sum / count);

    public static void Mean(FloatExecutor memory, GraphNode node)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        var rank = input.Shape.Length;
        var axes = node.RequireIntegers(node.RequireInput(1)).Select(axis => node.RequireAxis(axis, rank)).ToHashSet();
        int[] kept = [.. Enumerable.Range(0, rank).Where(i => !axes.Contains(i))];
        int[] order = [.. kept, .. axes];
        var strides = Shapes.Strides(input.Shape);
        var (source, result) = (memory.Values(input), memory.Values(output));
        var transposed = new float[source.Length];
        Movement.Gather(source, 0, [.. order.Select(i => strides[i])], transposed, [.. order.Select(i => input.Shape[i])]);
        node.RequireElementCount(output, Shapes.Product([.. kept.Select(i => input.Shape[i])]));
        var count = source.Length / result.Length;
        for (var i = 0; i < result.Length; i++)
        {
            var sum = 0.0;
            foreach (var value in transposed.AsSpan(i * count, count))
            {
                sum += value;
            }

            result[i] = (float)(sum / count);
        }
    }

    public static void Softmax(FloatExecutor memory, GraphNode node)
    {
        var beta = node.RequireOptions<SoftmaxOptions>().Beta;
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        node.RequireElementCount(output, input.ElementCount);
        var (source, result) = (memory.Values(input), memory.Values(output));
        var depth = input.Shape.Length == 0 ? 1 : input.Shape[^1];
        for (var start = 0; start < source.Length; start += depth)
        {
            var max = source[start];
            foreach (var value in source.AsSpan(start, depth))
            {
                max = MathF.Max(max, value);
            }

            var sum = 0.0;
            for (var i = start; i < start + depth; i++)
            {
                result[i] = MathF.Exp(beta * (source[i] - max));
                sum += result[i];
            }

            for (var i = start; i < start + depth; i++)
            {
                result[i] = (float)(result[i] / sum);
            }
        }
    }

    public static void ArgMax(FloatExecutor memory, GraphNode node)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        if (node.RequireIntegers(node.RequireInput(1)) is not [var given])
        {
            throw node.Inconsistent(node.Inputs[1], "one axis is expected");
        }

        var axis = node.RequireAxis(given, input.Shape.Length);
        var (size, inner) = (input.Shape[axis], Shapes.Product(input.Shape[(axis + 1)..]));
        node.RequireElementCount(output, input.ElementCount / size);
        var (source, result) = (memory.Values(input), memory.Values(output));
        for (var i = 0; i < result.Length; i++)
        {
            var start = i / inner * size * inner + i % inner;
            var best = 0;
            for (var k = 1; k < size; k++)
            {
                best = source[start + k * inner] > source[start + best * inner] ? k : best;
            }

            result[i] = best;
        }
    }

    private static void Pool(FloatExecutor memory, GraphNode node, float start, Func<float, float, float> step, Func<float, int, float> end)
    {
        var options = node.RequireOptions<Pool2DOptions>();
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        node.RequireRank(input, 4);
        var (top, bottom, left, right) = options.Explicit;
        var rows = Window.Place(node, options.Padding, (top, bottom), input.Shape[1], options.FilterHeight, options.StrideHeight, 1);
        var columns = Window.Place(node, options.Padding, (left, right), input.Shape[2], options.FilterWidth, options.StrideWidth, 1);
        node.RequireShape(output, input.Shape[0], rows.Output, columns.Output, input.Shape[3]);
        var (source, result, channels) = (memory.Values(input), memory.Values(output), input.Shape[3]);
        for (var i = 0; i < result.Length; i++)
        {
            var (channel, pixel) = (i % channels, i / channels);
            var (x, row) = (pixel % columns.Output, pixel / columns.Output);
            var (y, batch) = (row % rows.Output, row / rows.Output);
            var (fromY, fromX) = (y * rows.Stride - rows.Padding, x * columns.Stride - columns.Padding);
            var (value, count) = (start, 0);
            for (var ky = Math.Max(fromY, 0); ky < Math.Min(fromY + rows.Kernel, rows.Input); ky++)
            {
                for (var kx = Math.Max(fromX, 0); kx < Math.Min(fromX + columns.Kernel, columns.Input); kx++)
                {
                    value = step(value, source[((batch * rows.Input + ky) * columns.Input + kx) * channels + channel]);
                    count++;
                }
            }

            result[i] = end(value, count);
        }

        FloatElementwise.Activate(result, options.Activation);
    }
}
