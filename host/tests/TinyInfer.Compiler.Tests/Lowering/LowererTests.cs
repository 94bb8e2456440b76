using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using static TinyInfer.Compiler.Tests.Lowering.GraphMaker;

namespace TinyInfer.Compiler.Tests.Lowering;

[TestClass]
public sealed class LowererTests
{
    private static readonly LookupOptions Table = new(new sbyte[256]);

    [TestMethod]
    public void Lower_all_problems_of_a_model_are_listed_at_once()
    {
        var graph = new GraphMaker();
        var x = graph.Input("x", [1, 4]);
        var (a, b, c, d) = (Int8("a", [1, 4]), Int8("b", [1, 4]), Int8("c", [1, 4]), Int8("d", [1, 3]));
        graph.Node("CUMSUM", null, [x], a);
        graph.Node("LOOKUP", Table, [a], b);
        b.Type = TensorType.Int16;
        graph.Node("RELU", null, [b], c);
        graph.Node("RESHAPE", null, [c], d);
        var network = graph.Graph();
        network.Outputs.Add(d);
        network.Problems.Add(new(2, "RELU", "b", "found by a pass", "remedy"));

        var problems = Assert.ThrowsExactly<UnsupportedModelException>(() => Lowerer.Lower(network)).Problems;

        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3 }, problems.Select(problem => problem.Op).ToArray());
        CollectionAssert.AreEqual(new[] { "CUMSUM", "LOOKUP", "RELU", "RESHAPE" }, problems.Select(problem => problem.OpName).ToArray());
        Assert.AreEqual("this op is not supported", problems[0].Why);
        Assert.AreEqual("b", problems[1].Tensor);
        Assert.AreEqual("found by a pass", problems[2].Why);
        StringAssert.Contains(problems[3].Why, "[1, 3] has 3 elements, 4 are expected");
        Assert.IsTrue(problems.All(problem => problem.Remedy.Length > 0));
    }

    [TestMethod]
    public void Lower_edges_of_other_types_are_refused()
    {
        var graph = new GraphMaker();
        var x = graph.Input("x", [4]);
        x.Type = TensorType.Float32;
        graph.Outputs.Add(x);

        var problems = graph.Problems();

        CollectionAssert.AreEqual(new[] { "x", "x" }, problems.Select(problem => problem.Tensor).ToArray());
        StringAssert.Contains(problems[0].ToString(), "model (tensor 'x'): input type FLOAT32 is not supported");
    }

    [TestMethod]
    public void Lower_input_with_seven_dimensions_is_refused()
    {
        var graph = new GraphMaker();
        graph.Node("RESHAPE", null, [graph.Input("x", [1, 1, 1, 1, 1, 1, 4])], Int8("y", [4]));

        StringAssert.Contains(graph.Problems().Single().Why, "7 dimensions");
    }

    [TestMethod]
    public void Lower_output_that_nothing_computes_is_refused()
    {
        var graph = new GraphMaker();
        graph.Input("x", [4]);
        graph.Outputs.Add(Int8("ghost", [4]));

        StringAssert.Contains(graph.Problems().Single().Why, "no op computes it");
    }

    [TestMethod]
    [DataRow(new[] { 0f }, new[] { 0L }, "its scale is 0")]
    [DataRow(new[] { 1f }, new[] { 200L }, "its zero point is 200")]
    [DataRow(new[] { 1f, 2f }, new[] { 0L, 0L }, "it has 2 scales")]
    public void Lower_edge_of_unusable_quantization_is_refused(float[] scales, long[] zeroPoints, string why)
    {
        var graph = new GraphMaker();
        var x = graph.Input("x", [2]);
        x.Quantization = new(scales, zeroPoints, 0);
        graph.Outputs.Add(GraphMaker.Constant("c", [1], [1]));

        StringAssert.Contains(graph.Problems().Single().Why, why);
    }

    [TestMethod]
    public void Lower_edge_without_quantization_is_plain_numbers()
    {
        var graph = new GraphMaker();
        var x = graph.Input("x", [2]);
        x.Quantization = null;
        graph.Outputs.Add(x);

        var quantization = graph.Lower().Inputs[0].Quantization!;

        Assert.AreEqual((1f, 0), (quantization.Scale, quantization.ZeroPoint));
    }

    [TestMethod]
    public void Lower_input_twice_is_refused()
    {
        var graph = new GraphMaker();
        var x = graph.Input("x", [2]);
        graph.Inputs.Add(x);
        graph.Outputs.Add(x);

        StringAssert.Contains(graph.Problems().Single().Why, "an input twice");
    }

    [TestMethod]
    public void Lower_input_that_is_the_output_has_no_ops()
    {
        var graph = new GraphMaker();
        graph.Outputs.Add(graph.Input("x", [4]));

        var program = graph.Lower();

        Assert.IsEmpty(program.Ops);
        Assert.AreSame(program.Inputs[0].Tensor, program.Outputs[0].Tensor);
    }

    [TestMethod]
    public void Lower_reshaped_input_that_is_the_output_has_no_ops()
    {
        var graph = new GraphMaker();
        graph.Node("RESHAPE", null, [graph.Input("x", [4])], Int8("y", [2, 2]));

        var program = graph.Lower();

        Assert.IsEmpty(program.Ops);
        Assert.AreSame(program.Inputs[0].Tensor, program.Outputs[0].Tensor);
        CollectionAssert.AreEqual(new[] { 2, 2 }, program.Outputs[0].Shape.ToArray());
    }

    [TestMethod]
    public void Lower_constant_that_is_an_output_is_loaded_once()
    {
        var graph = new GraphMaker();
        graph.Input("x", [1]);
        var constant = Constant("c", [2], [1, 2]);
        graph.Outputs.AddRange([constant, constant]);

        var program = graph.Lower();

        CollectionAssert.AreEqual(new byte[] { 1, 2 }, ((LoadConstantOp)program.Ops.Single()).Data.Bytes);
        Assert.AreSame(program.Outputs[0].Tensor, program.Outputs[1].Tensor);
    }

    [TestMethod]
    public void Lower_reshaped_constant_is_loaded()
    {
        var graph = new GraphMaker();
        graph.Input("x", [1]);
        graph.Node("RESHAPE", null, [Constant("c", [2], [1, 2])], Int8("y", [2, 1]));

        var program = graph.Lower();

        Assert.AreSame(program.Ops.Single().Output, program.Outputs[0].Tensor);
    }

    [TestMethod]
    public void Lower_output_that_is_read_again_is_one_tensor()
    {
        var graph = new GraphMaker();
        var (a, b) = (Int8("a", [4]), Int8("b", [4]));
        graph.Node("LOOKUP", Table, [graph.Input("x", [4])], a);
        graph.Node("LOOKUP", Table, [a], b);
        graph.Outputs.AddRange([a, b]);

        var program = graph.Lower();

        Assert.AreSame(program.Outputs[0].Tensor, program.Ops[1].Inputs[0]);
    }

    [TestMethod]
    public void Lower_peeled_edges_keep_what_the_app_sees()
    {
        var graph = new GraphMaker();
        var (x, y) = (graph.Input("x", [4], 0.5f, 3), Int8("y", [4], 0.25f, -4));
        graph.Node("LOOKUP", Table, [x], y);
        graph.Outputs.Add(y);
        var network = graph.Graph();
        network.AppTypes[x] = TensorType.Float32;
        network.AppTypes[y] = TensorType.UInt8;

        var program = Lowerer.Lower(network);

        Assert.AreEqual((ElementType.Int8, ElementType.Float32), (program.Inputs[0].ArenaType, program.Inputs[0].AppType));
        Assert.AreEqual((ElementType.Int8, ElementType.UInt8), (program.Outputs[0].ArenaType, program.Outputs[0].AppType));
        Assert.AreEqual(0.5f, program.Inputs[0].Quantization!.Scale);
        Assert.IsNull(program.DebugOutputs.Single().Tensor, "int8 in the arena is not the uint8 of the source");
    }

    [TestMethod]
    public void Lower_debug_outputs_are_the_source_ops()
    {
        var graph = new GraphMaker();
        var (a, b, gone) = (Int8("a", [4]), Int8("b", [2, 2]), Int8("gone", [4]));
        graph.Node("LOOKUP", Table, [graph.Input("x", [4])], a);
        graph.Node("RESHAPE", null, [a], b);
        graph.Outputs.Add(b);
        var network = new NetworkGraph
        {
            Name = "test",
            Nodes = graph.Graph().Nodes,
            Inputs = graph.Inputs,
            Outputs = graph.Outputs,
            SourceOps = [new(0, "LOGISTIC", [gone]), new(1, "TANH", [a]), new(2, "RESHAPE", [b])],
        };

        var program = Lowerer.Lower(network);

        CollectionAssert.AreEqual(
            new[] { new DebugOutput(0, "LOGISTIC gone", null), new(1, "TANH a", program.Ops[0].Output), new(2, "RESHAPE b", null) },
            program.DebugOutputs);
    }

    [TestMethod]
    public void Lower_too_many_multiply_accumulates_are_refused()
    {
        var graph = new GraphMaker();
        var y = Int8("y", [1, 60_000, 1, 200]);
        var filter = Constant("w", [200, 1, 1, 200], new sbyte[40_000]);
        var options = new Conv2DOptions(Padding.Same, 1, 1, 1, 1, FusedActivation.None);
        graph.Node("CONV_2D", options, [graph.Input("x", [1, 60_000, 1, 200]), filter, null], y);

        StringAssert.Contains(graph.Problems().Single().Why, "multiply-accumulates 2400000000 is too large");
    }
}
