using System.Runtime.InteropServices;

namespace TinyInfer.Compiler.Graph;

/// <summary>Constants of FLOAT32 as numbers: weights, biases, factors.</summary>
internal static class FloatConstants
{
    /// <summary>The elements in order, a copy; null when the tensor is no constant of this type.</summary>
    public static float[]? Floats(this GraphTensor? tensor) =>
        tensor is { Type: TensorType.Float32, Constant: { } bytes } ? MemoryMarshal.Cast<byte, float>(bytes).ToArray() : null;

    /// <summary>Makes the tensor a constant.</summary>
    public static void SetFloats(this GraphTensor tensor, ReadOnlySpan<float> values) =>
        tensor.Constant = MemoryMarshal.AsBytes(values).ToArray();

    public static GraphTensor Float(string name, int[] shape, ReadOnlySpan<float> values)
    {
        var tensor = new GraphTensor { Name = name, Type = TensorType.Float32, Shape = shape };
        tensor.SetFloats(values);
        return tensor;
    }

    public static GraphTensor Int32(string name, params ReadOnlySpan<int> values)
    {
        var tensor = new GraphTensor { Name = name, Type = TensorType.Int32, Shape = [values.Length] };
        tensor.SetIntegers([.. values.ToArray().Select(value => (long)value)]);
        return tensor;
    }
}
