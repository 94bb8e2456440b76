using TinyInfer.Compiler;
using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Passes;
using TinyInfer.Compiler.Passes.Channels;
using TinyInfer.Compiler.Planning;
using TinyInfer.Compiler.Quantizing;
using TinyInfer.Float.Tests.Onnx;
using TinyInfer.Testing;

namespace TinyInfer.Float.Tests.Channels;

/// <summary>Networks with filters of zeros keep every bit and lose what those cost.</summary>
[TestClass]
public class DeadChannelTests
{
    private readonly SeededRandom _random = new(3);

    [TestMethod]
    [DataRow(false, 0, true, DisplayName = "no bias, no padding")]
    [DataRow(true, 0, true, DisplayName = "bias, no padding")]
    [DataRow(false, 1, true, DisplayName = "no bias, before padding")]
    [DataRow(true, 1, false, DisplayName = "bias, before padding: the value is not what is padded")]
    public void Convolution_withDeadFilters_losesThem(bool bias, int pad, bool smaller)
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 9, 9);
        var a = Conv(model, "x", 8, 3, 3, dead: [1, 4, 5], bias: bias);
        model.Output(Conv(model, a, 4, 8, 3, dead: [], pad: pad, relu: false));

        AssertSameBits(model, smaller, macs: smaller ? 5.0 / 8 : 1);
    }

    [TestMethod]
    public void DeadFilters_afterPadding_areDropped()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 9, 9);
        var a = Conv(model, "x", 8, 3, 3, dead: [0, 7], pad: 1, bias: true);
        model.Output(Conv(model, a, 4, 8, 1, dead: [], relu: false));

        AssertSameBits(model, smaller: true, macs: 6.0 / 8);
    }

    [TestMethod]
    public void DeadFilters_beforeDepthwise_goThere()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 9, 9);
        var a = Conv(model, "x", 8, 3, 3, dead: [2, 3], bias: true);
        var b = Conv(model, a, 8, 1, 3, dead: [], group: 8);
        model.Output(Conv(model, b, 4, 8, 1, dead: [], relu: false));

        AssertSameBits(model, smaller: true, macs: 6.0 / 8);
    }

    [TestMethod]
    public void DeadDepthwiseFilters_takeTheFiltersBeforeThem()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 9, 9);
        var a = Conv(model, "x", 8, 3, 3, dead: []);
        var b = Conv(model, a, 8, 1, 3, dead: [1, 2, 6], group: 8, pad: 1);
        model.Output(Conv(model, b, 4, 8, 1, dead: [], relu: false));

        AssertSameBits(model, smaller: true, macs: 5.0 / 8);
    }

    [TestMethod]
    public void DeadFilters_beforeAdd_goWhereBothAreDead()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 9, 9);
        var a = Conv(model, "x", 8, 3, 3, dead: [1, 4, 5], bias: true);
        var b = Conv(model, "x", 8, 3, 3, dead: [1, 5, 6], bias: true);
        model.Output(Conv(model, model.Op("Relu", [model.Op("Add", [a, b])]), 4, 8, 1, dead: [], relu: false));

        AssertSameBits(model, smaller: true, macs: 6.0 / 8);
    }

    [TestMethod]
    public void DeadFilters_beforeConcat_goFromTheJoint()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 9, 9);
        var a = Conv(model, "x", 4, 3, 3, dead: [1], bias: true);
        var b = Conv(model, "x", 6, 3, 3, dead: [0, 5], bias: true);
        model.Output(Conv(model, model.Op("Concat", [a, b], ("axis", 1)), 4, 10, 1, dead: [], relu: false));

        AssertSameBits(model, smaller: true, macs: 7.0 / 10);
    }

    [TestMethod]
    public void DeadFilters_beforePoolsAndDense_goFromTheDenseLayer()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 10, 10);
        var a = Conv(model, "x", 8, 3, 3, dead: [3], bias: true);
        var pooled = model.Op("MaxPool", [a], ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 }));
        var dense = model.Op("Gemm", [model.Op("Flatten", [pooled]), model.Weights("wf", _random, 5, 128), model.Weights("bf", _random, 5)], ("transB", 1));
        model.Output(dense);

        AssertSameBits(model, smaller: true, macs: 7.0 / 8);
    }

    [TestMethod]
    public void DeadFilters_beforeMeanAndFunction_goToo()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 10, 10);
        var a = model.Op("HardSwish", [Conv(model, "x", 8, 3, 3, dead: [3, 4], bias: true, relu: false)]);
        var dense = model.Op("Gemm", [model.Op("Flatten", [model.Op("GlobalAveragePool", [a])]), model.Weights("wf", _random, 5, 8)], ("transB", 1));
        model.Output(dense);

        AssertSameBits(model, smaller: true, macs: 6.0 / 8);
    }

    [TestMethod]
    public void DeadFilters_thatTheAppSees_stay()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 9, 9);
        model.Output(Conv(model, "x", 8, 3, 3, dead: [1, 4, 5], bias: true));

        AssertSameBits(model, smaller: false, macs: 1);
    }

    private string Conv(
        OnnxBuilder model, string input, int outputs, int inputs, int kernel, int[] dead, bool bias = false, int pad = 0, int group = 1, bool relu = true)
    {
        var id = _random.NextUInt32();
        var size = inputs * kernel * kernel;
        var weights = RandomWeights.Floats(_random, outputs * size);
        foreach (var filter in dead)
        {
            Array.Clear(weights, filter * size, size);
        }

        string[] names = [input, model.Constant($"w{id}", [outputs, inputs, kernel, kernel], weights)];
        var y = model.Op(
            "Conv", bias ? [.. names, model.Positive($"b{id}", _random, outputs)] : names, ("pads", new[] { pad, pad, pad, pad }), ("group", group));
        return relu ? model.Op("Relu", [y]) : y;
    }

    /// <param name="macs">What is left of the multiplications, at most: the layers have about this share of living channels.</param>
    private void AssertSameBits(OnnxBuilder model, bool smaller, double macs)
    {
        var graph = ModelImporter.Import(model.Build(), new ImportOptions { ChannelsLast = true });
        FloatPasses.Run(graph);
        float[][] samples = [.. Enumerable.Range(0, 8).Select(_ => RandomWeights.Floats(_random, graph.Inputs[0].ElementCount))];
        var int8 = Quantizer.Quantize(graph, new CalibrationSet("test", graph, samples), new QuantizeOptions { Effort = 0 }).Int8;
        var (whole, reduced) = (Emit(new GraphCopy(int8).Graph, withPass: false), Emit(new GraphCopy(int8).Graph, withPass: true));

        CollectionAssert.AreEqual(Run(whole), Run(reduced));
        var (before, after) = (ModelDescription.Read(whole), ModelDescription.Read(reduced));
        Assert.AreEqual(smaller, after.File.Macs < before.File.Macs, $"{after.File.Macs} of {before.File.Macs} MACs");
        Assert.IsLessThanOrEqualTo(before.File.Macs * macs * 1.001, after.File.Macs, $"{after.File.Macs} of {before.File.Macs} MACs");
        Assert.AreEqual(smaller, after.File.FileBytes < before.File.FileBytes, $"{after.File.FileBytes} of {before.File.FileBytes} bytes");
    }

    private static byte[] Emit(NetworkGraph graph, bool withPass)
    {
        if (withPass)
        {
            PassPipeline.Run(graph);
        }
        else
        {
            ShapeFolding.Run(graph);
            PadFolding.Run(graph);
            ElementwiseLookups.Run(graph);
            LookupMerging.Run(graph);
            IdentityRemoval.Run(graph);
        }

        var program = Lowerer.Lower(graph);
        MemoryPlanner.Plan(program);
        return TinfWriter.Write(program, new ConvertOptions());
    }

    private static List<sbyte> Run(byte[] tinf)
    {
        using var interpreter = new Interpreter(Model.Load(ModelSource.FromArray(tinf)), new ManagedBackend());
        var random = new SeededRandom(17);
        var answers = new List<sbyte>();
        for (var sample = 0; sample < 20; sample++)
        {
            interpreter.Input(0).Write(random.NextInt8s(interpreter.Input(0).ElementCount));
            interpreter.Invoke();
            var output = new sbyte[interpreter.Output(0).ElementCount];
            interpreter.Output(0).Read(output);
            answers.AddRange(output);
        }

        return answers;
    }
}
