using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using static TinyInfer.Compiler.Tests.Lowering.GraphMaker;

namespace TinyInfer.Compiler.Tests.Lowering;

[TestClass]
public sealed class ConvLoweringTests
{
    private static readonly Conv2DOptions Plain = new(Padding.Same, 1, 1, 1, 1, FusedActivation.None);

    // Expected values: TensorFlow's documentation of SAME and VALID, by hand.
    [TestMethod]
    [DataRow(Padding.Same, 5, 3, 1, 1, 5, 1)]
    [DataRow(Padding.Same, 5, 3, 2, 1, 3, 1)]
    [DataRow(Padding.Same, 6, 3, 2, 1, 3, 0)]
    [DataRow(Padding.Same, 5, 4, 1, 1, 5, 1)]
    [DataRow(Padding.Same, 7, 3, 1, 2, 7, 2)]
    [DataRow(Padding.Same, 4, 1, 3, 1, 2, 0)]
    [DataRow(Padding.Valid, 5, 3, 1, 1, 3, 0)]
    [DataRow(Padding.Valid, 6, 3, 2, 1, 2, 0)]
    [DataRow(Padding.Valid, 7, 3, 1, 3, 1, 0)]
    public void Conv_window_is_placed(Padding padding, int input, int kernel, int stride, int dilation, int output, int before)
    {
        var options = new Conv2DOptions(padding, stride, 1, dilation, 1, FusedActivation.None);

        var conv = (ConvOp)Lower(options, [1, input, 4, 1], [2, kernel, 1, 1], [1, output, 4, 2]).Ops.Single();

        Assert.AreEqual(new Window(input, output, kernel, stride, dilation, before), conv.Rows);
        Assert.AreEqual(output, conv.Units);
        Assert.AreEqual(4 * 2 * kernel, conv.MacsPerUnit);
    }

    [TestMethod]
    public void Conv_folded_padding_is_taken_as_given()
    {
        var options = Plain with { Padding = Padding.Valid, Explicit = (2, 0, 0, 3) };

        var conv = (ConvOp)Lower(options, [1, 4, 4, 1], [1, 3, 2, 1], [1, 4, 6, 1]).Ops.Single();

        Assert.AreEqual(new Window(4, 4, 3, 1, 1, 2), conv.Rows);
        Assert.AreEqual(new Window(4, 6, 2, 1, 1, 0), conv.Columns);
    }

    [TestMethod]
    public void Conv_bias_contains_the_zero_point()
    {
        var graph = new GraphMaker();
        var filter = Constant("w", [2, 1, 1, 3], [1, -2, 3, 100, 100, 100]);
        graph.Node("CONV_2D", Plain, [graph.Input("x", [1, 1, 1, 3], 1, 10), filter, Integers("b", 7, -7)], Int8("y", [1, 1, 1, 2]));

        var conv = (ConvOp)graph.Lower().Ops.Single();

        // 7 - 10 * (1 - 2 + 3) and -7 - 10 * 300
        CollectionAssert.AreEqual(Integers("", -13, -3007).Constant, conv.Bias.Bytes);
    }

    [TestMethod]
    public void Depthwise_bias_sums_over_its_own_channel()
    {
        var graph = new GraphMaker();
        var filter = Constant("w", [1, 2, 1, 2], [1, 10, 3, 30]);
        var options = new DepthwiseConv2DOptions(Padding.Valid, 1, 1, 1, 1, 1, FusedActivation.None);
        graph.Node("DEPTHWISE_CONV_2D", options, [graph.Input("x", [1, 2, 1, 2], 1, -1), filter, null], Int8("y", [1, 1, 1, 2]));

        var conv = (ConvOp)graph.Lower().Ops.Single();

        CollectionAssert.AreEqual(Integers("", 4, 40).Constant, conv.Bias.Bytes);
        Assert.AreEqual(1 * 2 * 2, conv.MacsPerUnit);
    }

    [TestMethod]
    public void Conv_bias_wraps_around_as_an_accumulator_does()
    {
        var graph = new GraphMaker();
        var filter = Constant("w", [1, 1, 1, 1], [1]);
        graph.Node("CONV_2D", Plain, [graph.Input("x", [1, 1, 1, 1], 1, 1), filter, Integers("b", int.MinValue)], Int8("y", [1, 1, 1, 1]));

        var conv = (ConvOp)graph.Lower().Ops.Single();

        CollectionAssert.AreEqual(Integers("", int.MaxValue).Constant, conv.Bias.Bytes);
    }

