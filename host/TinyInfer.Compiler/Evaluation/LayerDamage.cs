using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Quantizing;

namespace TinyInfer.Compiler.Evaluation;

/// <summary>What each layer does to the outputs when it alone rounds: its weights and what it writes.</summary>
internal static class LayerDamage
{
    /// <param name="graph">A float network whose tensors have scales.</param>
    /// <returns>Signal-to-noise ratio of the network's outputs, dB, by the tensor that the layer writes.</returns>
    public static IReadOnlyDictionary<GraphTensor, double> Of(NetworkGraph graph, IReadOnlyList<float[]> samples)
    {
        var judge = new OutputJudge(graph, samples);
        var damage = new Dictionary<GraphTensor, double>();
        foreach (var node in graph.Nodes.Where(node => !ScaleGroups.Moves(node) && node.Op != "ARG_MAX"))
        {
            damage[node.Outputs[0]] = judge.SignalToNoise(graph, only: node);
        }

        return damage;
    }
}
