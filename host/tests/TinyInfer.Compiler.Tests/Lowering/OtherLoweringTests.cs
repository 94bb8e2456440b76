using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using static TinyInfer.Compiler.Tests.Lowering.GraphMaker;

namespace TinyInfer.Compiler.Tests.Lowering;

/// <summary>Pools, SOFTMAX, MEAN, ARG_MAX, RESIZE_NEAREST_NEIGHBOR and LOOKUP.</summary>
[TestClass]
public sealed class OtherLoweringTests
{
    [TestMethod]
    public void Pool_window_and_clamp_are_placed()
    {
        var graph = new GraphMaker();
        var options = new Pool2DOptions(Padding.Same, 2, 1, 3, 2, FusedActivation.Relu);
        graph.Node("MAX_POOL_2D", options, [graph.Input("x", [2, 5, 4, 3], 1, -7)], Int8("y", [2, 3, 4, 3], 1, -7));

        var pool = (PoolOp)graph.Lower().Ops.Single();

        Assert.AreEqual(OpCode.MaxPool2D, pool.Code);
        Assert.AreEqual(new Window(5, 3, 3, 2, 1, 1), pool.Rows);
        Assert.AreEqual(new Window(4, 4, 2, 1, 1, 0), pool.Columns);
        Assert.AreEqual((-7, 127, 6), (pool.ActivationMin, pool.ActivationMax, pool.Units));
    }

    [TestMethod]
    public void Pool_that_would_rescale_is_refused()
    {
        var graph = new GraphMaker();
        var options = new Pool2DOptions(Padding.Valid, 1, 1, 1, 1, FusedActivation.None);
        graph.Node("AVERAGE_POOL_2D", options, [graph.Input("x", [1, 1, 1, 1], 1)], Int8("y", [1, 1, 1, 1], 2));

        StringAssert.Contains(graph.Problems().Single().Why, "pooling cannot rescale");
    }

    // Expected values: the reference's formulas in another language.
    [TestMethod]
    [DataRow(1f, 0.1f, 1717986944, 23, -248)]
    [DataRow(0.5f, 0.0235f, 1614907648, 20, -1984)]
    [DataRow(1f, 40f, int.MaxValue, 31, 0)]
    public void Softmax_scale_becomes_multiplier_and_limit(float beta, float scale, int multiplier, int shift, int diffMin)
    {
        var graph = new GraphMaker();
        graph.Node("SOFTMAX", new SoftmaxOptions(beta), [graph.Input("x", [2, 3, 5], scale)], Int8("y", [2, 3, 5], 1f / 256, -128));

        var op = (SoftmaxOp)graph.Lower().Ops.Single();

        Assert.AreEqual((multiplier, shift, diffMin), (op.InputMultiplier, op.InputShift, op.DiffMin));
        Assert.AreEqual((6, 5), (op.Rows, op.Depth));
    }

    [TestMethod]
    [DataRow(1f, 0.1f, 1f / 128, -128, "scale 0.0078125")]
    [DataRow(1f, 0.1f, 1f / 256, -127, "zero point -127")]
    [DataRow(0f, 0.1f, 1f / 256, -128, "all outputs would be equal")]
    public void Softmax_of_other_scales_is_refused(float beta, float input, float output, int zeroPoint, string why)
    {
        var graph = new GraphMaker();
        graph.Node("SOFTMAX", new SoftmaxOptions(beta), [graph.Input("x", [5], input)], Int8("y", [5], output, zeroPoint));

        StringAssert.Contains(graph.Problems().Single().Why, why);
    }

    // Expected values: the reference's integer division in another language.
    [TestMethod]
    [DataRow(0.05f, 0.05f, 49, 701219150, -4)]
    [DataRow(0.1f, 0.02f, 7, 766958474, 1)]
    [DataRow(0.02f, 0.1f, 64, 1717986854, -8)]
    public void Mean_factor_contains_the_division(float input, float output, int count, int multiplier, int shift)
    {
        var graph = new GraphMaker();
        var x = graph.Input("x", [count, 2], input, 3);
        graph.Node("MEAN", new ReducerOptions(false), [x, Integers("axis", 0)], Int8("y", [2], output, 4));

        var mean = (MeanOp)graph.Lower().Ops.Single();

        Assert.AreEqual((multiplier, shift, -3 * count, 4), (mean.Multiplier, mean.Shift, mean.Bias, mean.OutputZeroPoint));
        Assert.AreEqual((1, count, 2), (mean.Outer, mean.Axis, mean.Inner));
    }

    [TestMethod]
    [DataRow(new[] { 2, 3, 4, 5 }, new[] { 1, 2 }, false, 2, 12, 5)]
    [DataRow(new[] { 2, 3, 4, 5 }, new[] { -1, 3 }, false, 24, 5, 1)]
    [DataRow(new[] { 2, 1, 4, 5 }, new[] { 0, 2 }, false, 1, 8, 5)]
    [DataRow(new[] { 2, 3 }, new[] { 0, 1 }, false, 1, 6, 1)]
    [DataRow(new[] { 2, 1, 3 }, new[] { 1 }, false, 1, 1, 6)]
    [DataRow(new[] { 2, 3 }, new int[0], false, 1, 1, 6)]
    [DataRow(new[] { 2, 3, 4, 5 }, new[] { 0, 2 }, true, 1, 8, 15)]
    [DataRow(new[] { 2, 3, 4, 5 }, new[] { 1, 3 }, true, 8, 15, 1)]
    public void Mean_dimensions_become_outer_axis_inner(int[] shape, int[] axes, bool transposes, int outer, int axis, int inner)
    {
        var graph = new GraphMaker();
        var x = graph.Input("x", shape);
        graph.Node("MEAN", new ReducerOptions(false), [x, Integers("axis", axes)], Int8("y", [x.ElementCount / axis]));

        var ops = graph.Lower().Ops;

        Assert.AreEqual(transposes ? 2 : 1, ops.Count);
        var mean = (MeanOp)ops[^1];
        Assert.AreEqual((outer, axis, inner), (mean.Outer, mean.Axis, mean.Inner));
    }

