using TinyInfer.Compiler.Graph;
using static TinyInfer.Compiler.Tests.Lowering.GraphMaker;
using static TinyInfer.Compiler.Tests.Lowering.Indices;

namespace TinyInfer.Compiler.Tests.Lowering;

[TestClass]
public sealed class StridedSliceLoweringTests
{
    // Expected values: Python's list(range(6))[begin:end:stride]; null stands for the masks.
    [TestMethod]
    [DataRow(1, 4, 1, 0, 0, new byte[] { 1, 2, 3 })]
    [DataRow(-4, -1, 1, 0, 0, new byte[] { 2, 3, 4 })]
    [DataRow(0, 6, 4, 0, 0, new byte[] { 0, 4 })]
    [DataRow(5, 0, -1, 0, 0, new byte[] { 5, 4, 3, 2, 1 })]
    [DataRow(4, 0, -2, 0, 0, new byte[] { 4, 2 })]
    [DataRow(-1, -100, -1, 0, 0, new byte[] { 5, 4, 3, 2, 1, 0 })]
    [DataRow(3, 2, 1, 1, 0, new byte[] { 0, 1 })]
    [DataRow(3, 2, 1, 0, 1, new byte[] { 3, 4, 5 })]
    [DataRow(3, 4, -1, 1, 0, new byte[] { 5 })]
    [DataRow(3, 4, -1, 0, 1, new byte[] { 3, 2, 1, 0 })]
    [DataRow(9, 9, -2, 1, 1, new byte[] { 5, 3, 1 })]
    [DataRow(-100, 100, 5, 0, 0, new byte[] { 0, 5 })]
    [DataRow(int.MinValue, int.MaxValue, 1, 0, 0, new byte[] { 0, 1, 2, 3, 4, 5 })]
    public void Slice_of_a_vector_equals_python(int begin, int end, int stride, int beginMask, int endMask, byte[] expected)
    {
        var graph = new GraphMaker();
        graph.Node(
            "STRIDED_SLICE",
            new StridedSliceOptions(beginMask, endMask, 0, 0, 0, false),
            [graph.Input("x", [6]), Integers("begin", begin), Integers("end", end), Integers("strides", stride)],
            Int8("y", [expected.Length]));

        CollectionAssert.AreEqual(expected, MoveMachine.Run(graph.Lower(), [0, 1, 2, 3, 4, 5])[0]);
    }

    [TestMethod]
    public void Slice_shrunk_dimensions_vanish()
    {
        var graph = new GraphMaker();
        graph.Node(
            "STRIDED_SLICE",
            new StridedSliceOptions(0b010, 0b010, 0, 0, 0b101, false),
            [graph.Input("x", [2, 3, 4]), Integers("begin", -1, 0, 2), Integers("end", 0, 0, 0), Integers("strides", 1, 1, 1)],
            Int8("y", [3]));
        byte[] bytes = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];

        // x[-1, :, 2]
        CollectionAssert.AreEqual(new byte[] { 14, 18, 22 }, MoveMachine.Run(graph.Lower(), bytes)[0]);
    }

    [TestMethod]
    public void Slice_random_shapes_takes_every_element()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var shape = RandomShape(random, 1 + seed % 5, 6);
            var strides = shape.Select(_ => random.Next(2) == 0 ? random.Next(1, 4) : -random.Next(1, 4)).ToArray();
            int[][] taken = [.. shape.Select((size, i) => Taken(random, size, strides[i]))];
            int[] outputShape = [.. taken.Select(positions => positions.Length)];
            var bytes = RandomBytes(random, Count(shape));
            var graph = new GraphMaker();

            // The mask stands for an end before the first element, which no number can name.
            var endMask = shape.Select((_, i) => strides[i] < 0 && taken[i][^1] + strides[i] < 0 ? 1 << i : 0).Sum();
            var ends = taken.Select((positions, i) => Math.Max(0, positions[^1] + Math.Sign(strides[i]))).ToArray();
            graph.Node(
                "STRIDED_SLICE",
                new StridedSliceOptions(0, endMask, 0, 0, 0, false),
                [
                    graph.Input("x", shape), Integers("begin", [.. taken.Select(positions => positions[0])]),
                    Integers("end", ends), Integers("strides", strides),
                ],
                Int8("y", outputShape));

            var output = MoveMachine.Run(graph.Lower(), bytes)[0];

            foreach (var index in All(outputShape))
            {
                int[] source = [.. index.Select((position, i) => taken[i][position])];
                Assert.AreEqual(bytes[Position(shape, source)], output[Position(outputShape, index)], $"seed {seed}");
            }
        }
    }

    [TestMethod]
    public void Slice_of_everything_is_free()
    {
        var graph = new GraphMaker();
        graph.Node(
            "STRIDED_SLICE",
            new StridedSliceOptions(3, 3, 0, 0, 0, false),
            [graph.Input("x", [2, 3]), Integers("begin", 0, 0), Integers("end", 0, 0), Integers("strides", 1, 1)],
            Int8("y", [2, 3]));

        Assert.IsEmpty(graph.Lower().Ops);
    }

    [TestMethod]
    [DataRow(1, 0, 0, 4, 1, "ellipsis")]
    [DataRow(0, 1, 0, 4, 1, "ellipsis, new axis")]
    [DataRow(0, 0, 0, 4, 0, "a stride is 0")]
    [DataRow(0, 0, 0, 3, 1, "shape [4] is not the [3]")]
    public void Slice_what_cannot_be_done_is_refused(int ellipsis, int newAxis, int begin, int end, int stride, string why)
    {
        var graph = new GraphMaker();
        graph.Node(
            "STRIDED_SLICE",
            new StridedSliceOptions(0, 0, ellipsis, newAxis, 0, false),
            [graph.Input("x", [6]), Integers("begin", begin), Integers("end", end), Integers("strides", stride)],
            Int8("y", [4]));

        var problem = graph.Problems().Single();

        StringAssert.Contains(problem.Why, why);
    }

    [TestMethod]
    public void Slice_index_outside_is_refused()
    {
        var graph = new GraphMaker();
        graph.Node(
            "STRIDED_SLICE",
            new StridedSliceOptions(0, 0, 0, 0, 1, false),
            [graph.Input("x", [6]), Integers("begin", 6), Integers("end", 7), Integers("strides", 1)],
            Int8("y", []));

        StringAssert.Contains(graph.Problems().Single().Why, "index 6 does not exist in a dimension of 6");
    }

    /// <summary>Some positions of a dimension, at equal distances.</summary>
    private static int[] Taken(Random random, int size, int stride)
    {
        var positions = new List<int>();
        var count = random.Next(1, size + 1);
        for (var position = random.Next(size); position >= 0 && position < size && positions.Count < count; position += stride)
        {
            positions.Add(position);
        }

        return [.. positions];
    }
}
