using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Reference;

/// <summary>Functions of one element, and of two that broadcast.</summary>
internal static class FloatElementwise
{
    /// <summary>What an elementwise op computes; null when it is none.</summary>
    public static Func<float, float>? Function(GraphNode node) => node.Op switch
    {
        "RELU" => x => MathF.Max(x, 0),
        "RELU6" => x => Math.Clamp(x, 0, 6),
        "RELU_N1_TO_1" => x => Math.Clamp(x, -1, 1),
        "LOGISTIC" => x => (float)(1 / (1 + Math.Exp(-x))),
        "TANH" => MathF.Tanh,
        "HARD_SWISH" => x => x * Math.Clamp(x + 3, 0, 6) / 6,
        "LEAKY_RELU" when node.Options is LeakyReluOptions { Alpha: var alpha } => x => x >= 0 ? x : alpha * x,
        "HARD_SIGMOID" when node.Options is HardSigmoidOptions { Alpha: var alpha, Beta: var beta } => x => Math.Clamp(alpha * x + beta, 0, 1),
        "CLIP" when node.Options is ClipOptions { Min: var min, Max: var max } => x => Math.Clamp(x, min, max),
        _ => null,
    };

    public static void Unary(FloatExecutor memory, GraphNode node, Func<float, float> function)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        node.RequireElementCount(output, input.ElementCount);
        var (source, result) = (memory.Values(input), memory.Values(output));
        for (var i = 0; i < source.Length; i++)
        {
            result[i] = function(source[i]);
        }
    }

    public static void Binary(FloatExecutor memory, GraphNode node, Func<float, float, float> combine)
    {
        var (a, b, output) = (node.RequireInput(0), node.RequireInput(1), node.RequireOutput());
        var (first, second, result) = (memory.Values(a), memory.Values(b), memory.Values(output));
        if (first.Length == result.Length && second.Length == result.Length)
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = combine(first[i], second[i]);
            }
        }
        else
        {
            var (spreadA, spreadB) = (Spread(node, a, first, output), Spread(node, b, second, output));
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = combine(spreadA[i], spreadB[i]);
            }
        }

        Activate(result, (node.Options as BinaryOptions)?.Activation ?? FusedActivation.None);
    }

    public static void Activate(float[] values, FusedActivation activation)
    {
        var (min, max) = activation switch
        {
            FusedActivation.None => (float.NegativeInfinity, float.PositiveInfinity),
            FusedActivation.Relu => (0, float.PositiveInfinity),
            FusedActivation.Relu6 => (0f, 6f),
            FusedActivation.ReluN1To1 => (-1f, 1f),
            _ => (float.NaN, float.NaN),
        };
        for (var i = 0; i < values.Length && activation != FusedActivation.None; i++)
        {
            values[i] = activation == FusedActivation.Tanh ? MathF.Tanh(values[i]) : Math.Clamp(values[i], min, max);
        }
    }

    /// <summary>The operand at the output's full shape; dimensions of 1 are read again and again.</summary>
    private static float[] Spread(GraphNode node, GraphTensor tensor, float[] values, GraphTensor output)
    {
        if (tensor.Shape.AsSpan().SequenceEqual(output.Shape))
        {
            return values;
        }

        var missing = output.Shape.Length - tensor.Shape.Length;
        int[] shape = missing < 0 ? [] : [.. Enumerable.Repeat(1, missing), .. tensor.Shape];
        if (missing < 0 || shape.Zip(output.Shape).Any(pair => pair.First != 1 && pair.First != pair.Second))
        {
            throw node.Inconsistent(
                tensor, $"shape {Requirements.ShapeText(tensor.Shape)} cannot be broadcast to {Requirements.ShapeText(output.Shape)}");
        }

        int[] strides = [.. Shapes.Strides(shape).Select((stride, i) => shape[i] == 1 ? 0 : stride)];
        var spread = new float[output.ElementCount];
        Movement.Gather(values, 0, strides, spread, output.Shape);
        return spread;
    }
}
