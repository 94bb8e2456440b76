using TinyInfer.Compiler;
using TinyInfer.Compiler.Evaluation;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import;
using TinyInfer.Compiler.Passes;
using TinyInfer.Compiler.Pruning;
using TinyInfer.Compiler.Quantizing;
using TinyInfer.Compiler.Reference;
using TinyInfer.Float.Tests.Onnx;
using TinyInfer.Testing;

namespace TinyInfer.Float.Tests.Quantizing;

[TestClass]
public class QuantizerTests
{
    private readonly SeededRandom _random = new(21);

    [TestMethod]
    public void Effort_more_isNotWorse()
    {
        var (graph, data) = Network();
        double[] found = [.. Enumerable.Range(0, 3).Select(effort => Quantizer.Quantize(graph, data, new QuantizeOptions { Effort = effort }).Decisions!.SignalToNoise)];

        Assert.IsGreaterThanOrEqualTo(found[0], found[1]);
        Assert.IsGreaterThanOrEqualTo(found[1], found[2] + 0.01);
        Assert.IsGreaterThan(25, found[0], "dB");
    }

    [TestMethod]
    public void Interpreter_answers_whatTheSimulationForetold()
    {
        var (graph, data) = Network();
        var network = Quantizer.Quantize(graph, data, new QuantizeOptions());

        var report = QuantizationEvaluator.Compare(network, data, labels: null, classes: null);

        Assert.AreEqual(network.Decisions!.SignalToNoise, report.SignalToNoise, 3, "dB: the simulation rounds as int8 does, but for its fixed point");
        Assert.IsGreaterThan(0.9, report.Agreement!.Value);
        Assert.IsTrue(report.Layers.Any(layer => layer.Alone is not null && layer.SignalToNoise > 20));
    }

    [TestMethod]
    public void Equalization_leavesTheFloatAnswers()
    {
        var (graph, data) = Network();
        var equalized = new GraphCopy(graph).Graph;

        Assert.IsTrue(Equalization.Run(equalized, data.Samples));

        var (before, after) = (new FloatExecutor(graph), new FloatExecutor(equalized));
        before.Run(data.Samples[0]);
        after.Run(data.Samples[0]);
        var meter = new NoiseMeter();
        meter.Add(before.Values(graph.Outputs[0]), after.Values(equalized.Outputs[0]));
        Assert.IsGreaterThan(90, meter.SignalToNoise, "dB");
    }

    [TestMethod]
    public void BiasCorrection_bringsTheMeansBack()
    {
        var (graph, data) = Network();
        var calibrated = new GraphCopy(graph).Graph;
        new Calibration(calibrated, data, null, null).Assign(_ => RangeObserver.MinMax);
        var corrected = new GraphCopy(calibrated).Graph;

        BiasCorrection.Run(corrected, data.Samples);

        Assert.IsLessThan(MeanShift(graph, calibrated, data), MeanShift(graph, corrected, data));
    }

    [TestMethod]
    public void Concatenation_partsHaveTheJointScale()
    {
        var (graph, data) = Network();
        var int8 = Quantizer.Quantize(graph, data, new QuantizeOptions { Effort = 0 }).Int8;
        var concatenation = int8.Nodes.Single(node => node.Op == "CONCATENATION");

        Assert.IsTrue(concatenation.Inputs.All(input => input!.Quantization!.Equals(concatenation.Outputs[0].Quantization)));
        Assert.AreEqual(0, int8.Count("FUNCTION"), "nothing is rescaled");
    }

    [TestMethod]
    [DataRow(0.5, 1)]
    [DataRow(0.5, 4)]
    [DataRow(0.25, 8)]
    public void Pruner_removes_whatWasAskedFor(double share, int granularity)
    {
        var (graph, data) = Network();
        var pruned = new GraphCopy(graph).Graph;

        var layers = Pruner.Run(pruned, data, new PruneOptions(share, granularity), null);

        Assert.IsTrue(layers.All(layer => layer.Removed == 0 || (layer.Channels - layer.Removed) % granularity == 0));
        Assert.IsLessThanOrEqualTo(share * layers.Sum(layer => layer.Channels) + 1, layers.Sum(layer => layer.Removed));
        Assert.IsGreaterThan(0, layers.Sum(layer => layer.Removed));
    }

    [TestMethod]
    public void Repair_isBetterThanZeroes()
    {
        var (graph, data) = Network();
        var pruned = new GraphCopy(graph).Graph;
        Pruner.Run(pruned, data, new PruneOptions(0.4), null);
        var bare = new GraphCopy(graph).Graph;
        foreach (var (node, repaired) in bare.Nodes.Zip(pruned.Nodes).Where(pair => WeightedNode.Of(pair.First) is not null))
        {
            // The same channels are gone; what is left has its old weights.
            var (old, now) = (WeightedNode.Of(node)!, WeightedNode.Of(repaired)!);
            old.SetWeights([.. old.Weights.Select((weight, i) => now.Weights[i] == 0 ? 0 : weight)]);
            if (old.Bias is { } bias)
            {
                old.SetBias([.. bias.Select((value, channel) => now.Bias![channel] == 0 ? 0 : value)]);
            }
        }

        Assert.IsGreaterThan(SignalToNoise(graph, bare, data) + 3, SignalToNoise(graph, pruned, data), "dB");
    }

