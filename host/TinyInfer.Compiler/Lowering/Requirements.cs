using System.Buffers.Binary;
using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>An op cannot be lowered. The lowerer collects these, so that all ops of a model are reported at once.</summary>
internal sealed class RefusedException(ConversionProblem problem) : Exception(problem.ToString())
{
    public ConversionProblem Problem { get; } = problem;
}

/// <summary>What an op's lowering demands of its node; each demand that is not met is a refusal with a sentence.</summary>
internal static class Requirements
{
    public const string ReexportInt8 = "re-export the network with full-integer int8 quantization";
    private const string ReexportConsistent = "the file contradicts itself: export it again";

    public static RefusedException Refusal(this GraphNode node, GraphTensor? tensor, string why, string remedy) =>
        new(new ConversionProblem(node.Index, node.Op, tensor?.Name, why, remedy));

    /// <summary>A problem that is no single op's.</summary>
    public static ConversionProblem ModelProblem(string? tensor, string why, string remedy) => new(-1, "", tensor, why, remedy);

    /// <summary>A refusal because shapes or counts do not fit together.</summary>
    public static RefusedException Inconsistent(this GraphNode node, GraphTensor? tensor, string why) =>
        node.Refusal(tensor, why, ReexportConsistent);

    public static GraphTensor RequireInput(this GraphNode node, int index) =>
        node.OptionalInput(index)
        ?? throw node.Inconsistent(null, $"input {index} is missing");

    public static GraphTensor? OptionalInput(this GraphNode node, int index) =>
        index < node.Inputs.Count ? node.Inputs[index] : null;

    public static GraphTensor RequireOutput(this GraphNode node) =>
        node.Outputs.Count == 1
            ? node.Outputs[0]
            : throw node.Inconsistent(null, $"it has {node.Outputs.Count} outputs, 1 is expected");

    public static T RequireOptions<T>(this GraphNode node)
        where T : class =>
        node.Options as T ?? throw node.Inconsistent(null, "its options are missing");

    public static void RequireType(this GraphNode node, GraphTensor tensor, params ReadOnlySpan<TensorType> types)
    {
        if (types.Contains(tensor.Type))
        {
            return;
        }

        var supported = string.Join(" or ", types.ToArray().Select(TypeName));
        var verb = types.Length > 1 ? "are" : "is";
        throw node.Refusal(tensor, $"type {TypeName(tensor.Type)} is not supported ({supported} {verb})", ReexportInt8);
    }

    /// <summary>Demands int8 with one usable scale and zero point.</summary>
    public static Quantization RequireQuantizedInt8(this GraphNode node, GraphTensor tensor)
    {
        node.RequireType(tensor, TensorType.Int8);
        var quantization = tensor.Quantization
            ?? throw node.Refusal(tensor, "it has no scale and zero point", ReexportInt8);
        return Obstacle(quantization) is { } why ? throw node.Refusal(tensor, why, ReexportInt8) : quantization;
    }

    /// <summary>Why a scale and zero point cannot be those of an int8 tensor; null if they can.</summary>
    public static string? Obstacle(Quantization quantization)
    {
        if (!quantization.IsPerTensor || quantization.ZeroPoints.Length != 1)
        {
            return $"it has {quantization.Scales.Length} scales, one is supported here";
        }

        if (!(quantization.Scale > 0) || !float.IsFinite(quantization.Scale))
        {
            return $"its scale is {quantization.Scale}, a positive number is expected";
        }

        return quantization.ZeroPoints[0] is >= sbyte.MinValue and <= sbyte.MaxValue
            ? null
            : $"its zero point is {quantization.ZeroPoints[0]}, -128 to 127 is expected";
    }

    /// <summary>Bytes of one element, for ops that only move them.</summary>
    public static int RequireMovable(this GraphNode node, GraphTensor input, GraphTensor output)
    {
        node.RequireType(input, TensorType.Int8, TensorType.Int32);
        if (output.Type != input.Type)
        {
            throw node.Inconsistent(output, $"type {TypeName(output.Type)} differs from the input's {TypeName(input.Type)}");
        }

        return ElementBytes(input.Type);
    }

    public static void RequireRank(this GraphNode node, GraphTensor tensor, int rank)
    {
        if (tensor.Shape.Length != rank)
        {
            throw node.Refusal(
                tensor,
                $"shape {ShapeText(tensor.Shape)} has {tensor.Shape.Length} dimensions, {rank} are supported",
                $"reshape it to {rank} dimensions in the network");
        }
    }

    public static void RequireShape(this GraphNode node, GraphTensor tensor, params ReadOnlySpan<int> expected)
    {
        if (!tensor.Shape.AsSpan().SequenceEqual(expected))
        {
            throw node.Inconsistent(tensor, $"shape {ShapeText(tensor.Shape)} is not the {ShapeText(expected)} that the op computes");
        }
    }

