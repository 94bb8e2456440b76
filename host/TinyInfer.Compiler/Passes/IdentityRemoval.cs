using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Passes.Lookups;

namespace TinyInfer.Compiler.Passes;

/// <summary>
/// Removes tables that change nothing: input and output are then the same tensor, of the same integers, shape, scale and
/// zero point. (With another scale the integers mean something else, and the ops behind reckon with it.)
/// </summary>
internal static class IdentityRemoval
{
    private static readonly sbyte[] s_identity = LookupTable.Build(value => value);

    public static void Run(NetworkGraph graph)
    {
        var inputs = graph.Inputs.ToHashSet();
        var outputs = graph.Outputs.ToHashSet();
        var substitutes = new Dictionary<GraphTensor, GraphTensor>();
        var removed = new HashSet<GraphNode>();
        foreach (var node in graph.Nodes)
        {
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                if (node.Inputs[i] is { } input && substitutes.TryGetValue(input, out var substitute))
                {
                    node.Inputs[i] = substitute;
                }
            }

            if (node is not { Options: LookupOptions options, Inputs: [{ } before], Outputs: [var after] }
                || !options.Table.AsSpan().SequenceEqual(s_identity) || !IsSame(before, after))
            {
                continue;
            }

            if (outputs.Contains(after))
            {
                // A tensor that the app knows already stays what it is.
                if (inputs.Contains(before) || before.IsConstant || !outputs.Add(before))
                {
                    continue;
                }

                BecomeOutput(graph, before, after);
            }

            substitutes.Add(after, before);
            removed.Add(node);
        }

        for (var i = 0; i < graph.Outputs.Count; i++)
        {
            graph.Outputs[i] = substitutes.GetValueOrDefault(graph.Outputs[i], graph.Outputs[i]);
        }

        graph.Nodes.RemoveAll(removed.Contains);
        foreach (var node in removed)
        {
            graph.Vanished.AddRange([.. node.Absorbed, node]);
        }
    }

    private static bool IsSame(GraphTensor before, GraphTensor after) =>
        before.Type == after.Type && before.Shape.AsSpan().SequenceEqual(after.Shape) && Equals(before.Quantization, after.Quantization);

    private static void BecomeOutput(NetworkGraph graph, GraphTensor before, GraphTensor after)
    {
        before.Name = after.Name;
        if (graph.AppTypes.Remove(after, out var appType))
        {
            graph.AppTypes[before] = appType;
        }
    }
}
