using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using static TinyInfer.Compiler.Tests.Passes.GraphSketch;

namespace TinyInfer.Compiler.Tests.Passes;

[TestClass]
public class PassPipelineTests
{
    [TestMethod]
    public void Problems_of_passes_and_lowering_are_listed_at_once()
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input"));
        var logistic = sketch.Op("LOGISTIC", null, Int8("logistic", 0.01f, 0), input);
        var unknown = sketch.Op("GELU", null, Int8("gelu"), logistic);
        var relu = sketch.Op("RELU", null, Tensor("relu", TensorType.Int16, 0.5f), unknown);
        var tanh = sketch.Op("TANH", null, Int8("tanh", 1f / 128, 1), relu);
        var graph = sketch.Passed(tanh);

        var refusal = Assert.ThrowsExactly<UnsupportedModelException>(() => Lowerer.Lower(graph));

        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3 }, refusal.Problems.Select(problem => problem.Op).ToArray());
        StringAssert.Contains(refusal.Problems[0].ToString(), "op #0 LOGISTIC (tensor 'logistic'): scale 0.01 and zero point 0 are not supported here (1/256 and -128 are)");
        StringAssert.Contains(refusal.Problems[1].ToString(), "op #1 GELU (tensor 'gelu'): this op is not supported");
        StringAssert.Contains(refusal.Problems[2].ToString(), "op #2 RELU (tensor 'relu'): type INT16 is not supported (INT8 is)");
        StringAssert.Contains(refusal.Problems[3].ToString(), "op #3 TANH (tensor 'relu'): type INT16 is not supported (INT8 is)");
    }

    [TestMethod]
    public void Lookup_of_a_tensor_with_several_scales_is_a_problem()
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input"));
        input.Quantization = new Quantization([1, 2, 3, 4], [0, 0, 0, 0], 1);

        var problem = sketch.Passed(sketch.Op("RELU", null, Int8("output"), input)).Problems.Single();

        StringAssert.Contains(problem.Why, "it has 4 scales, one is supported here");
    }

    [TestMethod]
    public void Lookup_of_contradicting_shapes_is_a_problem()
    {
        var sketch = new GraphSketch();
        var output = sketch.Op("RELU", null, Int8("output", shape: [1, 5]), sketch.Input(Int8("input")));

        StringAssert.Contains(sketch.Passed(output).Problems.Single().Why, "shape [1, 5] has 5 elements, 4 are expected");
    }

    [TestMethod]
    public void Op_whose_result_nobody_reads_vanishes_with_what_only_it_reads()
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input"));
        var output = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("output"), input);
        var dead = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("dead"), input);
        sketch.Op("MEAN", new ReducerOptions(true), Int8("dead too"), dead, Integers("axes", 1));

        var graph = sketch.Passed(output);

        Assert.AreEqual(0, graph.Nodes.Single().Index);
        CollectionAssert.AreEquivalent(new[] { 1, 2 }, graph.Vanished.Select(node => node.Index).ToArray());
    }

    [TestMethod]
    public void Unknown_op_whose_result_nobody_reads_stays_to_be_refused()
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input"));
        var output = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("output"), input);
        sketch.Op("ASSIGN_VARIABLE", null, Int8("handle"), input);

        Assert.HasCount(2, sketch.Passed(output).Nodes);
    }
}
