using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Passes.Lookups;

namespace TinyInfer.Compiler.Passes;

/// <summary>Two tables that follow each other become one, when nobody else needs what lies between them.</summary>
internal static class LookupMerging
{
    public static void Run(NetworkGraph graph)
    {
        var uses = new GraphUses(graph);
        var merged = new HashSet<GraphNode>();
        foreach (var first in graph.Nodes)
        {
            if (first is { Options: LookupOptions firstOptions, Outputs: [var between] }
                && uses.SoleConsumer(between) is { Options: LookupOptions secondOptions } second)
            {
                var table = LookupTable.Build(value => LookupTable.At(secondOptions.Table, LookupTable.At(firstOptions.Table, (sbyte)value)));
                second.Options = new LookupOptions(table);
                second.Inputs[0] = first.Inputs[0];
                second.Absorbed.InsertRange(0, [.. first.Absorbed, first]);

                // It is named by the second one now; a long chain would otherwise hold every part of it again and again.
                first.Absorbed.Clear();
                merged.Add(first);
            }
        }

        graph.Nodes.RemoveAll(merged.Contains);
    }
}
