using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Reference;

/// <summary>Moves elements by strides, whatever they are.</summary>
internal static class Movement
{
    /// <summary>A constant with its dimensions in another order.</summary>
    public static GraphTensor Transpose(GraphTensor tensor, int[] permutation)
    {
        int[] shape = [.. permutation.Select(axis => tensor.Shape[axis])];
        var strides = Shapes.Strides(tensor.Shape);
        int[] permuted = [.. permutation.Select(axis => strides[axis])];
        var size = Requirements.ElementBytes(tensor.Type);
        var bytes = new byte[tensor.Constant!.Length];
        var at = 0;
        foreach (var from in Positions(shape, permuted, 0))
        {
            tensor.Constant.AsSpan(from * size, size).CopyTo(bytes.AsSpan(at));
            at += size;
        }

        return new GraphTensor
        {
            Name = tensor.Name,
            Type = tensor.Type,
            Shape = shape,
            Constant = bytes,
            Quantization = tensor.Quantization is { IsPerTensor: false } perChannel
                ? perChannel with { Axis = Array.IndexOf(permutation, perChannel.Axis) }
                : tensor.Quantization,
        };
    }

    /// <summary>A view of the input (a stride for each dimension of the output) into a dense output.</summary>
    public static void Gather(ReadOnlySpan<float> input, int offset, int[] strides, Span<float> output, int[] shape) =>
        Walk(shape, strides, 0, offset, input, output, 0);

    /// <summary>A dense input into a view of the output.</summary>
    public static void Scatter(ReadOnlySpan<float> input, int[] shape, Span<float> output, int offset, int[] strides)
    {
        var at = 0;
        foreach (var to in Positions(shape, strides, offset))
        {
            output[to] = input[at++];
        }
    }

    private static int Walk(
        int[] shape, int[] strides, int axis, int from, ReadOnlySpan<float> input, Span<float> output, int to)
    {
        if (axis == shape.Length)
        {
            output[to] = input[from];
            return to + 1;
        }

        if (axis == shape.Length - 1 && strides[axis] == 1)
        {
            input.Slice(from, shape[axis]).CopyTo(output[to..]);
            return to + shape[axis];
        }

        for (var i = 0; i < shape[axis]; i++)
        {
            to = Walk(shape, strides, axis + 1, from + i * strides[axis], input, output, to);
        }

        return to;
    }

    private static IEnumerable<int> Positions(int[] shape, int[] strides, int offset)
    {
        var index = new int[shape.Length];
        var count = Shapes.Product(shape);
        for (var i = 0; i < count; i++)
        {
            yield return offset;
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                offset -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }
    }
}
