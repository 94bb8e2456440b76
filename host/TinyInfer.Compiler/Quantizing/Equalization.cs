using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Passes;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>
/// Cross-layer equalisation: where one layer's channels go through nothing but RELU and movements into the next layer's
/// weights, a factor can go from one to the other. It makes channels of small values larger, so that they lose less when
/// all share one scale, as far as the weights behind them do not get too unequal.
/// </summary>
internal static class Equalization
{
    private const float MostFactor = 16;

    private static readonly HashSet<string> s_passesChannels = ["MAX_POOL_2D", "AVERAGE_POOL_2D", "PAD", "MEAN", "RESHAPE", "RESIZE_NEAREST_NEIGHBOR"];

    /// <returns>Whether anything changed.</returns>
    public static bool Run(NetworkGraph graph, IReadOnlyList<float[]> samples)
    {
        var pairs = Pairs(graph).ToList();
        if (pairs.Count == 0)
        {
            return false;
        }

        var reach = pairs.ToDictionary(pair => pair.First, pair => new float[pair.First.Outputs[0].Shape[^1]]);
        var executor = new FloatExecutor(graph);
        foreach (var sample in samples)
        {
            executor.Run(sample);
            foreach (var (node, maxima) in reach)
            {
                var values = executor.Values(node.Outputs[0]);
                for (var i = 0; i < values.Length; i++)
                {
                    maxima[i % maxima.Length] = MathF.Max(maxima[i % maxima.Length], MathF.Abs(values[i]));
                }
            }
        }

        foreach (var (first, second) in pairs)
        {
            Equalize(WeightedNode.Of(first)!, WeightedNode.Of(second)!, reach[first]);
        }

        return true;
    }

    private static IEnumerable<(GraphNode First, GraphNode Second)> Pairs(NetworkGraph graph)
    {
        var uses = new GraphUses(graph);
        foreach (var first in graph.Nodes.Where(node => WeightedNode.Of(node) is not null))
        {
            if (ActivationFusion.ActivationOf(first) is not (FusedActivation.None or FusedActivation.Relu))
            {
                continue;
            }

            var channels = first.Outputs[0].Shape[^1];
            var next = uses.SoleConsumer(first.Outputs[0]);
            while (next is not null && (next.Op == "RELU" || s_passesChannels.Contains(next.Op)) && KeepsChannels(next, channels))
            {
                next = uses.SoleConsumer(next.Outputs[0]);
            }

            if (next is not null && WeightedNode.Of(next) is not null && InputChannels(next) % channels == 0
                && (next.Op != "DEPTHWISE_CONV_2D" || next.Options is DepthwiseConv2DOptions { DepthMultiplier: 1 }))
            {
                yield return (first, next);
            }
        }
    }

    private static bool KeepsChannels(GraphNode node, int channels) =>
        ActivationFusion.ActivationOf(node) is null or FusedActivation.None or FusedActivation.Relu
        && (node.Op == "RESHAPE" ? node.Outputs[0].Shape[^1] % channels == 0 : node.Outputs[0].Shape[^1] == channels);

    private static int InputChannels(GraphNode node) => node.Inputs[1]!.Shape[^1];

    private static void Equalize(WeightedNode first, WeightedNode second, float[] reach)
    {
        var channels = reach.Length;
        var (weights, bias, behind) = (first.Weights, first.Bias, second.Weights);
        var largest = new float[channels];
        for (var i = 0; i < behind.Length; i++)
        {
            largest[i % channels] = MathF.Max(largest[i % channels], MathF.Abs(behind[i]));
        }

        // Dividing channel c by its factor leaves the product of both ranges what it was.
        var factors = new double[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            factors[channel] = reach[channel] > 0 && largest[channel] > 0 ? Math.Sqrt((double)reach[channel] / largest[channel]) : 0;
        }

        var known = factors.Where(factor => factor > 0).ToList();
        if (known.Count == 0)
        {
            return;
        }

        var middle = Math.Exp(known.Average(Math.Log));
        for (var channel = 0; channel < channels; channel++)
        {
            factors[channel] = factors[channel] > 0 ? Math.Clamp(factors[channel] / middle, 1 / MostFactor, MostFactor) : 1;
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(weights[i] / factors[first.ChannelOf(i)]);
        }

        for (var i = 0; i < behind.Length; i++)
        {
            behind[i] = (float)(behind[i] * factors[i % channels]);
        }

        first.SetWeights(weights);
        second.SetWeights(behind);
        if (bias is not null)
        {
            first.SetBias([.. bias.Select((value, channel) => (float)(value / factors[channel]))]);
        }
    }
}
