using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Quantizing;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Evaluation;

/// <summary>Runs a float network and the int8 one made of it side by side, the latter on the device's own interpreter.</summary>
public static class QuantizationEvaluator
{
    private const int TrialSamples = 32;

    /// <param name="labels">The class of each sample; null without.</param>
    /// <param name="classes">Names of the classes; null: numbers.</param>
    /// <exception cref="BadDataException">Labels do not fit the samples or the network's classes.</exception>
    public static QuantizationReport Compare(
        QuantizedNetwork network, CalibrationSet data, IReadOnlyList<int>? labels, IReadOnlyList<string>? classes, IProgress<double>? progress = null)
    {
        var scores = network.Float.Outputs is [{ } only] && only.Shape.Length > 0 ? only.ElementCount : 0;
        var names = classes ?? [.. Enumerable.Range(0, scores).Select(i => $"{i}")];
        RequireLabelsFit(data, labels, names, scores);
        var rebuilds = scores > 1 && network.Float.Inputs is [{ } input] && input.ElementCount == scores;
        using var traced = new TracedNetwork(network);
        var executor = new FloatExecutor(network.Float);
        var whole = network.Unpruned is null ? null : new FloatExecutor(network.Unpruned);
        var (reference, int8, pruned) = (new Answers(labels, names), new Answers(labels, names), new Answers(labels, names));
        var total = new NoiseMeter();
        for (var i = 0; i < data.Samples.Count; i++)
        {
            var sample = data.Samples[i];
            executor.Run(sample);
            whole?.Run(sample);
            traced.Run(sample, executor);
            float[] ofFloat = [.. network.Float.Outputs.SelectMany(executor.Values)];
            float[] expected = whole is null ? ofFloat : [.. network.Unpruned!.Outputs.SelectMany(whole.Values)];
            total.Add(expected, traced.Outputs);
            reference.Add(i, sample, expected, expected, rebuilds);
            int8.Add(i, sample, traced.Outputs, expected, rebuilds);
            pruned.Add(i, sample, ofFloat, expected, rebuilds);
            progress?.Report((i + 1.0) / data.Samples.Count);
        }

        double? Agreement(Answers answers) => scores > 1 && !rebuilds ? (double)answers.Agreed / data.Samples.Count : null;
        double? Rebuilding(Answers answers) => rebuilds ? answers.Error / data.Samples.Count : null;
        return new(
            data.Samples.Count, Agreement(int8), total.SignalToNoise, Rebuilding(reference), Rebuilding(int8), reference.Matrix, int8.Matrix,
            traced.Layers(LayerDamage.Of(network.Float, data.Some(TrialSamples))), network.Decisions)
        {
            Pruning = whole is null ? null : new(network.Pruned, Agreement(pruned), Rebuilding(pruned), pruned.Matrix),
        };
    }

    /// <summary>What one network answers.</summary>
    private sealed class Answers(IReadOnlyList<int>? labels, IReadOnlyList<string> classes)
    {
        public int Agreed { get; private set; }

        public double Error { get; private set; }

        public ConfusionMatrix? Matrix { get; } = labels is null ? null : new(classes);

        public void Add(int index, float[] sample, float[] found, float[] expected, bool rebuilds)
        {
            Agreed += First(found) == First(expected) ? 1 : 0;
            Matrix?.Add(labels![index], First(found));
            Error += rebuilds ? Distance(sample, found) : 0;
        }
    }

