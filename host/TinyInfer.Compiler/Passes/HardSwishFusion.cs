using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Passes;

/// <summary>x * clamp(x + 3, 0, 6) / 6, which exporters write as several ops, is one: HARD_SWISH.</summary>
internal static class HardSwishFusion
{
    private const float Sixth = 1f / 6;

    public static void Run(NetworkGraph graph)
    {
        var uses = new GraphUses(graph);
        foreach (var node in graph.Nodes.Where(node => node.Op == "MUL" && node.Outputs is [{ Type: TensorType.Float32 }]))
        {
            if (Find(uses, node) is { } x)
            {
                node.Op = "HARD_SWISH";
                node.Options = null;
                node.Inputs.Clear();
                node.Inputs.Add(x);
            }
        }

        DeadNodeRemoval.Run(graph);
    }

    private static GraphTensor? Find(GraphUses uses, GraphNode node)
    {
        if (node.Options is not BinaryOptions { Activation: FusedActivation.None } || node.Inputs is not [{ } a, { } b])
        {
            return null;
        }

        // (x * relu6(x + 3)) / 6
        if (IsConstant(b, Sixth) && Inner(uses, a, "MUL") is { Options: BinaryOptions { Activation: FusedActivation.None }, Inputs: [{ } first, { } second] })
        {
            return IsClamped(uses, second, first) ? first : IsClamped(uses, first, second) ? second : null;
        }

        return IsGate(uses, b, a) ? a : IsGate(uses, a, b) ? b : null;
    }

    /// <summary>Whether it is hardsigmoid(x), or relu6(x + 3) / 6.</summary>
    private static bool IsGate(GraphUses uses, GraphTensor gate, GraphTensor x) =>
        Inner(uses, gate, "HARD_SIGMOID") is { Options: HardSigmoidOptions options, Inputs: [var argument] }
            ? argument == x && Math.Abs(options.Alpha - Sixth) < 1e-6 && options.Beta == 0.5f
            : Inner(uses, gate, "MUL") is { Inputs: [{ } clamped, { } factor] } && IsConstant(factor, Sixth) && IsClamped(uses, clamped, x);

    private static bool IsClamped(GraphUses uses, GraphTensor tensor, GraphTensor x)
    {
        if (Inner(uses, tensor, "RELU6") is { Inputs: [{ } inner] })
        {
            return Inner(uses, inner, "ADD") is { Options: BinaryOptions { Activation: FusedActivation.None } } plain && IsSum(plain, x);
        }

        return Inner(uses, tensor, "ADD") is { Options: BinaryOptions { Activation: FusedActivation.Relu6 } } fused && IsSum(fused, x);
    }

    private static bool IsSum(GraphNode add, GraphTensor x) => add.Inputs is [var a, { } three] && a == x && IsConstant(three, 3);

    /// <summary>The op behind a tensor that nobody else reads and that has no scale of its own.</summary>
    private static GraphNode? Inner(GraphUses uses, GraphTensor tensor, string op) =>
        uses.Producer(tensor) is { } node && node.Op == op && uses.Consumers(tensor).Count == 1 && !uses.IsOutput(tensor)
        && tensor.Quantization is null ? node : null;

    private static bool IsConstant(GraphTensor tensor, float value) =>
        tensor.ElementCount == 1 && tensor.Floats() is [var found] && Math.Abs(found - value) < 1e-6;
}
