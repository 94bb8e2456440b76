using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>Networks that come with scales: where a tensor has none, it has that of what it is moved from or to.</summary>
internal static class GivenScales
{
    public static bool Has(NetworkGraph graph) =>
        graph.Inputs.Concat(graph.Nodes.SelectMany(node => node.Outputs)).Any(tensor => tensor is { Type: TensorType.Float32, Quantization: not null });

    /// <returns>Whether every tensor has a scale now.</returns>
    public static bool Complete(NetworkGraph graph)
    {
        foreach (var node in graph.Nodes.Where(ScaleGroups.Moves))
        {
            foreach (var output in node.Outputs)
            {
                output.Quantization ??= Input(node).Quantization;
            }
        }

        foreach (var node in graph.Nodes.Where(ScaleGroups.Moves).Reverse())
        {
            Input(node).Quantization ??= node.Outputs.Select(output => output.Quantization).FirstOrDefault(quantization => quantization is not null);
        }

        // Only a network's last op may lack one that it has anyway.
        foreach (var node in graph.Nodes.Where(node => node.Outputs[0].Quantization is null))
        {
            node.Outputs[0].Quantization = ScaleGroups.Fixed(node);
        }

        return graph.Inputs.Concat(graph.Nodes.Where(node => node.Op != "ARG_MAX").SelectMany(node => node.Outputs)).All(tensor => tensor.Quantization is not null);
    }

    private static GraphTensor Input(GraphNode node) => node.Op == "SPLIT" ? node.Inputs[1]! : node.Inputs[0]!;
}
