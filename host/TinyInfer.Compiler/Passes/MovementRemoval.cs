using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Passes;

/// <summary>
/// Removes TRANSPOSE and RESHAPE that undo each other. Two that follow each other become one; a TRANSPOSE that moves only
/// ones is a RESHAPE; what changes nothing goes; an elementwise op between two TRANSPOSE steps in front of both.
/// </summary>
internal static class MovementRemoval
{
    private static readonly HashSet<string> s_elementwise =
        ["RELU", "RELU6", "RELU_N1_TO_1", "LOGISTIC", "TANH", "LEAKY_RELU", "HARD_SWISH", "HARD_SIGMOID", "CLIP", "QUANTIZE"];

    private static readonly HashSet<string> s_reshapes = ["RESHAPE", "SQUEEZE", "EXPAND_DIMS"];

    public static void Run(NetworkGraph graph)
    {
        while (Step(graph))
        {
            DeadNodeRemoval.Run(graph);
        }
    }

    private static bool Step(NetworkGraph graph)
    {
        var uses = new GraphUses(graph);
        foreach (var node in graph.Nodes)
        {
            if (Permutation(node) is { } permutation)
            {
                if (KeepsOrder(permutation, node.Inputs[0]!.Shape))
                {
                    BecomeReshape(node);
                    return true;
                }

                if (uses.Producer(node.Inputs[0]!) is { } before && (MergeTransposes(before, node, permutation) || StepInFront(graph, uses, before, node)))
                {
                    return true;
                }
            }
            else if (s_reshapes.Contains(node.Op) && node is { Inputs: [{ } input, ..], Outputs: [var output] })
            {
                if (uses.Producer(input) is { } before && s_reshapes.Contains(before.Op) && before.Inputs[0] is { IsConstant: false } source && IsSameKind(source, input))
                {
                    node.Inputs[0] = source;
                    return true;
                }

                if (input.Shape.AsSpan().SequenceEqual(output.Shape) && IsSameKind(input, output) && Bypass(graph, uses, node, input, output))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int[]? Permutation(GraphNode node)
    {
        if (node is not { Op: "TRANSPOSE", Inputs: [{ IsConstant: false } input, var order], Outputs: [_] } || order.Integers() is not { } axes)
        {
            return null;
        }

        int[] permutation = [.. axes.Select(axis => (int)(axis < 0 ? axis + input.Shape.Length : axis))];
        return permutation.Order().SequenceEqual(Enumerable.Range(0, input.Shape.Length)) ? permutation : null;
    }

    private static bool KeepsOrder(int[] permutation, int[] shape)
    {
        var longer = permutation.Where(axis => shape[axis] != 1).ToArray();
        return longer.SequenceEqual(longer.Order());
    }

    private static void BecomeReshape(GraphNode node)
    {
        node.Op = "RESHAPE";
        node.Inputs[1] = FloatConstants.Int32("shape", node.Outputs[0].Shape);
    }

    private static bool MergeTransposes(GraphNode first, GraphNode second, int[] permutation)
    {
        if (Permutation(first) is not { } before || !IsSameKind(first.Inputs[0]!, second.Inputs[0]!))
        {
            return false;
        }

        second.Inputs[0] = first.Inputs[0];
        second.Inputs[1] = FloatConstants.Int32("permutation", [.. permutation.Select(axis => before[axis])]);
        return true;
    }

    /// <summary>TRANSPOSE, function, TRANSPOSE becomes function, TRANSPOSE, TRANSPOSE, which merge then.</summary>
    private static bool StepInFront(NetworkGraph graph, GraphUses uses, GraphNode function, GraphNode second)
    {
        if (!s_elementwise.Contains(function.Op) || function is not { Inputs: [{ } moved], Outputs: [var result] }
            || uses.Producer(moved) is not { } first || Permutation(first) is null
            || uses.SoleConsumer(moved) != function || uses.SoleConsumer(result) != second)
        {
            return false;
        }

        var between = new GraphTensor { Name = result.Name, Type = result.Type, Shape = first.Inputs[0]!.Shape, Quantization = result.Quantization };
        function.Inputs[0] = first.Inputs[0];
        function.Outputs[0] = between;
        first.Inputs[0] = between;
        first.Outputs[0] = result;
        var (from, to) = (graph.Nodes.IndexOf(first), graph.Nodes.IndexOf(function));
        (graph.Nodes[from], graph.Nodes[to]) = (function, first);
        return true;
    }

    /// <summary>Whoever reads the output reads the input; an output of the network stays one.</summary>
    private static bool Bypass(NetworkGraph graph, GraphUses uses, GraphNode node, GraphTensor input, GraphTensor output)
    {
        if (uses.IsOutput(output) || input.IsConstant)
        {
            return false;
        }

        foreach (var consumer in uses.Consumers(output))
        {
            consumer.ReplaceInput(output, input);
        }

        graph.Nodes.Remove(node);
        graph.Vanished.Add(node);
        return true;
    }

    private static bool IsSameKind(GraphTensor a, GraphTensor b) => a.Type == b.Type && Equals(a.Quantization, b.Quantization);
}
