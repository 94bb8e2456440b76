using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using static TinyInfer.Compiler.Tests.Lowering.GraphMaker;

namespace TinyInfer.Compiler.Tests.Lowering;

[TestClass]
public sealed class FullyConnectedLoweringTests
{
    private static readonly FullyConnectedOptions Plain = new(FusedActivation.None, false, false);

    // Expected values: the product of the first two scales as float, then as double, in another language.
    [TestMethod]
    [DataRow(0.024558497592806816f, 0.05487869307398796f, 0.08029147982597351f, 1153495542, 1153495584, -5)]
    [DataRow(0.06078808382153511f, 0.06294631212949753f, 0.022450482472777367f, 1464039895, 1464039934, -2)]
    [DataRow(0.002303631277754903f, 0.08390943706035614f, 0.059277262538671494f, 1792691151, 1792691113, -8)]
    public void Scale_is_a_float_product_per_tensor_and_a_double_one_per_channel(
        float input, float filter, float output, int perTensor, int perChannel, int shift)
    {
        Assert.AreEqual((perTensor, shift), Factor(input, [filter], output));
        Assert.AreEqual((perChannel, shift), Factor(input, [filter, filter], output));
    }

    [TestMethod]
    [DataRow(new[] { 2, 6 }, new[] { 2, 3 }, 2)]
    [DataRow(new[] { 12 }, new[] { 2, 3 }, 2)]
    [DataRow(new[] { 1, 2, 3, 2 }, new[] { 2, 3 }, 2)]
    [DataRow(new[] { 2, 2, 6 }, new[] { 2, 2, 3 }, 4)]
    [DataRow(new[] { 6 }, new[] { 3 }, 1)]
    public void Input_is_flattened_to_batches(int[] input, int[] output, int batches)
    {
        var graph = new GraphMaker();
        graph.Node("FULLY_CONNECTED", Plain, [graph.Input("x", input), Constant("w", [3, 6], new sbyte[18]), null], Int8("y", output));

        var op = (FullyConnectedOp)graph.Lower().Ops.Single();

        Assert.AreEqual((batches, 6, 3), (op.Batches, op.InputDepth, op.OutputDepth));
        Assert.AreEqual((3, batches * 6), (op.Units, op.MacsPerUnit));
    }

    [TestMethod]
    public void Input_that_does_not_fill_rows_is_refused()
    {
        StringAssert.Contains(Refused([1, 7], Constant("w", [3, 6], new sbyte[18]), null).Why, "7 elements, 6 are expected");
    }

    [TestMethod]
    public void Filter_with_a_zero_point_is_refused()
    {
        var problem = Refused([1, 6], Constant("w", [3, 6], new sbyte[18], 1, 5), null);

        Assert.AreEqual("w", problem.Tensor);
        StringAssert.Contains(problem.Why, "zero point is 5");
    }

    [TestMethod]
    public void Filter_that_is_computed_is_refused()
    {
        StringAssert.Contains(Refused([1, 6], Int8("w", [3, 6]), null).Why, "only a constant is supported");
    }

    [TestMethod]
    public void Filter_of_uint8_is_refused()
    {
        var filter = Constant("w", [3, 6], new sbyte[18]);
        filter.Type = TensorType.UInt8;

        var problem = Refused([1, 6], filter, null);

        Assert.AreEqual(
            "op #0 FULLY_CONNECTED (tensor 'w'): type UINT8 is not supported (INT8 is); "
            + "re-export the network with full-integer int8 quantization",
            problem.ToString());
    }

    [TestMethod]
    public void Bias_of_int64_is_refused()
    {
        var bias = new GraphTensor { Name = "b", Type = TensorType.Int64, Shape = [3], Constant = new byte[24] };

        var problem = Refused([1, 6], Constant("w", [3, 6], new sbyte[18]), bias);

        StringAssert.Contains(problem.Why, "bias type INT64 is not supported (INT32 is)");
    }

    [TestMethod]
    public void Bias_of_another_scale_is_refused()
    {
        var bias = Integers("b", 1, 2, 3);
        bias.Quantization = new([0.5f], [0], 0);

        StringAssert.Contains(Refused([1, 6], Constant("w", [3, 6], new sbyte[18]), bias).Why, "bias's scale 0.5");
    }

    [TestMethod]
    public void Shuffled_weights_are_refused()
    {
        var graph = new GraphMaker();
        var options = Plain with { ShuffledWeights = true };
        graph.Node("FULLY_CONNECTED", options, [graph.Input("x", [1, 6]), Constant("w", [3, 6], new sbyte[18]), null], Int8("y", [1, 3]));

        StringAssert.Contains(graph.Problems().Single().Why, "shuffled");
    }

    private static ConversionProblem Refused(int[] input, GraphTensor filter, GraphTensor? bias)
    {
        var graph = new GraphMaker();
        graph.Node("FULLY_CONNECTED", Plain, [graph.Input("x", input), filter, bias], Int8("y", [1, 3]));
        return graph.Problems().Single();
    }

    private static (int Multiplier, int Shift) Factor(float input, float[] filter, float output)
    {
        var graph = new GraphMaker();
        var weights = Constant("w", [filter.Length, 1], new sbyte[filter.Length]);
        weights.Quantization = new(filter, new long[filter.Length], 0);
        var y = Int8("y", [1, filter.Length], output);
        graph.Node("FULLY_CONNECTED", Plain, [graph.Input("x", [1, 1], input), weights, null], y);
        var op = (FullyConnectedOp)graph.Lower().Ops.Single();
        return (op.Requantization.Multiplier, op.Requantization.Shift);
    }
}
