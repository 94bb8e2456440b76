using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Passes;
using TinyInfer.Compiler.Pruning;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>A network before and after quantisation.</summary>
/// <param name="Int8">Ready for the passes and the lowerer.</param>
/// <param name="Float">What it was made from, op by op with the same <see cref="NetworkGraph.SourceOps"/>.</param>
/// <param name="Decisions">Null where the network came with its scales.</param>
public sealed record QuantizedNetwork(NetworkGraph Int8, NetworkGraph Float, QuantizeDecisions? Decisions)
{
    /// <summary>The float network before channels were left out of it; null where none were.</summary>
    public NetworkGraph? Unpruned { get; init; }

    /// <summary>What was left out, layer by layer.</summary>
    public IReadOnlyList<PrunedLayer> Pruned { get; init; } = [];
}

/// <summary>Post-training quantisation: from a float network and data that is like what it will see to an int8 network.</summary>
public static class Quantizer
{
    /// <summary>Samples on which choices are compared.</summary>
    private const int TrialSamples = 64;

    /// <summary>Values that the samples of a bias correction may hold together, each network.</summary>
    private const long MostValues = 32 << 20;

    private static readonly RangeObserver[] s_observers =
        [RangeObserver.MinMax, RangeObserver.Percentile, RangeObserver.MeanSquaredError, RangeObserver.Entropy];

    /// <param name="graph">A float network after <see cref="FloatPasses"/>; it stays as it is.</param>
    /// <exception cref="BadDataException">The data does not give every tensor a range.</exception>
    /// <exception cref="UnsupportedModelException">The network has ops that cannot be computed.</exception>
    public static QuantizedNetwork Quantize(NetworkGraph graph, CalibrationSet data, QuantizeOptions options)
    {
        var progress = new Steps(options);
        var judge = new OutputJudge(graph, data.Some(TrialSamples));
        var best = Try(graph, data, options, judge, progress, isEqualized: false);
        if (options.Effort > 0 && new GraphCopy(graph).Graph is var equalized && Equalization.Run(equalized, data.Some(TrialSamples))
            && Try(equalized, data, options, judge, progress, isEqualized: true) is var other && other.SignalToNoise > best.SignalToNoise)
        {
            best = other;
        }

        var changed = options.Effort > 1 ? LayerSearch.Run(best.Graph, best.Calibration, best.Observer, judge, progress.Next()) : [];
        best.Calibration.Assign(leader => changed.GetValueOrDefault(leader, best.Observer));

        var reference = new GraphCopy(best.Graph).Graph;
        var signalToNoise = judge.SignalToNoise(best.Graph);
        if (options.Effort > 0)
        {
            var corrected = new GraphCopy(best.Graph).Graph;
            BiasCorrection.Run(corrected, data.Some(Math.Max(1, (int)Math.Min(TrialSamples, MostValues / Values(graph)))));
            if (judge.SignalToNoise(corrected) is var after && after > signalToNoise)
            {
                (best, signalToNoise) = (best with { Graph = corrected }, after);
            }
        }

        progress.Next().Report(1);
        Int8Rewriting.Run(best.Graph);
        if (options.Input is not null)
        {
            // The app gives int8.
            best.Graph.Inputs.ForEach(tensor => best.Graph.AppTypes.Remove(tensor));
        }

        var decisions = new QuantizeDecisions(
            best.Observer, best.IsEqualized, [.. changed.Select(choice => (choice.Key.Name, choice.Value))], signalToNoise);
        return new(best.Graph, reference, decisions);
    }

    /// <summary>A network that comes with the scale of every tensor, as one that was trained for quantisation.</summary>
    /// <exception cref="UnsupportedModelException">A tensor has no scale; all such are listed.</exception>
    public static QuantizedNetwork TakeGiven(NetworkGraph graph)
    {
        var int8 = new GraphCopy(graph).Graph;
        Int8Rewriting.Run(int8, exactFunctions: true);
        return new(int8, graph, null);
    }

    private static Candidate Try(
        NetworkGraph source, CalibrationSet data, QuantizeOptions options, OutputJudge judge, Steps progress, bool isEqualized)
    {
        var graph = new GraphCopy(source).Graph;
        var calibration = new Calibration(graph, data, options.Input, progress.Next());
        var observers = options.Observer is { } given ? [given] : options.Effort == 0 ? [RangeObserver.MinMax] : s_observers;
        var trials = progress.Next();
        var best = (Observer: observers[0], SignalToNoise: double.NegativeInfinity);
        for (var i = 0; i < observers.Length; i++)
        {
            calibration.Assign(_ => observers[i]);
            if (judge.SignalToNoise(graph) is var found && found > best.SignalToNoise)
            {
                best = (observers[i], found);
            }

            trials.Report((i + 1.0) / observers.Length);
        }

        calibration.Assign(_ => best.Observer);
        return new(graph, calibration, best.Observer, isEqualized, best.SignalToNoise);
    }

    private static long Values(NetworkGraph graph) => graph.Nodes.SelectMany(node => node.Outputs).Sum(output => (long)output.ElementCount) + 1;

    private sealed record Candidate(NetworkGraph Graph, Calibration Calibration, RangeObserver Observer, bool IsEqualized, double SignalToNoise);

    /// <summary>Stages of about equal length on one scale.</summary>
    private sealed class Steps(QuantizeOptions options)
    {
        private readonly int _count = options.Effort switch { 0 => 3, 1 => 5, _ => 6 };
        private int _begun;

        public IProgress<double> Next()
        {
            var step = _begun++;
            return new Part(value => options.Progress?.Report(Math.Min(1, (step + value) / _count)));
        }
    }

    private sealed class Part(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
