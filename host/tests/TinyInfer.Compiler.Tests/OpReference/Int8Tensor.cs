namespace TinyInfer.Compiler.Tests.OpReference;

/// <summary>A dense int8 tensor, last dimension innermost: real = scale * (value - zero point).</summary>
public sealed class Int8Tensor
{
    public Int8Tensor(int[] shape, sbyte[] values, float scale, int zeroPoint)
    {
        if (Shapes.Count(shape) != values.Length)
        {
            throw new ArgumentException($"shape [{string.Join(",", shape)}] does not have {values.Length} elements");
        }

        Shape = shape;
        Values = values;
        Scale = scale;
        ZeroPoint = zeroPoint;
    }

    public int[] Shape { get; }

    public sbyte[] Values { get; }

    public float Scale { get; }

    public int ZeroPoint { get; }

    public int Rank => Shape.Length;

    public sbyte this[params int[] index]
    {
        get => Values[Shapes.Offset(Shape, index)];
        set => Values[Shapes.Offset(Shape, index)] = value;
    }

    /// <summary>A tensor whose element at each index is what the function says.</summary>
    public static Int8Tensor Compute(int[] shape, float scale, int zeroPoint, Func<int[], long> valueAt) =>
        new(shape, [.. Shapes.Indices(shape).Select(index => checked((sbyte)valueAt(index)))], scale, zeroPoint);

    /// <summary>The same bytes under another shape.</summary>
    public Int8Tensor Reshape(params int[] shape) => new(shape, Values, Scale, ZeroPoint);

    /// <summary>The value minus the zero point: the real value in units of the scale.</summary>
    public long Centered(params int[] index) => this[index] - ZeroPoint;
}

/// <summary>Index arithmetic on dense shapes.</summary>
public static class Shapes
{
    public static int Count(int[] shape) => shape.Aggregate(1, (product, dimension) => product * dimension);

    public static int Offset(int[] shape, int[] index)
    {
        var offset = 0;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (index[axis] < 0 || index[axis] >= shape[axis])
            {
                throw new ArgumentOutOfRangeException(nameof(index), $"[{string.Join(",", index)}] in [{string.Join(",", shape)}]");
            }

            offset = (offset * shape[axis]) + index[axis];
        }

        return offset;
    }

    /// <summary>All indices of a shape, last dimension running fastest.</summary>
    public static IEnumerable<int[]> Indices(int[] shape)
    {
        for (var flat = 0; flat < Count(shape); flat++)
        {
            var index = new int[shape.Length];
            for (int axis = shape.Length - 1, rest = flat; axis >= 0; axis--)
            {
                index[axis] = rest % shape[axis];
                rest /= shape[axis];
            }

            yield return index;
        }
    }

    public static int[] With(int[] index, int axis, int value)
    {
        var changed = (int[])index.Clone();
        changed[axis] = value;
        return changed;
    }
}
