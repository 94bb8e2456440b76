using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Graph;
using static TinyInfer.Compiler.Tests.Passes.GraphSketch;

namespace TinyInfer.Compiler.Tests.Passes;

[TestClass]
public class PadFoldingTests
{
    private static readonly Conv2DOptions s_valid = new(Padding.Valid, 2, 2, 1, 1, FusedActivation.None);

    [TestMethod]
    public void Pad_before_a_convolution_becomes_its_explicit_padding()
    {
        var graph = Network("PAD", "CONV_2D", s_valid, [0, 0, 0, 1, 2, 1, 0, 0]);

        var conv = graph.Nodes.Single();
        Assert.AreEqual(s_valid with { Explicit = (0, 1, 2, 1) }, conv.Options);
        Assert.AreSame(graph.Inputs[0], conv.Inputs[0]);
        Assert.AreEqual(0, conv.Absorbed.Single().Index);
        Assert.IsEmpty(graph.Vanished);
    }

    [TestMethod]
    public void Pad_before_a_depthwise_convolution_becomes_its_explicit_padding()
    {
        var options = new DepthwiseConv2DOptions(Padding.Valid, 1, 1, 1, 1, 1, FusedActivation.None);

        var graph = Network("PAD", "DEPTHWISE_CONV_2D", options, [0, 0, 1, 1, 1, 1, 0, 0]);

        Assert.AreEqual(options with { Explicit = (1, 1, 1, 1) }, graph.Nodes.Single().Options);
    }

    [TestMethod]
    public void PadV2_with_the_zero_point_is_folded() =>
        Assert.HasCount(1, Network("PADV2", "CONV_2D", s_valid, [0, 0, 1, 1, 1, 1, 0, 0], Scalar("value", 5, 0.5f, 5)).Nodes);

    [TestMethod]
    public void PadV2_with_another_value_stays() =>
        Assert.HasCount(2, Network("PADV2", "CONV_2D", s_valid, [0, 0, 1, 1, 1, 1, 0, 0], Scalar("value", 4, 0.5f, 5)).Nodes);

    [TestMethod]
    public void Pad_of_channels_stays() => AssertStays([0, 0, 1, 1, 1, 1, 0, 1]);

    [TestMethod]
    public void Pad_of_the_batch_stays() => AssertStays([1, 0, 1, 1, 1, 1, 0, 0]);

    [TestMethod]
    public void Pad_by_as_much_as_the_kernel_stays() => AssertStays([0, 0, 3, 1, 1, 1, 0, 0]);

    [TestMethod]
    public void Pad_by_less_than_the_dilated_kernel_is_folded() =>
        Assert.HasCount(1, Network("PAD", "CONV_2D", s_valid with { DilationHeight = 2 }, [0, 0, 4, 4, 0, 0, 0, 0]).Nodes);

    [TestMethod]
    public void Pad_before_same_padding_stays() =>
        Assert.HasCount(2, Network("PAD", "CONV_2D", s_valid with { Padding = Padding.Same }, [0, 0, 1, 1, 1, 1, 0, 0]).Nodes);

    [TestMethod]
    public void Pad_whose_declared_shape_is_another_stays() =>
        Assert.HasCount(2, Network("PAD", "CONV_2D", s_valid, [0, 0, 1, 1, 1, 1, 0, 0], declaredHeight: 12).Nodes);

    [TestMethod]
    public void Pad_that_others_read_too_stays()
    {
        var sketch = new GraphSketch();
        var padded = sketch.Op("PAD", null, Image("padded", 10, 10), sketch.Input(Image("input", 8, 8)), Integers("paddings", 0, 0, 1, 1, 1, 1, 0, 0));
        var output = sketch.Op("CONV_2D", s_valid, Image("output", 4, 4), padded, Filter(), null);

        Assert.HasCount(2, sketch.Passed(output, padded).Nodes);
    }

    private static void AssertStays(int[] paddings) => Assert.HasCount(2, Network("PAD", "CONV_2D", s_valid, paddings).Nodes);

    private static NetworkGraph Network(string pad, string op, object options, int[] paddings, GraphTensor? value = null, int? declaredHeight = null)
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Image("input", 8, 8));
        int[] shape =
        [
            1 + paddings[0] + paddings[1], declaredHeight ?? 8 + paddings[2] + paddings[3],
            8 + paddings[4] + paddings[5], 3 + paddings[6] + paddings[7],
        ];
        GraphTensor?[] inputs = value is null ? [input, Integers("paddings", paddings)] : [input, Integers("paddings", paddings), value];
        var padded = sketch.Op(pad, null, Int8("padded", 0.5f, 5, shape), inputs);
        return sketch.Passed(sketch.Op(op, options, Image("output", 4, 4), padded, Filter(), null));
    }

    private static GraphTensor Image(string name, int height, int width) => Int8(name, 0.5f, 5, [1, height, width, 3]);

    private static GraphTensor Filter() => Int8("filter", shape: [3, 3, 3, 3]);
}
