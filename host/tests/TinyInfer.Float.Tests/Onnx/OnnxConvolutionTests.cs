using TinyInfer.Compiler.Import;
using TinyInfer.Testing;

namespace TinyInfer.Float.Tests.Onnx;

[TestClass]
public class OnnxConvolutionTests
{
    private static readonly SeededRandom s_random = new(7);

    [TestMethod]
    [DataRow(3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1)]
    [DataRow(3, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1)]
    [DataRow(3, 2, 2, 1, 0, 1, 2, 0, 1, 1, 1)]
    [DataRow(3, 3, 1, 1, 2, 2, 2, 2, 2, 2, 1)]
    [DataRow(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)]
    [DataRow(3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 2)]
    [DataRow(3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 4)]
    public void Conv_ofTwoDimensions_equalsOnnxRuntime(
        int height, int width, int strideY, int strideX, int top, int left, int bottom, int right, int dilationY, int dilationX, int group)
    {
        var model = new OnnxBuilder().Input("x", 1, 4, 9, 8);
        var y = model.Op(
            "Conv", ["x", model.Weights("w", s_random, 8, 4 / group, height, width), model.Weights("b", s_random, 8)],
            ("strides", new[] { strideY, strideX }), ("pads", new[] { top, left, bottom, right }),
            ("dilations", new[] { dilationY, dilationX }), ("group", group), ("kernel_shape", new[] { height, width }));
        model.Output(y);

        OnnxComparison.AssertAgrees(model.Build());
    }

    [TestMethod]
    [DataRow("SAME_UPPER")]
    [DataRow("SAME_LOWER")]
    [DataRow("VALID")]
    public void Conv_withAutoPad_equalsOnnxRuntime(string autoPad)
    {
        var model = new OnnxBuilder(11).Input("x", 1, 2, 7, 8);
        model.Output(model.Op(
            "Conv", ["x", model.Weights("w", s_random, 3, 2, 4, 4)], ("auto_pad", autoPad), ("strides", new[] { 2, 3 })));

        OnnxComparison.AssertAgrees(model.Build());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void Conv_ofOneDimension_equalsOnnxRuntime(int group)
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 20);
        var first = model.Op(
            "Relu", [model.Op("Conv", ["x", model.Weights("w", s_random, 6, 3 / group, 5), model.Weights("b", s_random, 6)],
                ("pads", new[] { 2, 2 }), ("strides", new[] { 2 }), ("group", group))]);
        var second = model.Op("MaxPool", [first], ("kernel_shape", new[] { 2 }), ("strides", new[] { 2 }));
        var third = model.Op("Conv", [second, model.Weights("w2", s_random, 4, 6, 3)], ("pads", new[] { 1, 1 }));
        model.Output(model.Op("GlobalAveragePool", [third]));

        var graph = OnnxComparison.AssertAgrees(model.Build());
        Assert.AreEqual(1, graph.Count("TRANSPOSE"), "only the input's");
    }

    [TestMethod]
    [DataRow(2, 2, 0, 0)]
    [DataRow(3, 2, 1, 1)]
    [DataRow(3, 1, 1, 0)]
    [DataRow(4, 2, 1, 0)]
    [DataRow(5, 3, 0, 2)]
    [DataRow(2, 3, 0, 0)]
    public void ConvTranspose_equalsOnnxRuntime(int kernel, int stride, int pad, int extra)
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 5, 4);
        model.Output(model.Op(
            "ConvTranspose", ["x", model.Weights("w", s_random, 3, 2, kernel, kernel), model.Weights("b", s_random, 2)],
            ("strides", new[] { stride, stride }), ("pads", new[] { pad, pad, pad, pad }), ("output_padding", new[] { extra, extra })));

        OnnxComparison.AssertAgrees(model.Build());
    }

    [TestMethod]
    public void Network_withSkipConnections_transposesItsInputOnly()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 8, 8);
        string Block(string input, int from, int to, int id) => model.Op(
            "BatchNormalization",
            [
                model.Op("Conv", [input, model.Weights($"w{id}", s_random, to, from, 3, 3)], ("pads", new[] { 1, 1, 1, 1 })),
                model.Positive($"s{id}", s_random, to), model.Weights($"b{id}", s_random, to), model.Weights($"m{id}", s_random, to),
                model.Positive($"v{id}", s_random, to),
            ]);
        var a = model.Op("Relu", [Block("x", 3, 4, 0)]);
        var b = model.Op("Relu", [model.Op("Add", [Block(a, 4, 4, 1), a])]);
        var c = model.Op("Concat", [b, a], ("axis", 1));
        var d = model.Op("AveragePool", [c], ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 }));
        var squeezed = model.Op("GlobalAveragePool", [d]);
        var gate = model.Op("Sigmoid", [model.Op("Conv", [squeezed, model.Weights("wg", s_random, 8, 8, 1, 1)])]);
        var e = model.Op("Mul", [d, gate]);
        model.Output(model.Op(
            "Softmax", [model.Op("Gemm", [model.Op("Flatten", [e]), model.Weights("wf", s_random, 5, 128), model.Weights("bf", s_random, 5)], ("transB", 1))],
            ("axis", 1)));

        var graph = OnnxComparison.AssertAgrees(model.Build());
        Assert.AreEqual(1, graph.Count("TRANSPOSE"), "only the input's");
        Assert.AreEqual(0, graph.Count("ADD") + graph.Count("MUL") - 2, "batch normalisations are folded: the skip's ADD and the gate's MUL stay");

        var last = OnnxComparison.AssertAgrees(model.Build(), new ImportOptions { ChannelsLast = true });
        Assert.AreEqual(0, last.Count("TRANSPOSE"));
        CollectionAssert.AreEqual(new[] { 1, 8, 8, 3 }, last.Inputs[0].Shape);
    }
}
