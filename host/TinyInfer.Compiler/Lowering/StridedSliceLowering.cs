using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>STRIDED_SLICE with constant begin, end and strides for every dimension.</summary>
internal static class StridedSliceLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var options = node.RequireOptions<StridedSliceOptions>();
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        var elementBytes = node.RequireMovable(input, output);
        if (options.EllipsisMask != 0 || options.NewAxisMask != 0 || options.Offset)
        {
            throw node.Refusal(
                null,
                "ellipsis, new axis and offset are not supported",
                "write the slice with a begin and an end for each dimension, and reshape separately");
        }

        var slices = Slices(node, options, input);
        int[] sliced = [.. slices.Where(slice => !slice.Shrinks).Select(slice => slice.Count)];
        node.RequireShape(output, sliced);

        int[] counts = [.. slices.Select(slice => slice.Count)];
        if (counts.SequenceEqual(input.Shape) && slices.All(slice => slice.Stride > 0 || slice.Count == 1))
        {
            builder.Alias(node, input, output);
            return;
        }

        var strides = Shapes.Strides(input.Shape);
        var offset = slices.Select((slice, i) => slice.Begin * strides[i]).Sum();
        int[] steps = [.. slices.Select((slice, i) => slice.Stride * strides[i])];
        builder.EmitGather(node, builder.Read(node, input), offset, steps, builder.Write(node, output), counts, elementBytes);
    }

    internal static Slice[] Slices(GraphNode node, StridedSliceOptions options, GraphTensor input)
    {
        var begin = node.RequireIntegers(node.RequireInput(1));
        var end = node.RequireIntegers(node.RequireInput(2));
        var strides = node.RequireIntegers(node.RequireInput(3));
        var rank = input.Shape.Length;
        if (begin.Length != rank || end.Length != rank || strides.Length != rank)
        {
            throw node.Refusal(
                node.Inputs[1],
                $"begin, end and strides have {begin.Length}, {end.Length} and {strides.Length} entries, {rank} dimensions need {rank}",
                "give a begin and an end for each dimension");
        }

        var slices = new Slice[rank];
        for (var i = 0; i < rank; i++)
        {
            if (strides[i] == 0)
            {
                throw node.Inconsistent(node.Inputs[3], "a stride is 0");
            }

            bool Has(int mask) => (mask >> i & 1) != 0;
            slices[i] = Has(options.ShrinkAxisMask)
                ? Index(node, input.Shape[i], begin[i], strides[i], Has(options.BeginMask))
                : Range(
                    input.Shape[i],
                    Has(options.BeginMask) ? null : begin[i],
                    Has(options.EndMask) ? null : end[i],
                    strides[i]);
        }

        return slices;
    }

    /// <summary>A dimension that an index takes away.</summary>
    private static Slice Index(GraphNode node, int size, int begin, int stride, bool fromEdge)
    {
        var index = fromEdge ? (stride > 0 ? 0 : size - 1) : begin < 0 ? begin + size : begin;
        return index >= 0 && index < size
            ? new(index, 1, 1, true)
            : throw node.Inconsistent(node.Inputs[1], $"index {begin} does not exist in a dimension of {size}");
    }

    /// <summary>Python's slice: negative positions count from the end, and what lies outside is cut off.</summary>
    private static Slice Range(int size, int? begin, int? end, int stride)
    {
        var (lowest, highest) = stride > 0 ? (0, size) : (-1, size - 1);
        int Position(int value) => (int)Math.Clamp(value < 0 ? (long)value + size : value, lowest, highest);
        var first = begin is { } from ? Position(from) : stride > 0 ? lowest : highest;
        var past = end is { } to ? Position(to) : stride > 0 ? highest : lowest;
        var distance = stride > 0 ? (long)past - first : (long)first - past;
        var step = Math.Abs((long)stride);
        return new(first, (int)Math.Max(0, (distance + step - 1) / step), stride, false);
    }

    internal readonly record struct Slice(int Begin, int Count, int Stride, bool Shrinks);
}
