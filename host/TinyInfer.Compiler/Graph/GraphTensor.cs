namespace TinyInfer.Compiler.Graph;

/// <summary>Element types a source network may have. Only some of them ever reach a .tinf.</summary>
public enum TensorType
{
    Float32, Float16, Float64, Int4, Int8, UInt8, Int16, UInt16, Int32, UInt32, Int64, UInt64, Bool, String, Other,
}

/// <summary>Affine quantisation: real = scale * (q - zero point). One element per tensor, or one per index of <paramref name="Axis"/>.</summary>
public sealed record Quantization(float[] Scales, long[] ZeroPoints, int Axis)
{
    public bool IsPerTensor => Scales.Length == 1;

    public float Scale => Scales[0];

    public int ZeroPoint => checked((int)ZeroPoints[0]);

    /// <summary>By value: tensors of equal quantization hold comparable integers.</summary>
    public bool Equals(Quantization? other) =>
        other is not null && Axis == other.Axis && Scales.AsSpan().SequenceEqual(other.Scales) && ZeroPoints.AsSpan().SequenceEqual(other.ZeroPoints);

    public override int GetHashCode() => HashCode.Combine(Axis, Scales.Length, Scale, ZeroPoints[0]);
}

/// <summary>A value that flows through the graph, or a constant.</summary>
public sealed class GraphTensor
{
    /// <summary>The source's name; a peeled edge has the name that the app knows.</summary>
    public required string Name { get; set; }

    /// <summary>Index in the source file, -1 for tensors a pass made.</summary>
    public int SourceIndex { get; init; } = -1;

    public required TensorType Type { get; set; }

    /// <summary>
    /// Dimensions, outermost first; empty for a scalar. All positive once imported, but for constants without elements.
    /// </summary>
    public required int[] Shape { get; set; }

    public Quantization? Quantization { get; set; }

    /// <summary>Raw little-endian bytes of a constant; null for what is computed.</summary>
    public byte[]? Constant { get; set; }

    public bool IsConstant => Constant is not null;

    public int ElementCount => Shape.Aggregate(1, (product, dimension) => checked(product * dimension));
}