    /// <summary>Index of the first largest.</summary>
    public static int First(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    private static void RequireLabelsFit(CalibrationSet data, IReadOnlyList<int>? labels, IReadOnlyList<string> names, int scores)
    {
        if (labels is null)
        {
            return;
        }

        if (labels.Count != data.Samples.Count)
        {
            throw new BadDataException($"{data.Source}: there are {labels.Count} labels for {data.Samples.Count} samples; give one for each");
        }

        if (names.Count != scores)
        {
            throw new BadDataException($"{data.Source}: there are {names.Count} classes ({string.Join(", ", names)}), but the network gives {scores} scores; give data of this network's classes");
        }

        if (labels.FirstOrDefault(label => label < 0 || label >= scores, -1) is var bad && labels.Any(label => label < 0 || label >= scores))
        {
            throw new BadDataException($"{data.Source}: label {bad} is none of the network's {scores} classes; count from 0");
        }
    }

    private static double Distance(float[] expected, float[] found) => expected.Zip(found, (a, b) => ((double)a - b) * ((double)a - b)).Average();

    /// <summary>The int8 network op by op.</summary>
    private sealed class TracedNetwork : IDisposable
    {
        private readonly QuantizedNetwork _network;
        private readonly ModelDescription _description;
        private readonly ManagedBackend _backend = new();
        private readonly Interpreter _interpreter;
        private readonly List<(int Op, string Name, GraphTensor Float, GraphTensor Int8)> _tensors;
        private readonly NoiseMeter?[] _noise;

        public TracedNetwork(QuantizedNetwork network)
        {
            _network = network;
            var graph = new GraphCopy(network.Int8).Graph;
            _tensors = [.. graph.SourceOps.Zip(network.Float.SourceOps, (int8, real) => real.Outputs.Zip(int8.Outputs, (a, b) => (real.Index, real.Op, a, b))).SelectMany(pair => pair)];
            var bytes = ModelConverter.Emit(graph, new ConvertOptions { DebugInfo = true });
            _description = ModelDescription.Read(bytes);
            _noise = new NoiseMeter?[_tensors.Count];
            _interpreter = new Interpreter(Model.Load(ModelSource.FromArray(bytes)), _backend);
        }

        public float[] Outputs { get; private set; } = [];

        public void Run(ReadOnlySpan<float> sample, FloatExecutor reference)
        {
            for (var i = 0; i < _network.Float.Inputs.Count; i++)
            {
                var tensor = _interpreter.Input(i);
                for (var k = 0; k < tensor.ElementCount; k++)
                {
                    tensor.WriteFloat(k, sample[k]);
                }

                sample = sample[tensor.ElementCount..];
            }

            Observe(reference, -1);
            for (var record = 0; record < _description.Ops.Count; record++)
            {
                _interpreter.Step();
                Observe(reference, record);
            }

            Outputs = [.. Enumerable.Range(0, _network.Float.Outputs.Count).SelectMany(i => Read(_interpreter.Output(i)))];
        }

        public List<LayerReport> Layers(IReadOnlyDictionary<GraphTensor, double> alone) =>
        [
            .. _tensors.Select((entry, i) => (entry, Noise: _noise[i]))
                .Where(layer => layer.entry.Int8.Quantization is not null)
                .Select(layer => new LayerReport(
                    layer.entry.Op, layer.entry.Name, layer.entry.Float.Name, layer.entry.Float.Shape, layer.entry.Int8.Quantization!.Scale,
                    layer.entry.Int8.Quantization.ZeroPoint, layer.Noise?.SignalToNoise, alone.TryGetValue(layer.entry.Float, out var found) ? found : null)),
        ];

        public void Dispose() => _interpreter.Dispose();

        private void Observe(FloatExecutor reference, int record)
        {
            for (var i = 0; i < _tensors.Count; i++)
            {
                if (_description.Debug[i] is { Arena: { } arena } debug && debug.Record == record
                    && _tensors[i] is { Int8: { Type: TensorType.Int8, Quantization: { } quantization }, Float: var real })
                {
                    var bytes = new sbyte[arena.Bytes];
                    _backend.Read(arena.Start, bytes, 0, bytes.Length);
                    var values = Array.ConvertAll(bytes, value => quantization.Scale * (value - quantization.ZeroPoint));
                    (_noise[i] ??= new NoiseMeter()).Add(reference.Values(real), values);
                }
            }
        }

        private static IEnumerable<float> Read(Tensor output) =>
            Enumerable.Range(0, output.ElementCount).Select(i => output.ElementType == ElementType.Int32 ? output.ReadInt32(i) : output.ReadFloat(i));
    }
}
