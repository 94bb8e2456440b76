using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>
/// Rounded weights shift the mean of each channel's sums. Layer by layer the mean over the calibration samples is brought
/// back to that of the float network, behind layers that are corrected already (Nagel et al. 2019, empirical variant).
/// </summary>
internal static class BiasCorrection
{
    /// <param name="graph">Has scales; its biases change.</param>
    public static void Run(NetworkGraph graph, IReadOnlyList<float[]> samples)
    {
        var exact = new List<FloatExecutor>();
        var rounded = new List<Int8Simulation>();
        foreach (var sample in samples)
        {
            exact.Add(new FloatExecutor(graph, exact.FirstOrDefault()));
            rounded.Add(new Int8Simulation(graph, rounded.FirstOrDefault()));
            exact[^1].Load(sample);
            rounded[^1].Load(sample);
        }

        foreach (var node in graph.Nodes)
        {
            if (WeightedNode.Of(node) is { } weighted)
            {
                Correct(weighted, exact, rounded);
            }

            exact.ForEach(executor => executor.Run([node]));
            rounded.ForEach(simulation => simulation.Executor.Run([node]));
        }
    }

    private static void Correct(WeightedNode weighted, List<FloatExecutor> exact, List<Int8Simulation> rounded)
    {
        // Both with the bias as it was; only the simulation, and the quantised network, get the new one.
        var before = weighted.WithoutActivation();
        var shift = Means(before, weighted.Channels, exact).Zip(
            Means(before, weighted.Channels, rounded.Select(simulation => simulation.Executor)), (wanted, found) => wanted - found).ToArray();
        var old = weighted.Node.Inputs.ElementAtOrDefault(2);
        var bias = weighted.Bias ?? new float[weighted.Channels];
        weighted.SetBias([.. bias.Select((value, channel) => (float)(value + shift[channel]))]);
        exact[0].Replace(weighted.Node.Inputs[2]!, bias);
    }

    private static double[] Means(GraphNode node, int channels, IEnumerable<FloatExecutor> executors)
    {
        var sums = new double[channels];
        var count = 0;
        foreach (var executor in executors)
        {
            var values = executor.Compute(node);
            for (var i = 0; i < values.Length; i++)
            {
                sums[i % channels] += values[i];
            }

            count += values.Length / channels;
        }

        return [.. sums.Select(sum => sum / count)];
    }
}
