using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Graph;
using static TinyInfer.Compiler.Tests.Passes.GraphSketch;

namespace TinyInfer.Compiler.Tests.Passes;

[TestClass]
public class EdgePeelingTests
{
    private static readonly BinaryOptions s_plain = new(FusedActivation.None);

    [TestMethod]
    public void Float_edges_become_int8_with_the_names_the_app_knows()
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Tensor("image", TensorType.Float32));
        var inner = sketch.Op("QUANTIZE", null, Int8("tfl.quantize", 0.25f, 3), input);
        var body = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("body", 1f / 256, -128), inner);
        var output = sketch.Op("DEQUANTIZE", null, Tensor("scores", TensorType.Float32), body);

        var graph = sketch.Passed(output);

        Assert.AreEqual("SOFTMAX", graph.Nodes.Single().Op);
        Assert.AreSame(inner, graph.Inputs.Single());
        Assert.AreSame(body, graph.Outputs.Single());
        Assert.AreEqual("image", graph.Inputs[0].Name);
        Assert.AreEqual("scores", graph.Outputs[0].Name);
        Assert.AreEqual(3, graph.Inputs[0].Quantization!.ZeroPoint);
        Assert.AreEqual(TensorType.Float32, graph.AppTypes[inner]);
        Assert.AreEqual(TensorType.Float32, graph.AppTypes[body]);
        CollectionAssert.AreEquivalent(new[] { 0, 2 }, graph.Vanished.Select(node => node.Index).ToArray());
        Assert.HasCount(3, graph.SourceOps);
    }

    [TestMethod]
    public void Two_float_inputs_are_both_peeled_in_their_order()
    {
        var sketch = new GraphSketch();
        var (left, right) = (sketch.Input(Tensor("left", TensorType.Float32)), sketch.Input(Tensor("right", TensorType.Float32)));
        var quantizedRight = sketch.Op("QUANTIZE", null, Int8("b"), right);
        var quantizedLeft = sketch.Op("QUANTIZE", null, Int8("a"), left);
        var sum = sketch.Op("ADD", s_plain, Int8("sum"), quantizedLeft, quantizedRight);

        var graph = sketch.Passed(sum);

        CollectionAssert.AreEqual(new[] { "left", "right" }, graph.Inputs.Select(tensor => tensor.Name).ToArray());
        CollectionAssert.AreEqual(new[] { quantizedLeft, quantizedRight }, graph.Inputs);
        Assert.AreEqual("ADD", graph.Nodes.Single().Op);
        Assert.IsFalse(graph.AppTypes.ContainsKey(sum));
    }

    [TestMethod]
    public void Two_float_outputs_are_both_peeled()
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input"));
        var first = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("a"), input);
        var second = sketch.Op("SOFTMAX", new SoftmaxOptions(2), Int8("b"), input);
        var x = sketch.Op("DEQUANTIZE", null, Tensor("x", TensorType.Float32), first);
        var y = sketch.Op("DEQUANTIZE", null, Tensor("y", TensorType.Float32), second);

        var graph = sketch.Passed(y, x);

        CollectionAssert.AreEqual(new[] { second, first }, graph.Outputs);
        Assert.IsTrue(graph.Nodes.All(node => node.Op == "SOFTMAX"));
    }

    [TestMethod]
    public void UInt8_edges_of_the_same_reals_become_int8_without_an_op()
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Tensor("image", TensorType.UInt8, 0.25f, 131));
        var inner = sketch.Op("QUANTIZE", null, Int8("inner", 0.25f, 3), input);
        var body = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("body", 1f / 256, -128), inner);
        var output = sketch.Op("QUANTIZE", null, Tensor("scores", TensorType.UInt8, 1f / 256), body);

        var graph = sketch.Passed(output);

        Assert.AreEqual("SOFTMAX", graph.Nodes.Single().Op);
        Assert.AreSame(input, graph.Nodes[0].Inputs[0]);
        Assert.AreEqual((TensorType.Int8, 3, "image"), (graph.Inputs[0].Type, graph.Inputs[0].Quantization!.ZeroPoint, graph.Inputs[0].Name));
        Assert.AreEqual((TensorType.Int8, -128, "scores"), (graph.Outputs[0].Type, graph.Outputs[0].Quantization!.ZeroPoint, graph.Outputs[0].Name));
        Assert.AreEqual(TensorType.UInt8, graph.AppTypes[graph.Inputs[0]]);
        Assert.AreEqual(TensorType.UInt8, graph.AppTypes[graph.Outputs[0]]);
        CollectionAssert.AreEquivalent(new[] { 0, 2 }, graph.Vanished.Select(node => node.Index).ToArray());
    }

    [TestMethod]
    public void UInt8_input_of_another_scale_becomes_a_table()
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Tensor("image", TensorType.UInt8, 0.5f, 128));
        var inner = sketch.Op("QUANTIZE", null, Int8("inner", 1f, 10), input);
        var body = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("body"), inner);

        var graph = sketch.Passed(body);

        // The app's byte 140 is 12 above its zero point, 6.0, and so 6 above the int8 zero point; it lies there as 12.
        var table = ((LookupOptions)graph.Nodes[0].Options!).Table;
        Assert.AreEqual(16, table[12 + 128]);
        Assert.AreEqual(TensorType.UInt8, graph.AppTypes[graph.Inputs[0]]);
    }

    [TestMethod]
    public void Dequantize_in_the_middle_stays()
    {
        var sketch = new GraphSketch();
        var real = sketch.Op("DEQUANTIZE", null, Tensor("real", TensorType.Float32), sketch.Input(Int8("input")));
        var output = sketch.Op("EXP", null, Tensor("output", TensorType.Float32), real);

        var graph = sketch.Passed(output);

        CollectionAssert.AreEqual(new[] { "DEQUANTIZE", "EXP" }, graph.Nodes.Select(node => node.Op).ToArray());
        Assert.IsEmpty(graph.AppTypes);
    }

    [TestMethod]
    public void Float_input_that_others_read_too_stays()
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Tensor("input", TensorType.Float32));
        var inner = sketch.Op("QUANTIZE", null, Int8("inner"), input);
        var other = sketch.Op("EXP", null, Tensor("other", TensorType.Float32), input);

        var graph = sketch.Passed(inner, other);

        Assert.AreSame(input, graph.Inputs.Single());
        Assert.HasCount(2, graph.Nodes);
    }

    [TestMethod]
    public void UInt8_input_of_a_uint8_body_stays()
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Tensor("input", TensorType.UInt8, 0.5f, 128));
        var output = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Tensor("output", TensorType.UInt8, 1f / 256), input);

        var graph = sketch.Passed(output);

        Assert.AreEqual(TensorType.UInt8, graph.Inputs[0].Type);
        Assert.AreEqual(TensorType.UInt8, graph.Outputs[0].Type);
        Assert.IsEmpty(graph.AppTypes);
    }

    [TestMethod]
    public void Float_and_int8_views_of_one_tensor_are_not_peeled()
    {
        var sketch = new GraphSketch();
        var body = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("body"), sketch.Input(Int8("input")));
        var real = sketch.Op("DEQUANTIZE", null, Tensor("real", TensorType.Float32), body);

        var graph = sketch.Passed(body, real);

        CollectionAssert.AreEqual(new[] { body, real }, graph.Outputs);
        Assert.AreEqual("DEQUANTIZE", graph.Nodes[1].Op);
        Assert.AreEqual("body", body.Name);
    }

    [TestMethod]
    public void Float_output_listed_twice_is_not_peeled()
    {
        var sketch = new GraphSketch();
        var body = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("body"), sketch.Input(Int8("input")));
        var real = sketch.Op("DEQUANTIZE", null, Tensor("real", TensorType.Float32), body);

        var graph = sketch.Passed(real, real);

        CollectionAssert.AreEqual(new[] { real, real }, graph.Outputs);
        Assert.HasCount(2, graph.Nodes);
    }
}