    public static void RequireElementCount(this GraphNode node, GraphTensor tensor, long expected)
    {
        if (tensor.ElementCount != expected)
        {
            throw node.Inconsistent(tensor, $"shape {ShapeText(tensor.Shape)} has {tensor.ElementCount} elements, {expected} are expected");
        }
    }

    /// <summary>A constant's bytes, whose length fits its type and shape.</summary>
    public static byte[] RequireConstant(this GraphNode node, GraphTensor tensor)
    {
        if (tensor.Constant is not { } bytes)
        {
            throw node.Refusal(
                tensor,
                "it is computed by the network; here only a constant is supported",
                "export the network with fixed shapes and constant parameters");
        }

        var expected = (long)tensor.ElementCount * ElementBytes(tensor.Type);
        return bytes.Length == expected
            ? bytes
            : throw node.Inconsistent(tensor, $"{bytes.Length} bytes are stored, its shape needs {expected}");
    }

    /// <summary>A constant of int32 or int64 as numbers: axes, paddings, sizes.</summary>
    public static int[] RequireIntegers(this GraphNode node, GraphTensor tensor)
    {
        node.RequireType(tensor, TensorType.Int32, TensorType.Int64);
        var bytes = node.RequireConstant(tensor);
        var values = new int[tensor.ElementCount];
        for (var i = 0; i < values.Length; i++)
        {
            var value = tensor.Type == TensorType.Int32
                ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4 * i))
                : BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 * i));

            // TensorFlow's "to the end" is often the largest int64; the largest int32 means the same here.
            values[i] = (int)Math.Clamp(value, int.MinValue, int.MaxValue);
        }

        return values;
    }

    /// <summary>An axis, where -1 is the last one, as an index.</summary>
    public static int RequireAxis(this GraphNode node, int axis, int rank)
    {
        var index = axis < 0 ? axis + rank : axis;
        return index >= 0 && index < rank
            ? index
            : throw node.Inconsistent(null, $"axis {axis} does not exist in {rank} dimensions");
    }

    /// <summary>Demands that a record's 16-bit field can hold a dimension.</summary>
    public static int RequireUInt16(this GraphNode node, GraphTensor? tensor, long value, string what) =>
        value <= ushort.MaxValue
            ? (int)value
            : throw node.Refusal(tensor, $"{what} {value} is too large (at most {ushort.MaxValue})", "make the network smaller");

    /// <summary>Demands that a product of dimensions fits a 32-bit field.</summary>
    public static int RequireInt32(this GraphNode node, GraphTensor? tensor, long value, string what) =>
        value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw node.Refusal(tensor, $"{what} {value} is too large (at most {int.MaxValue})", "make the network smaller");

    /// <summary>The clamp of an activation. The reference demands that its limits fit an int32 before they are clamped to int8.</summary>
    public static (int Min, int Max) RequireClamp(this GraphNode node, FusedActivation activation, Quantization quantization)
    {
        var limit = activation switch
        {
            FusedActivation.None or FusedActivation.Relu => 0f,
            FusedActivation.ReluN1To1 => 1f,
            FusedActivation.Relu6 => 6f,
            _ => throw node.Refusal(
                null,
                $"the fused activation {activation.ToString().ToUpperInvariant()} is not supported",
                "make the activation an op of its own"),
        };
        return limit / quantization.Scale < int.MaxValue
            ? QuantizationMath.ActivationRange(activation, quantization)
            : throw node.Refusal(
                null,
                $"scale {quantization.Scale} is too small for a clamp at {limit}, at least {limit / int.MaxValue} is expected",
                "calibrate the network again with representative data");
    }

    /// <summary>A factor between scales as multiplier and shift.</summary>
    public static (int Multiplier, int Shift) RequireMultiplier(this GraphNode node, double factor, int maxShift = 30)
    {
        if (double.IsFinite(factor))
        {
            var (multiplier, shift) = QuantizationMath.QuantizeMultiplier(factor);
            if (shift <= maxShift)
            {
                return (multiplier, shift);
            }
        }

        throw node.Refusal(
            node.Outputs[0],
            $"its scale is too small for the inputs' scales: the factor between them is {factor}, "
            + $"less than 2^{maxShift} is supported",
            "calibrate the network again with representative data");
    }

    public static int ElementBytes(TensorType type) => type switch
    {
        TensorType.Int8 or TensorType.UInt8 or TensorType.Bool => 1,
        TensorType.Int16 or TensorType.UInt16 or TensorType.Float16 => 2,
        TensorType.Int32 or TensorType.UInt32 or TensorType.Float32 => 4,
        TensorType.Int64 or TensorType.UInt64 or TensorType.Float64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no fixed size"),
    };

    public static string ShapeText(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";

    public static string ScaleText(Quantization quantization) => $"scale {quantization.Scale} and zero point {quantization.ZeroPoint}";

    public static string TypeName(TensorType type) => type.ToString().ToUpperInvariant();
}
