namespace TinyInfer.Compiler.Lowering;

/// <summary>Arithmetic of dense, row-major shapes.</summary>
internal static class Shapes
{
    public static int Product(ReadOnlySpan<int> dimensions)
    {
        var product = 1;
        foreach (var dimension in dimensions)
        {
            product = checked(product * dimension);
        }

        return product;
    }

    /// <summary>How far one step along each dimension moves on, when a step along the last one moves on by the unit.</summary>
    public static int[] Strides(ReadOnlySpan<int> shape, int unit = 1)
    {
        var strides = new int[shape.Length];
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = unit;
            unit = checked(unit * shape[i]);
        }

        return strides;
    }
}
