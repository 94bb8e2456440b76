using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import;

/// <summary>Reads scales and zero points and checks that they can belong to their tensor.</summary>
internal static class QuantizationReader
{
    /// <returns>Null when the tensor is not quantised.</returns>
    public static Quantization? Read(FlatFile file, GraphTensor tensor, FlatTable table, Dictionary<GraphTensor, TensorObstacle> obstacles)
    {
        if (table.UInt8(QuantizationFields.DetailsType) != 0)
        {
            obstacles[tensor] = new("its quantization is neither per tensor nor per channel", "re-export with full-integer int8");
            return null;
        }

        // Trained-in ranges stay behind on float tensors; they mean nothing there.
        var scales = table.Vector(QuantizationFields.Scale, sizeof(float), "scale").ToSingles();
        if (scales.Length == 0 || tensor.Type is TensorType.Float32 or TensorType.Float16 or TensorType.Float64)
        {
            return null;
        }

        var zeroPoints = table.Vector(QuantizationFields.ZeroPoint, sizeof(long), "zero point").ToInt64s();
        if (zeroPoints.Length == 0)
        {
            zeroPoints = new long[scales.Length];
        }

        var axis = table.Int32(QuantizationFields.QuantizedDimension);
        CheckCounts(file, tensor, scales, zeroPoints, axis);
        CheckValues(file, tensor, scales, zeroPoints);
        return new Quantization(scales, zeroPoints, scales.Length == 1 ? 0 : axis);
    }

    private static void CheckCounts(FlatFile file, GraphTensor tensor, float[] scales, long[] zeroPoints, int axis)
    {
        if (zeroPoints.Length != scales.Length)
        {
            throw file.Damaged($"tensor '{tensor.Name}' has {zeroPoints.Length} zero points and {scales.Length} scales, as many are expected");
        }

        if (scales.Length == 1)
        {
            return;
        }

        if (axis < 0 || axis >= tensor.Shape.Length)
        {
            throw file.Damaged($"tensor '{tensor.Name}' is quantised along axis {axis}, but has {tensor.Shape.Length} dimensions");
        }

        if (tensor.Shape[axis] != scales.Length)
        {
            throw file.Damaged($"tensor '{tensor.Name}' has {scales.Length} scales, but {tensor.Shape[axis]} are expected along axis {axis}");
        }
    }

    private static void CheckValues(FlatFile file, GraphTensor tensor, float[] scales, long[] zeroPoints)
    {
        // A channel whose weights are all zero may have the scale 0; a whole tensor may not.
        foreach (var scale in scales)
        {
            if (!float.IsFinite(scale) || scale < 0 || (scale == 0 && scales.Length == 1))
            {
                throw file.Damaged($"tensor '{tensor.Name}' has the scale {scale}, a positive number is expected");
            }
        }

        var (min, max) = TensorTypes.Range(tensor.Type);
        foreach (var zeroPoint in zeroPoints)
        {
            if (zeroPoint < min || zeroPoint > max)
            {
                throw file.Damaged($"tensor '{tensor.Name}' has the zero point {zeroPoint}, {min} to {max} is expected");
            }
        }
    }
}
