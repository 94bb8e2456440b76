using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>
/// How far a simulated int8 network's outputs are from the float network's. What a SOFTMAX or LOGISTIC at the end gets is
/// looked at before it: there an error still has a size.
/// </summary>
internal sealed class OutputJudge
{
    private readonly IReadOnlyList<float[]> _samples;
    private readonly List<float[]> _expected = [];

    public OutputJudge(NetworkGraph graph, IReadOnlyList<float[]> samples)
    {
        _samples = samples;
        var executor = new FloatExecutor(graph);
        foreach (var sample in samples)
        {
            executor.Run(sample);
            _expected.Add(Outputs(graph, executor));
        }
    }

    /// <summary>In dB over all samples and outputs; larger is better.</summary>
    /// <param name="graph">A copy of the network; its tensors have scales.</param>
    /// <param name="only">The one op that rounds; null: all do.</param>
    public double SignalToNoise(NetworkGraph graph, GraphNode? only = null)
    {
        var simulation = new Int8Simulation(graph, only: only);
        var noise = new NoiseMeter();
        for (var i = 0; i < _samples.Count; i++)
        {
            simulation.Run(_samples[i]);
            noise.Add(_expected[i], Outputs(graph, simulation.Executor));
        }

        return noise.SignalToNoise;
    }

    private static float[] Outputs(NetworkGraph graph, FloatExecutor executor)
    {
        var uses = new GraphUses(graph);
        return [.. graph.Outputs.SelectMany(output => executor.Values(
            uses.Producer(output) is { Op: "SOFTMAX" or "LOGISTIC" or "ARG_MAX" } last ? last.Inputs[0]! : output))];
    }
}

/// <summary>Power of a signal and of what differs from it.</summary>
public sealed class NoiseMeter
{
    private double _signal;
    private double _noise;

    /// <summary>dB; infinite when nothing differs.</summary>
    public double SignalToNoise => _noise == 0 ? double.PositiveInfinity : 10 * Math.Log10(_signal / _noise);

    /// <summary>Share of the error that the values do not explain; 0 when nothing differs.</summary>
    public double RelativeNoise => _noise == 0 ? 0 : _noise / Math.Max(_signal, double.Epsilon);

    public void Add(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            _signal += (double)expected[i] * expected[i];
            _noise += ((double)expected[i] - found[i]) * ((double)expected[i] - found[i]);
        }
    }
}
