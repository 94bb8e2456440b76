using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Quantizing;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Pruning;

/// <summary>
/// Which channels go. A channel is as important as what it varies in the layer that reads it: its variance over the
/// calibration set times the squared weights on it, relative to the layer's mean; a mean alone would go into the bias.
/// </summary>
internal static class ChannelChoice
{
    /// <summary>A layer keeps at least this share of its channels.</summary>
    private const double LeastShare = 0.1;

    public static Dictionary<PrunableChain, bool[]> Choose(
        NetworkGraph graph, IReadOnlyList<PrunableChain> chains, IReadOnlyList<float[]> samples, PruneOptions options)
    {
        var importance = Importance(graph, chains, samples);
        var count = (int)Math.Round(options.Fraction * chains.Sum(chain => chain.Channels));
        var least = chains
            .SelectMany(chain => importance[chain].Select((value, channel) => (Chain: chain, Channel: channel, Value: value)))
            .OrderBy(candidate => candidate.Value)
            .Take(count)
            .GroupBy(candidate => candidate.Chain)
            .ToDictionary(group => group.Key, group => group.ToList());
        var removed = chains.ToDictionary(chain => chain, chain => new bool[chain.Channels]);
        foreach (var (chain, candidates) in least)
        {
            // What stays is a whole multiple, rounded up, unless that is more than there is.
            var kept = Math.Max(chain.Channels - candidates.Count, (int)Math.Ceiling(LeastShare * chain.Channels));
            kept = Math.Min((kept + options.Granularity - 1) / options.Granularity * options.Granularity, chain.Channels);
            foreach (var candidate in candidates.Take(chain.Channels - kept))
            {
                removed[chain][candidate.Channel] = true;
            }
        }

        return removed;
    }

    private static Dictionary<PrunableChain, double[]> Importance(NetworkGraph graph, IReadOnlyList<PrunableChain> chains, IReadOnlyList<float[]> samples)
    {
        var sums = chains.ToDictionary(chain => chain, chain => (Sum: new double[chain.Channels], Squares: new double[chain.Channels], Count: 0L));
        var executor = new FloatExecutor(graph);
        foreach (var sample in samples)
        {
            executor.Run(sample);
            foreach (var chain in chains)
            {
                var (sum, squares, count) = sums[chain];
                var values = executor.Values(chain.Last.Inputs[0]!);
                for (var i = 0; i < values.Length; i++)
                {
                    sum[i % chain.Channels] += values[i];
                    squares[i % chain.Channels] += (double)values[i] * values[i];
                }

                sums[chain] = (sum, squares, count + values.Length / chain.Channels);
            }
        }

        return chains.ToDictionary(chain => chain, chain =>
        {
            var (sum, squares, count) = sums[chain];
            var weights = WeightedNode.Of(chain.Last)!.Weights;
            var energy = new double[chain.Channels];
            for (var i = 0; i < weights.Length; i++)
            {
                energy[i % chain.Channels] += (double)weights[i] * weights[i];
            }

            double[] importance = [.. energy.Select((value, channel) => value * Math.Max(0, squares[channel] / count - Math.Pow(sum[channel] / count, 2)))];
            var mean = Math.Max(importance.Average(), double.Epsilon);
            return importance.Select(value => value / mean).ToArray();
        });
    }
}
