namespace TinyInfer.Compiler.Tests.OpReference;

/// <summary>AVERAGE_POOL_2D, MAX_POOL_2D, MEAN and ARG_MAX.</summary>
public static class PoolingReference
{
    public static Int8Tensor AveragePool(Int8Tensor input, int height, int width, Sliding rows, Sliding columns, RealRange activation) =>
        Pool(input, height, width, rows, columns, activation, values => Rescale.RoundHalfAway(values.Sum(), values.Count));

    public static Int8Tensor MaxPool(Int8Tensor input, int height, int width, Sliding rows, Sliding columns, RealRange activation) =>
        Pool(input, height, width, rows, columns, activation, values => values.Max());

    /// <summary>The factor's multiplier is divided by the number of elements after as many left shifts as that number has bits.</summary>
    public static Int8Tensor Mean(Int8Tensor input, int[] axes, bool keepDims, float outputScale, int outputZeroPoint)
    {
        var reduced = axes.Select(axis => axis < 0 ? axis + input.Rank : axis).ToHashSet();
        int[] kept = [.. input.Shape.Select((size, axis) => reduced.Contains(axis) ? 1 : size)];
        long count = reduced.Aggregate(1, (product, axis) => product * input.Shape[axis]);

        var (multiplier, shift) = Rescale.Decompose((double)input.Scale / outputScale);
        var headroom = Math.Min((int)Math.Floor(Math.Log2(count)), 31 + shift);
        multiplier = (multiplier << headroom) / count;
        shift -= headroom;

        var sums = new long[Shapes.Count(kept)];
        foreach (var index in Shapes.Indices(input.Shape))
        {
            int[] target = [.. index.Select((i, axis) => reduced.Contains(axis) ? 0 : i)];
            sums[Shapes.Offset(kept, target)] += input.Centered(index);
        }

        var mean = Int8Tensor.Compute(kept, outputScale, outputZeroPoint, index =>
            Rescale.Clamp8(Rescale.Multiply(sums[Shapes.Offset(kept, index)], multiplier, shift) + outputZeroPoint));
        return keepDims ? mean : mean.Reshape([.. kept.Where((_, axis) => !reduced.Contains(axis))]);
    }

    /// <summary>Index of the first largest value along an axis.</summary>
    public static int[] ArgMax(Int8Tensor input, int axis)
    {
        axis = axis < 0 ? axis + input.Rank : axis;
        var others = Shapes.With(input.Shape, axis, 1);
        return
        [
            .. Shapes.Indices(others).Select(index =>
            {
                var values = Enumerable.Range(0, input.Shape[axis]).Select(i => input[Shapes.With(index, axis, i)]).ToList();
                return values.IndexOf(values.Max());
            }),
        ];
    }

    private static Int8Tensor Pool(
        Int8Tensor input, int height, int width, Sliding rows, Sliding columns, RealRange activation, Func<List<long>, long> combine)
    {
        int[] shape =
        [
            input.Shape[0], rows.OutputSize(input.Shape[1], height), columns.OutputSize(input.Shape[2], width), input.Shape[3],
        ];
        return Int8Tensor.Compute(shape, input.Scale, input.ZeroPoint, output =>
        {
            var top = (output[1] * rows.Stride) - rows.PaddingBefore(input.Shape[1], height);
            var left = (output[2] * columns.Stride) - columns.PaddingBefore(input.Shape[2], width);
            var values = from y in Enumerable.Range(top, height)
                         from x in Enumerable.Range(left, width)
                         where y >= 0 && y < input.Shape[1] && x >= 0 && x < input.Shape[2]
                         select (long)input[output[0], y, x, output[3]];
            return activation.Clamp(combine([.. values]), input.Scale, input.ZeroPoint);
        });
    }
}
