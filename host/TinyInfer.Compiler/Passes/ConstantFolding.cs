using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Passes;

/// <summary>
/// Computes what depends on constants alone, weights that are stored as FLOAT16 or INT8 among it, and writes a division by
/// a constant as the multiplication that it is.
/// </summary>
internal static class ConstantFolding
{
    public static void Run(NetworkGraph graph)
    {
        var outputs = graph.Outputs.ToHashSet();
        graph.Nodes.RemoveAll(node =>
        {
            Divide(node);
            if (node.Outputs.Any(output => outputs.Contains(output) || output.Type != TensorType.Float32)
                || node.Inputs.Any(input => input is { IsConstant: false }) || !TryFold(node))
            {
                return false;
            }

            graph.Vanished.Add(node);
            return true;
        });
    }

    private static bool TryFold(GraphNode node)
    {
        if (node is { Op: "DEQUANTIZE", Inputs: [{ } stored], Outputs: [var real] })
        {
            return TryDequantize(stored, real);
        }

        if (!FloatExecutor.CanCompute(node) || node.Inputs.Any(input => input is { Type: TensorType.Int8 or TensorType.UInt8 }))
        {
            return false;
        }

        FloatExecutor.Fold(node);
        return true;
    }

    private static bool TryDequantize(GraphTensor stored, GraphTensor real)
    {
        var bytes = stored.Constant!;
        if (stored.Type == TensorType.Float16)
        {
            var halves = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, Half>(bytes);
            var floats = new float[halves.Length];
            for (var i = 0; i < floats.Length; i++)
            {
                floats[i] = (float)halves[i];
            }

            real.SetFloats(floats);
            return true;
        }

        if (stored.Type != TensorType.Int8 || stored.Quantization is not { } quantization)
        {
            return false;
        }

        var inner = Lowering.Shapes.Product(stored.Shape.AsSpan(Math.Min(quantization.Axis + 1, stored.Shape.Length)));
        var values = new float[bytes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var channel = quantization.IsPerTensor ? 0 : i / inner % quantization.Scales.Length;
            values[i] = quantization.Scales[channel] * ((sbyte)bytes[i] - quantization.ZeroPoints[channel]);
        }

        real.SetFloats(values);
        return true;
    }

    private static void Divide(GraphNode node)
    {
        if (node is { Op: "DIV", Inputs: [_, { } divisor] } && divisor.Floats() is { } values && values.All(value => float.IsFinite(1 / value)))
        {
            node.Op = "MUL";
            node.Inputs[1] = FloatConstants.Float($"{divisor.Name}_reciprocal", divisor.Shape, [.. values.Select(value => 1 / value)]);
        }
    }
}
