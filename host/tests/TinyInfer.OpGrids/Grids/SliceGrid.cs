using TinyInfer.Testing;

namespace TinyInfer.OpGrids.Grids;

internal static class SliceGrid
{
    private sealed record Slice(int Begin, int End, int Stride, bool BeginMasked, bool EndMasked, bool Shrunk, int Size);

    public static GridCase StridedSlice(GridModel model, int index)
    {
        var random = model.Random;
        var rank = random.Pick(1, 2, 3, 4, 4);
        int[] shape = [.. Enumerable.Range(0, rank).Select(_ => random.Next(1, 8))];
        Slice[] slices = [.. shape.Select(dimension => NextSlice(random, dimension))];
        int Mask(Func<Slice, bool> isSet) => slices.Select((slice, axis) => isSet(slice) ? 1 << axis : 0).Sum();

        int[] outputShape = [.. slices.Where(slice => !slice.Shrunk).Select(slice => slice.Size)];
        var (scale, zeroPoint) = (random.NextLogUniform(0.01, 1), model.ZeroPoint());
        var input = model.Input(shape, scale, zeroPoint);
        var begin = model.Builder.Int32("begin", [.. slices.Select(slice => slice.Begin)]);
        var end = model.Builder.Int32("end", [.. slices.Select(slice => slice.End)]);
        var strides = model.Builder.Int32("strides", [.. slices.Select(slice => slice.Stride)]);
        var output = model.Output(outputShape, scale, zeroPoint);
        var options = TfliteOptions.StridedSlice(
            Mask(slice => slice.BeginMasked), Mask(slice => slice.EndMasked), shrinkAxisMask: Mask(slice => slice.Shrunk));
        model.Builder.Op(TfliteOp.STRIDED_SLICE, options, [input, begin, end, strides], [output]);
        var text = string.Join(", ", slices.Select(slice => slice.Shrunk ? $"{slice.Begin}" : $"{Part(slice.Begin, slice.BeginMasked)}:{Part(slice.End, slice.EndMasked)}:{slice.Stride}"));
        return model.Case(TfliteOp.STRIDED_SLICE, index, $"{GridModel.Shape(shape)}[{text}]", output);
    }

    private static string Part(int value, bool masked) => masked ? "" : $"{value}";

    /// <summary>Begin and end may be masked, counted from the end or beyond it; the slice is never empty.</summary>
    private static Slice NextSlice(SeededRandom random, int dimension)
    {
        if (random.Next(0, 5) == 0)
        {
            var at = random.Next(0, dimension - 1);
            var written = random.NextBool() ? at : at - dimension;
            return new Slice(written, written + 1 == 0 ? dimension : written + 1, 1, false, false, true, 1);
        }

        while (true)
        {
            var stride = random.Pick(1, 1, 1, 2, 3, -1, -2);
            var (beginMasked, endMasked) = (random.Next(0, 2) == 0, random.Next(0, 2) == 0);
            var (begin, end) = (random.Next(-dimension - 1, dimension + 1), random.Next(-dimension - 1, dimension + 1));
            var size = Size(dimension, begin, end, stride, beginMasked, endMasked);
            if (size > 0)
            {
                return new Slice(begin, end, stride, beginMasked, endMasked, false, size);
            }
        }
    }

    /// <summary>What Python would take.</summary>
    private static int Size(int dimension, int begin, int end, int stride, bool beginMasked, bool endMasked)
    {
        int Wrap(int value) => value < 0 ? value + dimension : value;
        var (low, high) = stride > 0 ? (0, dimension) : (-1, dimension - 1);
        var first = beginMasked ? (stride > 0 ? 0 : dimension - 1) : Math.Clamp(Wrap(begin), low, high);
        var last = endMasked ? (stride > 0 ? dimension : -1) : Math.Clamp(Wrap(end), low, high);
        return Math.Max(0, (last - first + stride - Math.Sign(stride)) / stride);
    }
}
