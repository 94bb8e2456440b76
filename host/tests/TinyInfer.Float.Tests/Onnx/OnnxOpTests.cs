using TinyInfer.Compiler.Import;
using TinyInfer.Testing;

namespace TinyInfer.Float.Tests.Onnx;

[TestClass]
public class OnnxOpTests
{
    private static readonly SeededRandom s_random = new(11);

    [TestMethod]
    [DataRow("Relu")]
    [DataRow("Sigmoid")]
    [DataRow("Tanh")]
    [DataRow("HardSwish")]
    [DataRow("HardSigmoid")]
    [DataRow("LeakyRelu")]
    [DataRow("GlobalAveragePool")]
    public void Unary_equalsOnnxRuntime(string op)
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 5, 4);
        model.Output(model.Op(op, ["x"]));

        OnnxComparison.AssertAgrees(model.Build(), spread: 12);
    }

    [TestMethod]
    [DataRow(0f, 6f, "RELU6")]
    [DataRow(-1f, 1f, "RELU_N1_TO_1")]
    [DataRow(0f, float.MaxValue, "RELU")]
    [DataRow(-0.5f, 2f, "CLIP")]
    public void Clip_equalsOnnxRuntime(float min, float max, string becomes)
    {
        var model = new OnnxBuilder().Input("x", 1, 40);
        model.Output(model.Op("Clip", ["x", model.Scalar("min", min), model.Scalar("max", max)]));

        Assert.AreEqual(1, OnnxComparison.AssertAgrees(model.Build(), spread: 20).Count(becomes));
    }

    [TestMethod]
    [DataRow("Add")]
    [DataRow("Sub")]
    [DataRow("Mul")]
    [DataRow("Div")]
    public void Binary_withConstantsThatBroadcast_equalsOnnxRuntime(string op)
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 5, 4);
        var a = model.Op(op, ["x", model.Positive("row", s_random, 4)]);
        var b = model.Op(op, [a, model.Positive("channel", s_random, 1, 3, 1, 1)]);
        var c = model.Op(op, [b, model.Positive("plane", s_random, 5, 4)]);
        model.Output(model.Op(op, [c, model.Scalar("one", 1.5f)]));

        OnnxComparison.AssertAgrees(model.Build());
    }

    [TestMethod]
    [DataRow("MaxPool", false, false)]
    [DataRow("MaxPool", true, false)]
    [DataRow("AveragePool", false, false)]
    [DataRow("AveragePool", false, true)]
    [DataRow("AveragePool", true, false)]
    public void Pool_withPads_equalsOnnxRuntime(string op, bool ceil, bool countPads)
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 8, 7);
        List<(string, object)> attributes =
        [
            ("kernel_shape", new[] { 3, 3 }), ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 1, 1, 1 }), ("ceil_mode", ceil ? 1 : 0),
        ];
        if (countPads)
        {
            attributes.Add(("count_include_pad", 1));
        }

        model.Output(model.Op(op, ["x"], [.. attributes]));

        OnnxComparison.AssertAgrees(model.Build());
    }

    [TestMethod]
    public void Flatten_beforeGemm_permutesTheWeightsInstead()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, 6, 6);
        var conv = model.Op("Conv", ["x", model.Weights("w", s_random, 4, 3, 3, 3)]);
        var flat = model.Op("Relu", [model.Op("Dropout", [model.Op("Flatten", [conv])])]);
        model.Output(model.Op("Gemm", [flat, model.Weights("wf", s_random, 64, 5), model.Weights("bf", s_random, 5)], ("alpha", 0.5f), ("beta", 2f)));

        Assert.AreEqual(1, OnnxComparison.AssertAgrees(model.Build()).Count("TRANSPOSE"), "only the input's");
    }

    [TestMethod]
    public void Reshape_asPyTorchWritesView_isFolded()
    {
        var model = new OnnxBuilder().Input("x", -1, 3, 4, 4);
        var batch = model.Op("Gather", [model.Op("Shape", ["x"]), model.Constant("zero", 0)], ("axis", 0));
        var target = model.Op("Concat", [batch, model.Constant("rest", -1)], ("axis", 0));
        var flat = model.Op("Reshape", [model.Op("Relu", ["x"]), target]);
        model.Output(model.Op("MatMul", [flat, model.Weights("w", s_random, 48, 6)]));

        OnnxComparison.AssertAgrees(model.Build());
    }

    [TestMethod]
    public void MatMul_ofThreeDimensions_withBias_becomesFullyConnected()
    {
        var model = new OnnxBuilder().Input("x", 1, 6, 5);
        model.Output(model.Op("Add", [model.Op("MatMul", ["x", model.Weights("w", s_random, 5, 7)]), model.Weights("b", s_random, 7)]));

        var graph = OnnxComparison.AssertAgrees(model.Build());
        Assert.AreEqual(1, graph.Nodes.Count, "the bias is in the FULLY_CONNECTED");
    }

    [TestMethod]
    [DataRow(-1, 13)]
    [DataRow(1, 13)]
    [DataRow(3, 11)]
    public void Softmax_onAnyAxis_equalsOnnxRuntime(int axis, int opset)
    {
        var model = new OnnxBuilder(opset).Input("x", 1, 3, 4, 5);
        model.Output(model.Op("Softmax", ["x"], ("axis", axis)));

        OnnxComparison.AssertAgrees(model.Build());
    }

    [TestMethod]
    [DataRow(new[] { 2, 3 }, 1)]
    [DataRow(new[] { 1 }, 0)]
    [DataRow(new[] { -1, 0 }, 1)]
    public void ReduceMean_overAnyAxes_equalsOnnxRuntime(int[] axes, int keep)
    {
        var model = new OnnxBuilder(13).Input("x", 1, 3, 4, 5);
        var conv = model.Op("Conv", ["x", model.Weights("w", s_random, 2, 3, 1, 1)]);
        model.Output(model.Op("ReduceMean", [conv], ("axes", axes), ("keepdims", keep)));

        OnnxComparison.AssertAgrees(model.Build());
    }

    [TestMethod]
    public void Movements_equalOnnxRuntime()
    {
        var model = new OnnxBuilder().Input("x", 1, 4, 6, 5);
        var conv = model.Op("Conv", ["x", model.Weights("w", s_random, 6, 4, 1, 1)]);
        model.Op("Split", [conv, model.Constant("parts", 2, 4)], ["s1", "s2"], ("axis", 1));
        model.Op("Split", [conv, model.Constant("halves", 3, 3)], ["h1", "h2"], ("axis", 2));
        var sliced = model.Op("Slice", [conv, model.Constant("starts", 0, -1), model.Constant("ends", 5, -9999), model.Constant("axes", 1, 3), model.Constant("steps", 2, -1)]);
        var padded = model.Op("Pad", [sliced, model.Constant("pads", 0, 1, 0, 2, 0, 0, 3, 1), model.Scalar("value", 1.5f)]);
        var moved = model.Op("Transpose", [padded], ("perm", new[] { 0, 3, 1, 2 }));
        var squeezed = model.Op("Squeeze", [moved, model.Constant("axis0", 0)]);
        var unsqueezed = model.Op("Unsqueeze", [squeezed, model.Constant("axis2", 1)]);
        model.Output("s1").Output("s2").Output("h1").Output("h2").Output(unsqueezed);
        model.Output(model.Op("Reshape", [moved, model.Constant("shape", 0, -1, 4)]));

        OnnxComparison.AssertAgrees(model.Build());
    }

    [TestMethod]
    [DataRow("asymmetric", "floor")]
    [DataRow("half_pixel", "round_prefer_floor")]
    public void Resize_toNearest_equalsOnnxRuntime(string coordinates, string nearest)
    {
        var model = new OnnxBuilder().Input("x", 1, 2, 3, 4);
        model.Output(model.Op(
            "Resize", ["x", "", model.Constant("scales", [4], [1, 1, 2, 3])],
            ("mode", "nearest"), ("coordinate_transformation_mode", coordinates), ("nearest_mode", nearest)));

        OnnxComparison.AssertAgrees(model.Build());
    }

    [TestMethod]
    public void IdentityAndDropout_vanish()
    {
        var model = new OnnxBuilder().Input("x", 1, 30);
        model.Output(model.Op("Dropout", [model.Op("Identity", [model.Op("Relu", [model.Op("Dropout", ["x"])])])]));

        Assert.HasCount(1, OnnxComparison.AssertAgrees(model.Build()).Nodes);
    }

    [TestMethod]
    public void HardSwish_asOldOpsetsWriteIt_isRecognised()
    {
        var model = new OnnxBuilder(13).Input("x", 1, 30);
        model.Output(model.Op("Mul", ["x", model.Op("HardSigmoid", ["x"], ("alpha", 1f / 6), ("beta", 0.5f))]));

        var graph = OnnxComparison.AssertAgrees(model.Build(), spread: 20);
        Assert.AreEqual(1, graph.Count("HARD_SWISH"));
        Assert.HasCount(1, graph.Nodes);
    }

    [TestMethod]
    public void OpenDimensions_withShape_areClosed()
    {
        var model = new OnnxBuilder().Input("x", -1, 3, -1, -1);
        model.Output(model.Op("GlobalAveragePool", [model.Op("Conv", ["x", model.Weights("w", s_random, 2, 3, 3, 3)])]));

        var options = new ImportOptions { Shapes = new Dictionary<string, int[]> { ["x"] = [1, 3, 7, 9] } };
        OnnxComparison.AssertAgrees(model.Build(), options);
    }
}
