using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using static TinyInfer.Compiler.Tests.Lowering.GraphMaker;
using static TinyInfer.Compiler.Tests.Lowering.Indices;

namespace TinyInfer.Compiler.Tests.Lowering;

[TestClass]
public sealed class BinaryLoweringTests
{
    private static readonly BinaryOptions Plain = new(FusedActivation.None);

    // Expected values: doubles for ADD and MUL, floats for SUB, in another language.
    [TestMethod]
    [DataRow("ADD", 2087659307, -3, 1073741824, 0, 1076106231, -18)]
    [DataRow("SUB", 2087659264, -3, 1073741824, 0, 1076106240, -18)]
    [DataRow("MUL", 0, 0, 0, 0, 1666588271, -5)]
    public void Scales_become_multipliers(string op, int multiplier1, int shift1, int multiplier2, int shift2, int multiplier, int shift)
    {
        var graph = new GraphMaker();
        var a = graph.Input("a", [4], 0.02419876493513584f, 3);
        var b = graph.Input("b", [4], 0.09956883639097214f, -4);
        graph.Node(op, Plain, [a, b], Int8("y", [4], 0.09935006499290466f, 5));

        var binary = (BinaryOp)graph.Lower().Ops.Single();

        Assert.AreEqual((multiplier1, shift1, 3), (binary.Operand1.Multiplier, binary.Operand1.Shift, binary.Operand1.ZeroPoint));
        Assert.AreEqual((multiplier2, shift2, -4), (binary.Operand2.Multiplier, binary.Operand2.Shift, binary.Operand2.ZeroPoint));
        Assert.AreEqual((multiplier, shift, 5), (binary.OutputMultiplier, binary.OutputShift, binary.OutputZeroPoint));
    }

    [TestMethod]
    [DataRow(new[] { 2, 3, 4 }, new[] { 2, 3, 4 }, 1, 24, 24, 1, 24, 1)]
    [DataRow(new[] { 2, 3, 4 }, new[] { 4 }, 6, 4, 4, 1, 0, 1)]
    [DataRow(new[] { 1, 1, 4 }, new[] { 2, 3, 4 }, 6, 4, 0, 1, 4, 1)]
    [DataRow(new[] { 2, 3, 4 }, new[] { 2, 3, 1 }, 6, 4, 4, 1, 1, 0)]
    [DataRow(new[] { 2, 3, 4 }, new int[0], 1, 24, 24, 1, 0, 0)]
    [DataRow(new[] { 3, 1 }, new[] { 1, 4 }, 3, 4, 1, 0, 0, 1)]
    [DataRow(new[] { 1, 1 }, new[] { 1 }, 1, 1, 1, 1, 1, 1)]
    public void Broadcast_of_two_levels_is_strides(
        int[] shape1, int[] shape2, int outer, int inner, int outerStride1, int innerStride1, int outerStride2, int innerStride2)
    {
        var op = (BinaryOp)Lower(shape1, shape2).Ops.Single();

        Assert.AreEqual((outer, inner), (op.Outer, op.Inner));
        Assert.AreEqual((outerStride1, innerStride1), (op.Operand1.OuterStride, op.Operand1.InnerStride));
        Assert.AreEqual((outerStride2, innerStride2), (op.Operand2.OuterStride, op.Operand2.InnerStride));
    }

    [TestMethod]
    public void Broadcast_of_three_levels_is_spread_out_first()
    {
        CollectionAssert.AreEqual(
            new[] { OpCode.StridedCopy, OpCode.Add },
            Lower([2, 3, 4], [2, 1, 4]).Ops.Select(op => op.Code).ToArray());
        CollectionAssert.AreEqual(
            new[] { OpCode.StridedCopy, OpCode.Add },
            Lower([2, 1, 4], [2, 3, 4]).Ops.Select(op => op.Code).ToArray());
        CollectionAssert.AreEqual(
            new[] { OpCode.StridedCopy, OpCode.StridedCopy, OpCode.Add },
            Lower([2, 1, 4, 1], [1, 3, 1, 2]).Ops.Select(op => op.Code).ToArray());
    }