    [TestMethod]
    public void Conv_scales_per_channel_become_multipliers_and_shifts()
    {
        var conv = LowerScales([0.25f, 0.5f], axis: 0);

        CollectionAssert.AreEqual(Integers("", 1 << 30, 1 << 30).Constant, conv.Requantization.Multipliers?.Bytes);
        CollectionAssert.AreEqual(new[] { unchecked((byte)-1), (byte)0 }, conv.Requantization.Shifts?.Bytes);
    }

    [TestMethod]
    public void Conv_equal_scales_per_channel_are_kept_once()
    {
        var conv = LowerScales([0.25f, 0.25f], axis: 0);

        Assert.AreEqual(new Requantization(null, null, 1 << 30, -1), conv.Requantization);
    }

    [TestMethod]
    public void Conv_scales_along_another_dimension_are_refused()
    {
        var problem = Assert.ThrowsExactly<UnsupportedModelException>(() => LowerScales([0.25f, 0.5f], axis: 3)).Problems.Single();

        StringAssert.Contains(problem.Why, "2 scales along dimension 3");
    }

    [TestMethod]
    public void Conv_groups_are_refused_with_a_remedy()
    {
        var problem = Refused(Plain, [1, 4, 4, 6], [4, 1, 1, 3], [1, 4, 4, 4]);

        Assert.AreEqual("w", problem.Tensor);
        StringAssert.Contains(problem.Why, "grouped convolution (6 input channels, 3 in the filter)");
        StringAssert.Contains(problem.Remedy, "split");
    }

    [TestMethod]
    public void Conv_window_larger_than_the_input_is_refused()
    {
        var problem = Refused(Plain with { Padding = Padding.Valid }, [1, 2, 4, 1], [1, 3, 1, 1], [1, 1, 4, 1]);

        StringAssert.Contains(problem.Why, "its window of 3 is larger than the input of 2");
    }

    [TestMethod]
    public void Conv_output_of_another_shape_is_refused()
    {
        StringAssert.Contains(Refused(Plain, [1, 2, 4, 1], [1, 3, 1, 1], [1, 2, 3, 1]).Why, "[1, 2, 3, 1] is not the [1, 2, 4, 1]");
    }

    [TestMethod]
    public void Conv_dimension_beyond_16_bits_is_refused()
    {
        StringAssert.Contains(Refused(Plain, [1, 70_000, 1, 1], [1, 1, 1, 1], [1, 70_000, 1, 1]).Why, "70000 is too large");
    }

    [TestMethod]
    public void Conv_fused_tanh_is_refused()
    {
        var problem = Refused(Plain with { Activation = FusedActivation.Tanh }, [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1]);

        StringAssert.Contains(problem.Why, "fused activation TANH");
    }

    [TestMethod]
    public void Depthwise_pointwise_works_in_place_and_others_do_not()
    {
        Assert.HasCount(1, Depthwise(kernel: 1, multiplier: 1).InPlaceInputs);
        Assert.IsEmpty(Depthwise(kernel: 3, multiplier: 1).InPlaceInputs);
        Assert.IsEmpty(Depthwise(kernel: 1, multiplier: 2).InPlaceInputs);
    }

    private static ConvOp Depthwise(int kernel, int multiplier)
    {
        var graph = new GraphMaker();
        var channels = 2 * multiplier;
        var filter = Constant("w", [1, kernel, kernel, channels], new sbyte[kernel * kernel * channels]);
        var options = new DepthwiseConv2DOptions(Padding.Same, 1, 1, 1, 1, multiplier, FusedActivation.None);
        graph.Node("DEPTHWISE_CONV_2D", options, [graph.Input("x", [1, 4, 4, 2]), filter, null], Int8("y", [1, 4, 4, channels]));
        return (ConvOp)graph.Lower().Ops.Single();
    }

    private static ConvOp LowerScales(float[] scales, int axis)
    {
        var graph = new GraphMaker();
        var filter = Constant("w", [2, 1, 1, 2], [1, 2, 3, 4]);
        filter.Quantization = new(scales, new long[scales.Length], axis);
        graph.Node("CONV_2D", Plain, [graph.Input("x", [1, 1, 1, 2]), filter, null], Int8("y", [1, 1, 1, 2]));
        return (ConvOp)graph.Lower().Ops.Single();
    }

    private static LoweredProgram Lower(Conv2DOptions options, int[] input, int[] filter, int[] output) =>
        Graph(options, input, filter, output).Lower();

    private static ConversionProblem Refused(Conv2DOptions options, int[] input, int[] filter, int[] output) =>
        Graph(options, input, filter, output).Problems().Single();

    private static GraphMaker Graph(Conv2DOptions options, int[] input, int[] filter, int[] output)
    {
        var graph = new GraphMaker();
        var weights = Constant("w", filter, new sbyte[Indices.Count(filter)]);
        graph.Node("CONV_2D", options, [graph.Input("x", input), weights, null], Int8("y", output));
        return graph;
    }
}
