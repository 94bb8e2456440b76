using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>
/// A value of the ONNX network and how the graph holds it. ONNX's dimensions keep their meaning (NCHW); the tensor holds
/// them in any order (NHWC), so that transposing, squeezing and reshaping move no data until an op demands an order.
/// </summary>
/// <param name="Stored">The tensor.</param>
/// <param name="Basis">Dimensions in ONNX's order before <paramref name="Shape"/> reshaped them; equal to it mostly.</param>
/// <param name="Order">For each dimension of the tensor which one of the basis it is; -1 for a 1 that the basis lacks.
/// A dimension of the basis that is not there is 1.</param>
/// <param name="Shape">Dimensions as ONNX sees them.</param>
internal sealed record OnnxValue(GraphTensor Stored, int[] Basis, int[] Order, int[] Shape)
{
    /// <summary>A tensor that is stored as ONNX sees it.</summary>
    public static OnnxValue Of(GraphTensor tensor) => new(tensor, tensor.Shape, Identity(tensor.Shape.Length), tensor.Shape);

    /// <summary>A tensor whose dimensions are ONNX's in the given order.</summary>
    public static OnnxValue Of(GraphTensor tensor, int[] order, int[] shape) => new(tensor, shape, order, shape);

    public int Rank => Shape.Length;

    public bool IsConstant => Stored.IsConstant;

    /// <summary>Whether the order is about other dimensions than <see cref="Shape"/>.</summary>
    public bool IsReshaped => !Basis.AsSpan().SequenceEqual(Shape);

    public int ElementCount => Stored.ElementCount;

    /// <summary>The same with other dimensions; nothing moves.</summary>
    public OnnxValue Reshape(int[] shape)
    {
        if (IsReshaped || RenamedOrder(shape) is not { } order)
        {
            return this with { Shape = shape };
        }

        return new(Stored, shape, order, shape);
    }

    /// <summary>ONNX's dimensions in another order; nothing moves.</summary>
    public OnnxValue Transpose(int[] permutation)
    {
        int[] shape = [.. permutation.Select(dimension => Shape[dimension])];
        return new(Stored, shape, [.. Order.Select(dimension => dimension < 0 ? -1 : Array.IndexOf(permutation, dimension))], shape);
    }

    public static int[] Identity(int rank) => [.. Enumerable.Range(0, rank)];

    /// <summary>Where each dimension goes when only ones come and go; null when others change.</summary>
    private int[]? RenamedOrder(int[] shape)
    {
        int[] before = [.. Identity(Rank).Where(i => Shape[i] != 1)];
        int[] after = [.. Identity(shape.Length).Where(i => shape[i] != 1)];
        return before.Select(i => Shape[i]).SequenceEqual(after.Select(i => shape[i]))
            ? [.. Order.Select(dimension => Array.IndexOf(before, dimension) is var at and >= 0 ? after[at] : -1)]
            : null;
    }
}
