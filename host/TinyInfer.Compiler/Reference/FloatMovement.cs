using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Reference;

/// <summary>Ops that move elements.</summary>
internal static class FloatMovement
{
    public static void Copy(FloatExecutor memory, GraphNode node)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        node.RequireElementCount(output, input.ElementCount);
        memory.Values(input).CopyTo(memory.Values(output), 0);
    }

    public static void Pad(FloatExecutor memory, GraphNode node)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        var paddings = node.RequireIntegers(node.RequireInput(1));
        if (paddings.Length != 2 * input.Shape.Length || paddings.Any(padding => padding < 0))
        {
            throw node.Inconsistent(node.Inputs[1], $"{2 * input.Shape.Length} paddings of at least 0 are expected");
        }

        node.RequireShape(output, [.. input.Shape.Select((size, i) => size + paddings[2 * i] + paddings[2 * i + 1])]);
        var result = memory.Values(output);
        Array.Fill(result, node.OptionalInput(2) is { } value ? memory.Values(value)[0] : 0);
        var strides = Shapes.Strides(output.Shape);
        var offset = strides.Select((stride, i) => stride * paddings[2 * i]).Sum();
        Movement.Scatter(memory.Values(input), input.Shape, result, offset, strides);
    }

    public static void Concatenation(FloatExecutor memory, GraphNode node)
    {
        var output = node.RequireOutput();
        var options = node.RequireOptions<ConcatenationOptions>();
        var axis = node.RequireAxis(options.Axis, output.Shape.Length);
        var result = memory.Values(output);
        var rows = Shapes.Product(output.Shape[..axis]);
        var rowLength = result.Length / rows;
        var at = 0;
        foreach (var input in node.Inputs.Select((_, i) => node.RequireInput(i)))
        {
            var values = memory.Values(input);
            var length = values.Length / rows;
            if (at + length > rowLength)
            {
                throw node.Inconsistent(output, "its inputs do not fit its shape");
            }

            for (var row = 0; row < rows; row++)
            {
                values.AsSpan(row * length, length).CopyTo(result.AsSpan(row * rowLength + at));
            }

            at += length;
        }

        FloatElementwise.Activate(result, options.Activation);
    }

    public static void StridedSlice(FloatExecutor memory, GraphNode node)
    {
        var options = node.RequireOptions<StridedSliceOptions>();
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        if (options.EllipsisMask != 0 || options.NewAxisMask != 0 || options.Offset)
        {
            throw node.Refusal(null, "ellipsis, new axis and offset are not supported", "write the slice with a begin and an end for each dimension");
        }

        var slices = StridedSliceLowering.Slices(node, options, input);
        int[] counts = [.. slices.Select(slice => slice.Count)];
        node.RequireElementCount(output, Shapes.Product(counts));
        var strides = Shapes.Strides(input.Shape);
        var offset = slices.Select((slice, i) => slice.Begin * strides[i]).Sum();
        Movement.Gather(memory.Values(input), offset, [.. slices.Select((slice, i) => slice.Stride * strides[i])], memory.Values(output), counts);
    }

    public static void Transpose(FloatExecutor memory, GraphNode node)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        int[] permutation = [.. node.RequireIntegers(node.RequireInput(1)).Select(axis => node.RequireAxis(axis, input.Shape.Length))];
        var strides = Shapes.Strides(input.Shape);
        node.RequireShape(output, [.. permutation.Select(axis => input.Shape[axis])]);
        Movement.Gather(memory.Values(input), 0, [.. permutation.Select(axis => strides[axis])], memory.Values(output), output.Shape);
    }

    public static void Split(FloatExecutor memory, GraphNode node)
    {
        var input = node.RequireInput(1);
        if (node.RequireIntegers(node.RequireInput(0)) is not [var given])
        {
            throw node.Inconsistent(node.Inputs[0], "one axis is expected");
        }

        var axis = node.RequireAxis(given, input.Shape.Length);
        var strides = Shapes.Strides(input.Shape);
        var at = 0;
        foreach (var output in node.Outputs)
        {
            if (output.Shape.Length != input.Shape.Length || at + output.Shape[axis] > input.Shape[axis])
            {
                throw node.Inconsistent(output, "its shape does not fit the input's");
            }

            Movement.Gather(memory.Values(input), at * strides[axis], strides, memory.Values(output), output.Shape);
            at += output.Shape[axis];
        }
    }

    public static void ResizeNearestNeighbor(FloatExecutor memory, GraphNode node)
    {
        var options = node.RequireOptions<ResizeNearestNeighborOptions>();
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        node.RequireRank(input, 4);
        node.RequireRank(output, 4);
        var rows = NearestNeighbors.Positions(input.Shape[1], output.Shape[1], options);
        var columns = NearestNeighbors.Positions(input.Shape[2], output.Shape[2], options);
        var (source, result, channels) = (memory.Values(input), memory.Values(output), input.Shape[3]);
        var at = 0;
        for (var batch = 0; batch < input.Shape[0]; batch++)
        {
            foreach (var row in rows)
            {
                foreach (var column in columns)
                {
                    source.AsSpan(((batch * input.Shape[1] + row) * input.Shape[2] + column) * channels, channels).CopyTo(result.AsSpan(at));
                    at += channels;
                }
            }
        }
    }
}
