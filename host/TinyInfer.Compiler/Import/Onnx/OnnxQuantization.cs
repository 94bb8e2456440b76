using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>
/// QuantizeLinear and DequantizeLinear as PyTorch and ONNX Runtime put them around ops that compute in float. The graph
/// stays float: a pair becomes the scale of the tensor between them, which int8 rewriting then takes as given.
/// </summary>
internal static class OnnxQuantization
{
    private const int UInt8ToInt8 = -128;

    public static void Quantize(OnnxOp op)
    {
        var input = op.Input(0);
        if (op.Optional(2) is { Stored.Type: not (TensorType.Int8 or TensorType.UInt8) } zero)
        {
            throw op.Refusal($"type {zero.Stored.Type} is not supported (INT8 and UINT8 are)", "quantise to 8 bits", zero);
        }

        var scales = Scales(op);
        var quantization = new Quantization(scales, ZeroPoints(op, scales.Length, op.Optional(2)?.Stored), 0);
        if (input.IsConstant)
        {
            // Weights that are rounded in the file only when it is run.
            op.Define(WithScale(op, input, quantization with { Axis = Axis(op, input, quantization) }));
            return;
        }

        if (!quantization.IsPerTensor)
        {
            throw op.Refusal("scales for each channel are supported for weights only", "quantise activations per tensor", input);
        }

        if (input.Stored.Quantization is null)
        {
            input.Stored.Quantization = quantization;
        }

        op.Define(quantization.Equals(input.Stored.Quantization) ? input : Requantized(op, input, quantization));
    }

    public static void Dequantize(OnnxOp op)
    {
        var input = op.Input(0);
        if (!input.IsConstant || input.Stored.Type == TensorType.Float32)
        {
            // The end of a pair; its scale is the beginning's.
            op.Define(input.IsConstant || input.Stored.Quantization is not null ? input
                : throw op.Refusal("its input was not quantised by a QuantizeLinear", "export the network with float32 inputs and outputs", input));
            return;
        }

        var scales = Scales(op);
        var stored = input.Stored;
        if (stored.Type == TensorType.Int32)
        {
            op.Define(input with { Stored = ToReal(op, input, new(scales, new long[scales.Length], 0), stored.Integers()!) });
            return;
        }

        if (stored.Type is not (TensorType.Int8 or TensorType.UInt8))
        {
            throw op.Refusal($"type {stored.Type} is not supported (INT8, UINT8 and, for biases, INT32 are)", "quantise to 8 bits", input);
        }

        var offset = stored.Type == TensorType.UInt8 ? UInt8ToInt8 : 0;
        var quantization = new Quantization(scales, ZeroPoints(op, scales.Length, stored), 0);
        long[] values = [.. stored.Constant!.Select(value => offset == 0 ? (sbyte)value : value + (long)offset)];
        var axis = Axis(op, input, quantization);
        var real = ToReal(op, input, quantization with { Axis = axis }, values);
        if (quantization.ZeroPoints.Any(zeroPoint => zeroPoint != 0) && input.Rank > 1)
        {
            throw op.Refusal("the weights have a zero point", "quantise weights symmetrically: weight_type=QuantType.QInt8, WeightSymmetric=True", input);
        }

        real.Quantization = quantization with { Axis = axis };
        op.Define(input with { Stored = real });
    }

    private static float[] Scales(OnnxOp op)
    {
        var scales = op.Floats(1, "the scale") ?? throw op.Refusal("its scale is missing", "export the network again");
        return scales.Length > 0 && scales.All(scale => scale > 0 && float.IsFinite(scale)) ? scales
            : throw op.Refusal("a scale is not a positive number", "quantise again with representative data", op.Input(1));
    }

    /// <summary>As int8 has them: uint8's less 128.</summary>
    private static long[] ZeroPoints(OnnxOp op, int count, GraphTensor? typed)
    {
        if (op.Optional(2) is not { } value)
        {
            return [.. Enumerable.Repeat(typed is { Type: TensorType.Int8 } ? 0L : UInt8ToInt8, count)];
        }

        var tensor = op.Scope.Canonical(value);
        if (tensor.Constant is not { } bytes || bytes.Length != count)
        {
            throw op.Refusal("its zero point must be a constant like its scale", "export the network again", value);
        }

        return [.. bytes.Select(zeroPoint => tensor.Type == TensorType.UInt8 ? zeroPoint + (long)UInt8ToInt8 : (sbyte)zeroPoint)];
    }

    private static int Axis(OnnxOp op, OnnxValue input, Quantization quantization)
    {
        if (quantization.IsPerTensor)
        {
            return 0;
        }

        var axis = op.Axis(op.Int32("axis", 1), input.Rank);
        return input.Shape[axis] == quantization.Scales.Length ? axis
            : throw op.Refusal($"{quantization.Scales.Length} scales do not fit dimension {axis} of {input.Shape[axis]}", "export the network again", input);
    }

    private static OnnxValue WithScale(OnnxOp op, OnnxValue input, Quantization quantization)
    {
        var tensor = op.Scope.Canonical(input);
        var annotated = new GraphTensor { Name = tensor.Name, Type = tensor.Type, Shape = tensor.Shape, Constant = tensor.Constant, Quantization = quantization };
        return OnnxValue.Of(annotated);
    }

    private static GraphTensor ToReal(OnnxOp op, OnnxValue input, Quantization quantization, long[] values)
    {
        var inner = Lowering.Shapes.Product(input.Shape.AsSpan(Math.Min(quantization.Axis + 1, input.Rank)));
        var reals = new float[values.Length];
        for (var i = 0; i < reals.Length; i++)
        {
            var channel = quantization.IsPerTensor ? 0 : i / inner % quantization.Scales.Length;
            reals[i] = quantization.Scales[channel] * (values[i] - quantization.ZeroPoints[channel]);
        }

        return FloatConstants.Float(op.Output, op.Scope.Canonical(input).Shape, reals);
    }

    private static OnnxValue Requantized(OnnxOp op, OnnxValue input, Quantization quantization)
    {
        var tensor = op.Scope.Emit("QUANTIZE", null, op.Output, input.Stored.Shape, input.Stored);
        tensor.Quantization = quantization;
        return input with { Stored = tensor };
    }
}
