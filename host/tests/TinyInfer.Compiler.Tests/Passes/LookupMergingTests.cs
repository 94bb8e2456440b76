using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Graph;
using static TinyInfer.Compiler.Tests.Passes.GraphSketch;

namespace TinyInfer.Compiler.Tests.Passes;

[TestClass]
public class LookupMergingTests
{
    [TestMethod]
    public void Tables_in_a_row_become_one_that_names_all_ops()
    {
        // x -> max(x, 0) -> x / 2 -> min(x, 6): all exact at these scales.
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input", 1, 0));
        var relu = sketch.Op("RELU", null, Int8("relu", 1, 0), input);
        var halved = sketch.Op("QUANTIZE", null, Int8("halved", 2, -10), relu);
        var output = sketch.Op("RELU6", null, Int8("output", 2, -10), halved);

        var graph = sketch.Passed(output);

        var lookup = graph.Nodes.Single();
        Assert.AreEqual(("LOOKUP", 2), (lookup.Op, lookup.Index));
        CollectionAssert.AreEqual(new[] { 0, 1 }, lookup.Absorbed.Select(node => node.Index).ToArray());
        Assert.AreSame(input, lookup.Inputs.Single());
        Assert.AreSame(output, lookup.Outputs.Single());
        var table = ((LookupOptions)lookup.Options!).Table;
        Assert.AreEqual(-10, table[-50 + 128]);
        Assert.AreEqual(-8, table[4 + 128]);
        Assert.AreEqual(-7, table[100 + 128]);
        CollectionAssert.AreEqual(new[] { relu, halved, output }, graph.SourceOps.Select(op => op.Outputs.Single()).ToArray());
    }

    [TestMethod]
    public void Table_whose_result_others_read_is_not_merged()
    {
        var sketch = new GraphSketch();
        var relu = sketch.Op("RELU", null, Int8("relu", 1, 0), sketch.Input(Int8("input", 1, 0)));
        var halved = sketch.Op("QUANTIZE", null, Int8("halved", 2, 0), relu);
        var softmax = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("softmax"), relu);

        Assert.HasCount(3, sketch.Passed(halved, softmax).Nodes);
    }

    [TestMethod]
    public void Table_whose_result_is_an_output_is_not_merged()
    {
        var sketch = new GraphSketch();
        var relu = sketch.Op("RELU", null, Int8("relu", 1, 0), sketch.Input(Int8("input", 1, 0)));
        var halved = sketch.Op("QUANTIZE", null, Int8("halved", 2, 0), relu);

        Assert.HasCount(2, sketch.Passed(relu, halved).Nodes);
    }

    [TestMethod]
    public void Identity_between_ops_vanishes()
    {
        // All values of zero point -128 are positive.
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input"));
        var softmax = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("softmax", 0.5f, -128), input);
        var relu = sketch.Op("RELU", null, Int8("relu", 0.5f, -128), softmax);
        var output = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("output"), relu);

        var graph = sketch.Passed(output);

        Assert.HasCount(2, graph.Nodes);
        Assert.AreSame(softmax, graph.Nodes[1].Inputs[0]);
        Assert.AreEqual(1, graph.Vanished.Single().Index);
    }

    [TestMethod]
    public void Identity_at_the_end_leaves_its_input_as_the_output()
    {
        var sketch = new GraphSketch();
        var softmax = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("softmax", 0.5f, -128), sketch.Input(Int8("input")));
        var relu = sketch.Op("RELU", null, Int8("relu", 0.5f, -128), softmax);

        var graph = sketch.Passed(relu);

        Assert.AreSame(softmax, graph.Outputs.Single());
        Assert.AreEqual("relu", softmax.Name);
        Assert.HasCount(1, graph.Nodes);
    }

    [TestMethod]
    public void Identity_of_all_ops_merged_into_it_vanishes_with_them()
    {
        var sketch = new GraphSketch();
        var softmax = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("softmax", 0.5f, -128), sketch.Input(Int8("input")));
        var shifted = sketch.Op("QUANTIZE", null, Int8("copy", 0.5f, -128), softmax);
        var relu = sketch.Op("RELU", null, Int8("relu", 0.5f, -128), shifted);

        var graph = sketch.Passed(relu);

        Assert.HasCount(1, graph.Nodes);
        CollectionAssert.AreEqual(new[] { 1, 2 }, graph.Vanished.Select(node => node.Index).ToArray());
    }

    [TestMethod]
    public void Identity_to_another_scale_stays()
    {
        // The integers are equal, but what reads them reckons with the other scale.
        var sketch = new GraphSketch();
        var quantized = sketch.Op("QUANTIZE", null, Int8("quantized", 0.50001f, 0), sketch.Input(Int8("input", 0.5f, 0)));
        var output = sketch.Op("SOFTMAX", new SoftmaxOptions(1), Int8("output"), quantized);

        Assert.HasCount(2, sketch.Passed(output).Nodes);
    }

    [TestMethod]
    public void Identity_from_input_to_output_stays()
    {
        var sketch = new GraphSketch();
        var output = sketch.Op("RELU", null, Int8("output", 0.5f, -128), sketch.Input(Int8("input", 0.5f, -128)));

        var graph = sketch.Passed(output);

        Assert.AreSame(output, graph.Outputs.Single());
        Assert.AreEqual("LOOKUP", graph.Nodes.Single().Op);
    }
}