    [TestMethod]
    public void Broadcast_random_shapes_pairs_every_element()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var shape = RandomShape(random, 1 + seed % 5);
            var shape1 = Narrow(random, shape);
            var shape2 = Narrow(random, shape);
            int[] joint = [.. Widen(shape1, shape.Length).Zip(Widen(shape2, shape.Length), Math.Max)];
            var bytes1 = RandomBytes(random, Count(shape1));
            var bytes2 = RandomBytes(random, Count(shape2));
            var program = Lower(shape1, shape2, joint);
            var values = new Dictionary<ArenaTensor, byte[]>
            {
                [program.Inputs[0].Tensor] = bytes1,
                [program.Inputs[1].Tensor] = bytes2,
            };
            foreach (var op in program.Ops.SkipLast(1))
            {
                MoveMachine.Run(op, values);
            }

            var pairs = Pairs((BinaryOp)program.Ops[^1], values).ToArray();

            var expected = All(joint).Select(index => (
                bytes1[Position(Widen(shape1, joint.Length), Clip(index, shape1))],
                bytes2[Position(Widen(shape2, joint.Length), Clip(index, shape2))])).ToArray();
            CollectionAssert.AreEqual(expected, pairs, $"seed {seed}");
        }
    }

    [TestMethod]
    public void Constant_operand_is_loaded_first()
    {
        var graph = new GraphMaker();
        graph.Node("ADD", Plain, [graph.Input("a", [2]), Constant("c", [2], [5, -6])], Int8("y", [2], 2));

        var program = graph.Lower();

        var load = (LoadConstantOp)program.Ops[0];
        CollectionAssert.AreEqual(new byte[] { 5, 250 }, load.Data.Bytes);
        Assert.AreSame(load.Destination, ((BinaryOp)program.Ops[1]).Operand2.Tensor);
    }

    [TestMethod]
    public void InPlace_only_dense_operands_can_be_replaced()
    {
        var op = (BinaryOp)Lower([2, 3], [3]).Ops.Single();

        CollectionAssert.AreEqual(new[] { op.Operand1.Tensor }, op.InPlaceInputs.ToArray());
    }

    [TestMethod]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var graph = new GraphMaker();
        graph.Node("ADD", Plain, [graph.Input("a", [2, 3]), graph.Input("b", [2])], Int8("y", [2, 3]));

        var problem = graph.Problems().Single();

        Assert.AreEqual("b", problem.Tensor);
        StringAssert.Contains(problem.Why, "[2] cannot be broadcast to [2, 3]");
    }

    [TestMethod]
    public void Output_scale_too_small_is_refused()
    {
        var graph = new GraphMaker();
        graph.Node("ADD", Plain, [graph.Input("a", [2]), graph.Input("b", [2])], Int8("y", [2], 1e-6f));

        StringAssert.Contains(graph.Problems().Single().Why, "its scale is too small");
    }

    private static LoweredProgram Lower(int[] shape1, int[] shape2)
    {
        var rank = Math.Max(shape1.Length, shape2.Length);
        return Lower(shape1, shape2, [.. Widen(shape1, rank).Zip(Widen(shape2, rank), Math.Max)]);
    }

    private static LoweredProgram Lower(int[] shape1, int[] shape2, int[] output)
    {
        var graph = new GraphMaker();
        graph.Node("ADD", Plain, [graph.Input("a", shape1), graph.Input("b", shape2)], Int8("y", output));
        return graph.Lower();
    }

    private static IEnumerable<(byte, byte)> Pairs(BinaryOp op, Dictionary<ArenaTensor, byte[]> values)
    {
        byte At(BinaryOperand operand, int outer, int inner) =>
            values[operand.Tensor][outer * operand.OuterStride + inner * operand.InnerStride];

        for (var outer = 0; outer < op.Outer; outer++)
        {
            for (var inner = 0; inner < op.Inner; inner++)
            {
                yield return (At(op.Operand1, outer, inner), At(op.Operand2, outer, inner));
            }
        }
    }

    /// <summary>Some dimensions become 1, leading ones may vanish.</summary>
    private static int[] Narrow(Random random, int[] shape)
    {
        var narrow = shape.Select(size => random.Next(2) == 0 ? 1 : size).ToArray();
        return random.Next(3) == 0 ? [.. narrow.SkipWhile(size => size == 1)] : narrow;
    }

    private static int[] Widen(int[] shape, int rank) => [.. Enumerable.Repeat(1, rank - shape.Length), .. shape];

    private static int[] Clip(int[] index, int[] shape) =>
        [.. index.Zip(Widen(shape, index.Length)).Select(pair => pair.Second == 1 ? 0 : pair.First)];
}
