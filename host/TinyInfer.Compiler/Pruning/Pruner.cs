using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Quantizing;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Pruning;

/// <summary>
/// Sets the filters of the least important channels to zero and repairs the layers behind them by least squares on the
/// calibration set. After quantisation nothing is left of such channels: the pass for dead channels takes them away.
/// </summary>
internal static class Pruner
{
    /// <summary>Values that the samples of a repair may hold together, each network.</summary>
    private const long MostValues = 32 << 20;
    private const int MostSamples = 64;

    /// <param name="graph">A float network after its passes; its weights change.</param>
    public static IReadOnlyList<PrunedLayer> Run(NetworkGraph graph, CalibrationSet data, PruneOptions options, IProgress<double>? progress)
    {
        var values = graph.Nodes.SelectMany(node => node.Outputs).Sum(output => (long)output.ElementCount) + 1;
        var samples = data.Some((int)Math.Clamp(MostValues / values, 1, MostSamples));
        var original = new GraphCopy(graph).Graph;
        var chains = PrunableChain.Find(graph).ToList();
        var removed = ChannelChoice.Choose(graph, chains, samples, options);
        foreach (var chain in chains)
        {
            foreach (var node in chain.Depthwise.Prepend(chain.First))
            {
                Clear(WeightedNode.Of(node)!, removed[chain]);
            }

            ClearInputs(WeightedNode.Of(chain.Last)!, chain.Channels, removed[chain]);
        }

        Repair(original, graph, samples, progress);
        return [.. chains.Select(chain => new PrunedLayer(
            chain.First.Index, chain.First.Op, chain.First.Outputs[0].Name, chain.Channels, removed[chain].Count(channel => channel)))];
    }

    /// <summary>Layer by layer, so that each one makes up for what those before it could not.</summary>
    private static void Repair(NetworkGraph original, NetworkGraph pruned, IReadOnlyList<float[]> samples, IProgress<double>? progress)
    {
        var (before, after) = (new List<FloatExecutor>(), new List<FloatExecutor>());
        foreach (var sample in samples)
        {
            before.Add(new FloatExecutor(original, before.FirstOrDefault()));
            after.Add(new FloatExecutor(pruned, after.FirstOrDefault()));
            before[^1].Load(sample);
            after[^1].Load(sample);
        }

        for (var i = 0; i < pruned.Nodes.Count; i++)
        {
            if (WeightedNode.Of(pruned.Nodes[i]) is { } weighted && Differs(before[0], after[0], original.Nodes[i].Inputs[0]!, pruned.Nodes[i].Inputs[0]!))
            {
                LeastSquaresRepair.Run(WeightedNode.Of(original.Nodes[i])!, before, weighted, after);
            }

            before.ForEach(executor => executor.Run([original.Nodes[i]]));
            after.ForEach(executor => executor.Run([pruned.Nodes[i]]));
            progress?.Report((i + 1.0) / pruned.Nodes.Count);
        }
    }

    private static bool Differs(FloatExecutor before, FloatExecutor after, GraphTensor original, GraphTensor pruned) =>
        !before.Values(original).AsSpan().SequenceEqual(after.Values(pruned));

    private static void Clear(WeightedNode node, bool[] removed)
    {
        var weights = node.Weights;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = removed[node.ChannelOf(i)] ? 0 : weights[i];
        }

        node.SetWeights(weights);
        if (node.Bias is { } bias)
        {
            node.SetBias([.. bias.Select((value, channel) => removed[channel] ? 0 : value)]);
        }
    }

    private static void ClearInputs(WeightedNode node, int channels, bool[] removed)
    {
        var weights = node.Weights;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = removed[i % channels] ? 0 : weights[i];
        }

        node.SetWeights(weights);
    }
}
