using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using static TinyInfer.Compiler.Tests.Lowering.GraphMaker;
using static TinyInfer.Compiler.Tests.Lowering.Indices;

namespace TinyInfer.Compiler.Tests.Lowering;

/// <summary>Ops that only move bytes, against index arithmetic.</summary>
[TestClass]
public sealed class MovementLoweringTests
{
    [TestMethod]
    public void Transpose_random_shapes_moves_every_element()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var shape = RandomShape(random, 1 + seed % 6);
            var permutation = Enumerable.Range(0, shape.Length).ToArray();
            random.Shuffle(permutation);
            int[] outputShape = [.. permutation.Select(axis => shape[axis])];
            var bytes = RandomBytes(random, Count(shape));
            var graph = new GraphMaker();
            graph.Node("TRANSPOSE", null, [graph.Input("x", shape), Integers("perm", permutation)], Int8("y", outputShape));

            var output = MoveMachine.Run(graph.Lower(), bytes)[0];

            foreach (var index in All(shape))
            {
                int[] moved = [.. permutation.Select(axis => index[axis])];
                Assert.AreEqual(bytes[Position(shape, index)], output[Position(outputShape, moved)], $"seed {seed}");
            }
        }
    }

    [TestMethod]
    public void Transpose_six_reversed_dimensions_becomes_several_records()
    {
        var graph = new GraphMaker();
        var node = graph.Node(
            "TRANSPOSE", null, [graph.Input("x", [2, 3, 4, 5, 6, 7]), Integers("perm", 5, 4, 3, 2, 1, 0)], Int8("y", [7, 6, 5, 4, 3, 2]));

        var program = graph.Lower();

        // Six loops, of which a record has four: the shortest two are unrolled.
        Assert.HasCount(2 * 3, program.Ops);
        Assert.IsTrue(program.Ops.All(op => op.WritesPart));
    }

    [TestMethod]
    public void Transpose_of_ones_is_free()
    {
        var graph = new GraphMaker();
        graph.Node("TRANSPOSE", null, [graph.Input("x", [1, 5, 1, 3]), Integers("perm", 1, 0, 3, 2)], Int8("y", [5, 1, 3, 1]));

        Assert.IsEmpty(graph.Lower().Ops);
    }

    [TestMethod]
    public void Transpose_int32_moves_whole_elements()
    {
        var graph = new GraphMaker();
        var indices = Int32("indices", [2, 3]);
        graph.Node("ARG_MAX", null, [graph.Input("x", [2, 3, 4]), Integers("axis", -1)], indices);
        graph.Node("TRANSPOSE", null, [indices, Integers("perm", 1, 0)], Int32("y", [3, 2]));
        var copy = (StridedCopyOp)graph.Lower().Ops[1];
        byte[] bytes = [.. Enumerable.Range(0, 24).Select(i => (byte)i)];
        var values = new Dictionary<ArenaTensor, byte[]> { [copy.Source] = bytes };

        MoveMachine.Run(copy, values);

        byte[] expected = [0, 1, 2, 3, 12, 13, 14, 15, 4, 5, 6, 7, 16, 17, 18, 19, 8, 9, 10, 11, 20, 21, 22, 23];
        CollectionAssert.AreEqual(expected, values[copy.Output]);
    }

    [TestMethod]
    public void Split_random_shapes_cuts_equal_parts()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var part = RandomShape(random, 1 + seed % 5);
            var axis = random.Next(part.Length);
            var parts = random.Next(1, 4);
            int[] shape = [.. part];
            shape[axis] *= parts;
            var bytes = RandomBytes(random, Count(shape));
            var graph = new GraphMaker();
            var signedAxis = seed % 2 == 0 ? axis : axis - shape.Length;
            graph.Node(
                "SPLIT",
                new SplitOptions(parts),
                [Integers("axis", signedAxis), graph.Input("x", shape)],
                [.. Enumerable.Range(0, parts).Select(i => Int8($"y{i}", part))]);

            var outputs = MoveMachine.Run(graph.Lower(), bytes);

            foreach (var index in All(shape))
            {
                int[] inPart = [.. index];
                inPart[axis] %= part[axis];
                Assert.AreEqual(bytes[Position(shape, index)], outputs[index[axis] / part[axis]][Position(part, inPart)], $"seed {seed}");
            }
        }
    }

    [TestMethod]
    public void Concatenation_random_shapes_joins_tensors_and_constants()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var shape = RandomShape(random, 1 + seed % 5);
            var axis = random.Next(shape.Length);
            int[][] shapes = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (int[])[.. shape])];
            foreach (var one in shapes)
            {
                one[axis] = random.Next(1, 4);
            }

            shape[axis] = shapes.Sum(one => one[axis]);
            byte[][] bytes = [.. shapes.Select(one => RandomBytes(random, Count(one)))];
            var graph = new GraphMaker();
            GraphTensor?[] inputs =
            [
                graph.Input("x", shapes[0]),
                .. shapes.Skip(1).Select((one, i) => Constant($"c{i}", one, [.. bytes[i + 1].Select(value => (sbyte)value)])),
            ];
            var signedAxis = seed % 2 == 0 ? axis : axis - shape.Length;
            graph.Node("CONCATENATION", new ConcatenationOptions(signedAxis, FusedActivation.None), inputs, Int8("y", shape));

            var output = MoveMachine.Run(graph.Lower(), bytes[0])[0];

            var first = 0;
            for (var i = 0; i < shapes.Length; i++)
            {
                foreach (var index in All(shapes[i]))
                {
                    int[] joined = [.. index];
                    joined[axis] += first;
                    Assert.AreEqual(bytes[i][Position(shapes[i], index)], output[Position(shape, joined)], $"seed {seed}");
                }

                first += shapes[i][axis];
            }
        }
    }

    [TestMethod]
    public void Concatenation_same_tensor_twice_is_copied_twice()
    {
        var graph = new GraphMaker();
        var x = graph.Input("x", [1, 2]);
        graph.Node("CONCATENATION", new ConcatenationOptions(1, FusedActivation.None), [x, x], Int8("y", [1, 4]));

        CollectionAssert.AreEqual(new byte[] { 7, 9, 7, 9 }, MoveMachine.Run(graph.Lower(), [7, 9])[0]);
    }

    [TestMethod]
    public void Pad_random_shapes_surrounds_with_the_value()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var shape = RandomShape(random, 1 + seed % 5);
            var before = shape.Select(_ => random.Next(3)).ToArray();
            var after = shape.Select(_ => random.Next(3)).ToArray();
            int[] padded = [.. shape.Select((size, i) => before[i] + size + after[i])];
            var bytes = RandomBytes(random, Count(shape));
            var graph = new GraphMaker();
            var paddings = Integers("paddings", [.. before.SelectMany((value, i) => (int[])[value, after[i]])]);
            var value = seed % 2 == 0 ? -3 : 100;
            GraphTensor?[] inputs = [graph.Input("x", shape, 0.5f, -3), paddings];
            if (seed % 2 == 1)
            {
                inputs = [.. inputs, Constant("value", [], [100], 0.5f, -3)];
            }

            graph.Node(inputs.Length == 2 ? "PAD" : "PADV2", null, inputs, Int8("y", padded, 0.5f, -3));

            var output = MoveMachine.Run(graph.Lower(), bytes)[0];

            foreach (var index in All(padded))
            {
                int[] inside = [.. index.Select((position, i) => position - before[i])];
                var isInside = inside.Zip(shape).All(pair => pair.First >= 0 && pair.First < pair.Second);
                var expected = isInside ? bytes[Position(shape, inside)] : unchecked((byte)value);
                Assert.AreEqual(expected, output[Position(padded, index)], $"seed {seed}");
            }
        }
    }
}
