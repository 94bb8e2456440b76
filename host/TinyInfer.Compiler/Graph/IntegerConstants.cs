using System.Buffers.Binary;

namespace TinyInfer.Compiler.Graph;

/// <summary>Constants of INT32 and INT64 as numbers: shapes, axes, paddings.</summary>
internal static class IntegerConstants
{
    /// <summary>The elements in order; null when the tensor is no constant of these types.</summary>
    public static long[]? Integers(this GraphTensor? tensor)
    {
        if (tensor?.Constant is not { } bytes || tensor.Type is not (TensorType.Int32 or TensorType.Int64))
        {
            return null;
        }

        var size = ElementBytes(tensor);
        var values = new long[bytes.Length / size];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = size == sizeof(int)
                ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(i * size))
                : BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(i * size));
        }

        return values;
    }

    /// <summary>Makes the tensor a constant. What does not fit INT32 wraps, as casts do.</summary>
    public static void SetIntegers(this GraphTensor tensor, IReadOnlyList<long> values)
    {
        var size = ElementBytes(tensor);
        var bytes = new byte[values.Count * size];
        for (var i = 0; i < values.Count; i++)
        {
            if (size == sizeof(int))
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * size), unchecked((int)values[i]));
            }
            else
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * size), values[i]);
            }
        }

        tensor.Constant = bytes;
    }

    private static int ElementBytes(GraphTensor tensor) => tensor.Type == TensorType.Int32 ? sizeof(int) : sizeof(long);
}
