namespace TinyInfer.Compiler.Tests.OpReference;

/// <summary>The ops that only move bytes.</summary>
public static class MovementReference
{
    /// <param name="padding">Elements before and after, for each dimension.</param>
    public static Int8Tensor Pad(Int8Tensor input, (int Before, int After)[] padding, sbyte value)
    {
        int[] shape = [.. input.Shape.Select((size, axis) => padding[axis].Before + size + padding[axis].After)];
        return Int8Tensor.Compute(shape, input.Scale, input.ZeroPoint, index =>
        {
            int[] source = [.. index.Select((i, axis) => i - padding[axis].Before)];
            var inside = source.Select((i, axis) => i >= 0 && i < input.Shape[axis]).All(isInside => isInside);
            return inside ? input[source] : value;
        });
    }

    public static Int8Tensor Concatenate(IReadOnlyList<Int8Tensor> inputs, int axis)
    {
        axis = axis < 0 ? axis + inputs[0].Rank : axis;
        var shape = Shapes.With(inputs[0].Shape, axis, inputs.Sum(input => input.Shape[axis]));
        return Int8Tensor.Compute(shape, inputs[0].Scale, inputs[0].ZeroPoint, index =>
        {
            var i = index[axis];
            var which = 0;
            for (; i >= inputs[which].Shape[axis]; which++)
            {
                i -= inputs[which].Shape[axis];
            }

            return inputs[which][Shapes.With(index, axis, i)];
        });
    }

    public static IReadOnlyList<Int8Tensor> Split(Int8Tensor input, int count, int axis)
    {
        axis = axis < 0 ? axis + input.Rank : axis;
        var size = input.Shape[axis] / count;
        return
        [
            .. Enumerable.Range(0, count).Select(part => Int8Tensor.Compute(
                Shapes.With(input.Shape, axis, size), input.Scale, input.ZeroPoint,
                index => input[Shapes.With(index, axis, (part * size) + index[axis])])),
        ];
    }

    public static Int8Tensor Transpose(Int8Tensor input, int[] permutation) =>
        Int8Tensor.Compute([.. permutation.Select(axis => input.Shape[axis])], input.Scale, input.ZeroPoint, index =>
        {
            var source = new int[input.Rank];
            for (var axis = 0; axis < input.Rank; axis++)
            {
                source[permutation[axis]] = index[axis];
            }

            return input[source];
        });

    /// <summary>Python's slices: input[begin:end:stride] in every dimension, null for an open end.</summary>
    public static Int8Tensor Slice(Int8Tensor input, params (int? Begin, int? End, int Stride)[] slices)
    {
        var picked = slices.Select((slice, axis) => Picked(input.Shape[axis], slice.Begin, slice.End, slice.Stride).ToArray()).ToArray();
        return Int8Tensor.Compute([.. picked.Select(indices => indices.Length)], input.Scale, input.ZeroPoint, index =>
            input[[.. index.Select((i, axis) => picked[axis][i])]]);
    }

    /// <summary>Nearest neighbour over the two middle dimensions, in single precision as TensorFlow Lite has it.</summary>
    public static Int8Tensor ResizeNearestNeighbor(Int8Tensor input, int height, int width, bool alignCorners, bool halfPixelCenters)
    {
        int Source(int position, int inputSize, int outputSize)
        {
            var scale = alignCorners && outputSize > 1 ? (inputSize - 1) / (float)(outputSize - 1) : inputSize / (float)outputSize;
            var real = (float)((position + (halfPixelCenters ? 0.5f : 0f)) * scale);
            var nearest = alignCorners ? MathF.Round(real, MidpointRounding.AwayFromZero) : MathF.Floor(real);
            return Math.Min((int)nearest, inputSize - 1);
        }

        return Int8Tensor.Compute([input.Shape[0], height, width, input.Shape[3]], input.Scale, input.ZeroPoint, index =>
            input[index[0], Source(index[1], input.Shape[1], height), Source(index[2], input.Shape[2], width), index[3]]);
    }

    private static IEnumerable<int> Picked(int size, int? begin, int? end, int stride)
    {
        int Wrapped(int i) => i < 0 ? i + size : i;
        if (stride > 0)
        {
            var last = Math.Min(end is null ? size : Wrapped(end.Value), size);
            for (var i = Math.Max(Wrapped(begin ?? 0), 0); i < last; i += stride)
            {
                yield return i;
            }
        }
        else
        {
            var last = Math.Max(end is null ? -1 : Wrapped(end.Value), -1);
            for (var i = Math.Min(Wrapped(begin ?? (size - 1)), size - 1); i > last; i += stride)
            {
                yield return i;
            }
        }
    }
}