    [TestMethod]
    [DataRow(new[] { 0, 2 })]
    [DataRow(new[] { 1, 3 })]
    public void Mean_over_scattered_dimensions_sums_the_right_elements(int[] axes)
    {
        int[] shape = [2, 3, 4, 5];
        var graph = new GraphMaker();
        var kept = shape.Where((_, i) => !axes.Contains(i)).ToArray();
        graph.Node("MEAN", new ReducerOptions(true), [graph.Input("x", shape), Integers("axis", axes)], Int8("y", kept));
        var program = graph.Lower();
        var bytes = Indices.RandomBytes(new Random(1), 120);
        var values = new Dictionary<ArenaTensor, byte[]> { [program.Inputs[0].Tensor] = bytes };
        MoveMachine.Run(program.Ops[0], values);
        var mean = (MeanOp)program.Ops[1];

        var sums = new int[Indices.Count(kept)];
        for (var o = 0; o < mean.Outer; o++)
        {
            for (var a = 0; a < mean.Axis; a++)
            {
                for (var i = 0; i < mean.Inner; i++)
                {
                    sums[o * mean.Inner + i] += (sbyte)values[mean.Source][(o * mean.Axis + a) * mean.Inner + i];
                }
            }
        }

        var expected = new int[sums.Length];
        foreach (var index in Indices.All(shape))
        {
            int[] keptIndex = [.. index.Where((_, i) => !axes.Contains(i))];
            expected[Indices.Position(kept, keptIndex)] += (sbyte)bytes[Indices.Position(shape, index)];
        }

        CollectionAssert.AreEqual(expected, sums);
    }

    [TestMethod]
    public void ArgMax_any_axis_becomes_outer_axis_inner()
    {
        var graph = new GraphMaker();
        graph.Node("ARG_MAX", null, [graph.Input("x", [2, 3, 4, 5]), Integers("axis", -2)], Int32("y", [2, 3, 5]));

        var program = graph.Lower();

        var op = (ArgMaxOp)program.Ops.Single();
        Assert.AreEqual((6, 4, 5, 120), (op.Outer, op.Axis, op.Inner, op.Output.Bytes));
        Assert.AreEqual((ElementType.Int32, ElementType.Int32), (program.Outputs[0].ArenaType, program.Outputs[0].AppType));
    }

    [TestMethod]
    public void ArgMax_of_int64_is_refused_with_a_remedy()
    {
        var graph = new GraphMaker();
        var output = new GraphTensor { Name = "y", Type = TensorType.Int64, Shape = [2] };
        graph.Outputs.Add(graph.Input("z", [1]));
        graph.Node("ARG_MAX", null, [graph.Input("x", [2, 3]), Integers("axis", 1)], output);

        var problem = graph.Problems().Single();

        StringAssert.Contains(problem.Why, "INT64");
        StringAssert.Contains(problem.Remedy, "output_type=tf.int32");
    }

    // Expected values: TensorFlow's formulas by hand; the last two round 0.5 and a float that is not quite 1.
    [TestMethod]
    [DataRow(2, 4, false, false, new[] { 0, 0, 1, 1 })]
    [DataRow(4, 2, false, false, new[] { 0, 2 })]
    [DataRow(3, 5, false, false, new[] { 0, 0, 1, 1, 2 })]
    [DataRow(3, 5, true, false, new[] { 0, 1, 1, 2, 2 })]
    [DataRow(5, 3, true, false, new[] { 0, 2, 4 })]
    [DataRow(3, 2, false, true, new[] { 0, 2 })]
    [DataRow(4, 1, true, false, new[] { 0 })]
    [DataRow(1, 3, true, true, new[] { 0, 0, 0 })]
    public void Resize_positions_are_tables(int input, int output, bool alignCorners, bool halfPixelCenters, int[] expected)
    {
        var graph = new GraphMaker();
        graph.Node(
            "RESIZE_NEAREST_NEIGHBOR",
            new ResizeNearestNeighborOptions(alignCorners, halfPixelCenters),
            [graph.Input("x", [1, input, 7, 2]), Integers("size", output, 7)],
            Int8("y", [1, output, 7, 2]));

        var resize = (ResizeNearestNeighborOp)graph.Lower().Ops.Single();

        byte[] table = [.. expected.SelectMany(position => new[] { (byte)position, (byte)0 })];
        CollectionAssert.AreEqual(table, resize.RowTable.Bytes);
    }

    [TestMethod]
    public void Lookup_keeps_its_table_and_works_in_place()
    {
        var graph = new GraphMaker();
        var table = Enumerable.Range(-128, 256).Select(value => (sbyte)-Math.Max(-127, value)).ToArray();
        graph.Node("LOOKUP", new LookupOptions(table), [graph.Input("x", [3])], Int8("y", [3]));

        var lookup = (LookupOp)graph.Lower().Ops.Single();

        Assert.AreEqual(127, (sbyte)lookup.Table.Bytes[0]);
        Assert.AreEqual(-127, (sbyte)lookup.Table.Bytes[255]);
        Assert.HasCount(1, lookup.InPlaceInputs);
    }
}