    [TestMethod]
    public void NormalEquations_solve_exactly()
    {
        var equations = new NormalEquations(3, 2);
        for (var i = 0; i < 40; i++)
        {
            var (a, b) = (_random.NextDouble(), _random.NextDouble());
            var row = equations.NewRow();
            (row[0], row[1], row[2]) = (a, b, 1);
            (equations.Wanted[0], equations.Wanted[1]) = (2 * a - 3 * b + 0.5, a + b - 1);
            equations.AddRow();
        }

        var solution = equations.Solve(1e-12);

        Assert.AreEqual(2, solution[0][0], 1e-6);
        Assert.AreEqual(-3, solution[1][0], 1e-6);
        Assert.AreEqual(0.5, solution[2][0], 1e-6);
        Assert.AreEqual(1, solution[1][1], 1e-6);
        Assert.AreEqual(-1, solution[2][1], 1e-6);
    }

    [TestMethod]
    public void CalibrationSet_ofTheWrongShape_saysWhichIsExpected()
    {
        var (graph, _) = Network();
        var failure = Assert.ThrowsExactly<BadDataException>(() => new CalibrationSet("data file 'x.bin'", graph, [new float[7]]));
        StringAssert.Contains(failure.Message, "data file 'x.bin': sample 0 has 7 values, the network takes 192 (x: [1, 8, 8, 3])");
    }

    [TestMethod]
    public void CalibrationSet_withNaN_namesSampleAndElement()
    {
        var (graph, data) = Network();
        float[] bad = [.. data.Samples[0]];
        bad[5] = float.NaN;
        var failure = Assert.ThrowsExactly<BadDataException>(() => new CalibrationSet("data", graph, [data.Samples[0], bad]));
        StringAssert.Contains(failure.Message, "sample 1 holds NaN at element 5; remove such samples");
    }

    [TestMethod]
    public void Calibration_ofATensorThatIsAlwaysZero_namesItAndTheRemedy()
    {
        var model = new OnnxBuilder().Input("x", 1, 6);
        var zero = model.Op("Relu", [model.Op("Gemm", ["x", model.Constant("w", [6, 4], new float[24]), model.Constant("b", [4], [-1, -1, -1, -1])])]);
        model.Output(model.Op("Gemm", [zero, model.Weights("w2", _random, 4, 2)]));
        var graph = ModelImporter.Import(model.Build(), new ImportOptions());
        FloatPasses.Run(graph);

        var failure = Assert.ThrowsExactly<BadDataException>(() => Quantizer.Quantize(graph, new CalibrationSet("data", graph, [[1, 2, 3, 4, 5, 6]]), new QuantizeOptions()));

        StringAssert.Contains(failure.Message, "tensor 'Relu_1' is 0 in every calibration sample");
        StringAssert.Contains(failure.Message, "calibrate with representative data, or remove what computes it");
    }

    [TestMethod]
    public void Labels_thatDoNotFit_areNamed()
    {
        var (graph, data) = Network();
        var network = Quantizer.Quantize(graph, data, new QuantizeOptions { Effort = 0 });

        var few = Assert.ThrowsExactly<BadDataException>(() => QuantizationEvaluator.Compare(network, data, [1, 2], null));
        StringAssert.Contains(few.Message, $"there are 2 labels for {data.Samples.Count} samples");
        var large = Assert.ThrowsExactly<BadDataException>(() => QuantizationEvaluator.Compare(network, data, [.. data.Samples.Select(_ => 9)], null));
        StringAssert.Contains(large.Message, "label 9 is none of the network's 5 classes");
    }

    private static double MeanShift(NetworkGraph graph, NetworkGraph rounded, CalibrationSet data)
    {
        var (exact, simulation) = (new FloatExecutor(graph), new Int8Simulation(rounded));
        var shift = new double[5];
        foreach (var sample in data.Samples)
        {
            exact.Run(sample);
            simulation.Run(sample);
            for (var i = 0; i < shift.Length; i++)
            {
                shift[i] += exact.Values(graph.Outputs[0])[i] - simulation.Executor.Values(rounded.Outputs[0])[i];
            }
        }

        return shift.Sum(Math.Abs);
    }

    private static double SignalToNoise(NetworkGraph graph, NetworkGraph other, CalibrationSet data)
    {
        var (first, second) = (new FloatExecutor(graph), new FloatExecutor(other));
        var meter = new NoiseMeter();
        foreach (var sample in data.Samples)
        {
            first.Run(sample);
            second.Run(sample);
            meter.Add(first.Values(graph.Outputs[0]), second.Values(other.Outputs[0]));
        }

        return meter.SignalToNoise;
    }

    private (NetworkGraph Graph, CalibrationSet Data) Network()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 8, 8);
        string Conv(string x, int id, int outputs, int inputs, int kernel, int pad) => model.Op(
            "Relu", [model.Op("Conv", [x, model.Weights($"w{id}", _random, outputs, inputs, kernel, kernel), model.Weights($"b{id}", _random, outputs)], ("pads", new[] { pad, pad, pad, pad }))]);
        var a = Conv("x", 0, 16, 3, 3, 1);
        var b = Conv(a, 1, 8, 16, 1, 0);
        var c = Conv(b, 2, 8, 8, 3, 1);
        var joint = model.Op("Concat", [c, b], ("axis", 1));
        var d = Conv(joint, 3, 16, 16, 1, 0);
        var flat = model.Op("Flatten", [model.Op("GlobalAveragePool", [d])]);
        model.Output(model.Op("Gemm", [flat, model.Weights("wf", _random, 5, 16), model.Weights("bf", _random, 5)], ("transB", 1)));
        var graph = ModelImporter.Import(model.Build(), new ImportOptions { ChannelsLast = true });
        FloatPasses.Run(graph);
        float[][] samples = [.. Enumerable.Range(0, 48).Select(_ => RandomWeights.Floats(_random, 192).Select(value => 4 * value).ToArray())];
        return (graph, new CalibrationSet("test", graph, samples));
    }
}
