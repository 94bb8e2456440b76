using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Graph;
using static TinyInfer.Compiler.Tests.Passes.GraphSketch;

namespace TinyInfer.Compiler.Tests.Passes;

[TestClass]
public class ShapeFoldingTests
{
    private static readonly StridedSliceOptions s_first = new(0, 0, 0, 0, ShrinkAxisMask: 1, false);

    [TestMethod]
    public void Flatten_of_an_open_batch_leaves_one_reshape()
    {
        // What Keras writes for Flatten: [SHAPE(x)[0], 60] as the shape of a RESHAPE.
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input", shape: [1, 3, 4, 5]));
        var shape = sketch.Op("SHAPE", null, Shape("shape", 4), input);
        var batch = sketch.Op("STRIDED_SLICE", s_first, Shape("batch"), shape, Integers("begin", 0), Integers("end", 1), Integers("stride", 1));
        var target = sketch.Op("PACK", new PackOptions(2, 0), Shape("target", 2), batch, Scalar32("features", 60));
        var output = sketch.Op("RESHAPE", null, Int8("output", shape: [1, 60]), input, target);

        var graph = sketch.Passed(output);

        var reshape = graph.Nodes.Single();
        Assert.AreEqual("RESHAPE", reshape.Op);
        CollectionAssert.AreEqual(new long[] { 1, 60 }, reshape.Inputs[1].Integers());
        CollectionAssert.AreEqual(new[] { 0, 1, 2 }, graph.Vanished.Select(node => node.Index).ToArray());
        Assert.IsEmpty(graph.Problems);
    }

    [TestMethod]
    public void Dense_on_three_dimensions_folds_gather_product_and_concatenation()
    {
        // What Keras writes for a Dense layer behind more than two dimensions.
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input", shape: [1, 6, 7]));
        var shape = sketch.Op("SHAPE", null, Shape("shape", 3), input);
        var free = sketch.Op("GATHER", new GatherOptions(0, 0), Shape("free", 2), shape, Integers("free axes", 0, 1));
        var rows = sketch.Op("REDUCE_PROD", new ReducerOptions(false), Shape("rows"), free, Integers("axis", 0));
        var flat = sketch.Op("PACK", new PackOptions(2, 0), Shape("flat", 2), rows, Scalar32("columns", 7));
        var restored = sketch.Op("CONCATENATION", new ConcatenationOptions(0, FusedActivation.None), Shape("restored", 3), free, Integers("units", 7));
        var matrix = sketch.Op("RESHAPE", null, Int8("matrix", shape: [6, 7]), input, flat);
        var output = sketch.Op("RESHAPE", null, Int8("output", shape: [1, 6, 7]), matrix, restored);

        var graph = sketch.Passed(output);

        Assert.HasCount(2, graph.Nodes);
        CollectionAssert.AreEqual(new long[] { 6, 7 }, graph.Nodes[0].Inputs[1].Integers());
        CollectionAssert.AreEqual(new long[] { 1, 6, 7 }, graph.Nodes[1].Inputs[1].Integers());
    }

    [TestMethod]
    [DataRow("ADD", 3, 4, 7)]
    [DataRow("SUB", 3, 4, -1)]
    [DataRow("MUL", 3, 4, 12)]
    public void Arithmetic_on_constants_is_computed(string op, int a, int b, int expected)
    {
        var sketch = new GraphSketch();
        var result = sketch.Op(op, new BinaryOptions(FusedActivation.None), Shape("result", 2), Integers("a", a, a), Integers("b", b));

        CollectionAssert.AreEqual(new long[] { expected, expected }, FoldedInReshape(sketch, result));
    }

    [TestMethod]
    public void Cast_from_int64_is_computed()
    {
        var wide = Tensor("wide", TensorType.Int64, shape: [2]);
        wide.Constant = [2, 0, 0, 0, 0, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        var sketch = new GraphSketch();
        var result = sketch.Op("CAST", null, Shape("narrow", 2), wide);

        CollectionAssert.AreEqual(new long[] { 2, -2 }, FoldedInReshape(sketch, result));
    }

    [TestMethod]
    [DataRow(1, 4, 1, 0, 0, new long[] { 11, 12, 13 })]
    [DataRow(-2, 99, 1, 0, 0, new long[] { 13, 14 })]
    [DataRow(0, 99, 2, 0, 0, new long[] { 10, 12, 14 })]
    [DataRow(3, 0, -1, 0, 0, new long[] { 13, 12, 11 })]
    [DataRow(3, 4, 1, 1, 0, new long[] { 10, 11, 12, 13 })]
    [DataRow(3, 4, 1, 0, 1, new long[] { 13, 14 })]
    [DataRow(0, 0, -2, 1, 1, new long[] { 14, 12, 10 })]
    public void Slices_of_a_vector_follow_begin_end_stride_and_masks(int begin, int end, int stride, int beginMask, int endMask, long[] expected)
    {
        var sketch = new GraphSketch();
        var result = sketch.Op(
            "STRIDED_SLICE", new StridedSliceOptions(beginMask, endMask, 0, 0, 0, false), Shape("slice", expected.Length),
            Integers("vector", 10, 11, 12, 13, 14), Integers("begin", begin), Integers("end", end), Integers("stride", stride));

        CollectionAssert.AreEqual(expected, FoldedInReshape(sketch, result));
    }

    [TestMethod]
    public void Reshape_of_a_constant_keeps_its_bytes()
    {
        var weights = Int8("weights", shape: [2, 2]);
        weights.Constant = [1, 2, 3, 4];
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input"));
        var reshaped = sketch.Op("RESHAPE", null, Int8("reshaped", shape: [1, 4]), weights, Integers("shape", 1, 4));
        var output = sketch.Op("ADD", new BinaryOptions(FusedActivation.None), Int8("output"), input, reshaped);

        var graph = sketch.Passed(output);

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4 }, graph.Nodes.Single().Inputs[1]!.Constant);
    }

    [TestMethod]
    public void Shape_that_is_an_output_of_the_network_stays()
    {
        var sketch = new GraphSketch();
        var output = sketch.Op("SHAPE", null, Shape("shape", 2), sketch.Input(Int8("input")));

        Assert.AreEqual("SHAPE", sketch.Passed(output).Nodes.Single().Op);
    }

    [TestMethod]
    public void Result_that_contradicts_the_declared_shape_is_not_folded()
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input", shape: [1, 3, 4, 5]));
        var shape = sketch.Op("SHAPE", null, Shape("shape", 3), input);
        var output = sketch.Op("RESHAPE", null, Int8("output", shape: [1, 60]), input, shape);

        Assert.HasCount(2, sketch.Passed(output).Nodes);
    }

    private static GraphTensor Scalar32(string name, int value)
    {
        var tensor = Integers(name, value);
        tensor.Shape = [];
        return tensor;
    }

    private static long[] FoldedInReshape(GraphSketch sketch, GraphTensor shape)
    {
        var output = sketch.Op("RESHAPE", null, Int8("output"), sketch.Input(Int8("input")), shape);
        var reshape = sketch.Passed(output).Nodes.Single();
        return reshape.Inputs[1].Integers()!;
    }
}
