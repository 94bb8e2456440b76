using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>Two operands of a binary op in the record's two levels of strides.</summary>
internal sealed record BroadcastOperands(BinaryOperand Operand1, BinaryOperand Operand2, int Outer, int Inner)
{
    /// <summary>Operands whose broadcasting needs more than two levels are spread out in the arena first.</summary>
    public static BroadcastOperands Arrange(
        ProgramBuilder builder,
        GraphNode node,
        GraphTensor input1,
        GraphTensor input2,
        GraphTensor output)
    {
        var shape1 = Align(node, input1, output);
        var shape2 = Align(node, input2, output);
        int[] joint = [.. shape1.Zip(shape2, Math.Max)];
        node.RequireShape(output, joint);

        var place1 = builder.Read(node, input1);
        var place2 = builder.Read(node, input2);
        if (Levels(shape1, shape2, output.Shape).Count > 2)
        {
            // One spread out operand may be enough; the second one is the usual one to broadcast.
            if (Levels(output.Shape, shape2, output.Shape).Count <= 2 && Levels(shape1, output.Shape, output.Shape).Count > 2)
            {
                (place1, shape1) = (Spread(builder, node, place1, shape1, output), output.Shape);
            }
            else
            {
                (place2, shape2) = (Spread(builder, node, place2, shape2, output), output.Shape);
                if (Levels(shape1, shape2, output.Shape).Count > 2)
                {
                    (place1, shape1) = (Spread(builder, node, place1, shape1, output), output.Shape);
                }
            }
        }

        var levels = Levels(shape1, shape2, output.Shape);
        var inner = levels.Count > 0 ? levels[^1] : new(1, true, true);
        var outer = levels.Count > 1 ? levels[0] : inner with { Count = 1 };
        return new(
            Operand(place1, outer.Moves1, inner.Moves1, inner.Count),
            Operand(place2, outer.Moves2, inner.Moves2, inner.Count),
            outer.Count,
            inner.Count);
    }

    private static BinaryOperand Operand(ArenaTensor place, bool movesOuter, bool movesInner, int inner)
    {
        var outerStride = !movesOuter ? 0 : movesInner ? inner : 1;
        return new(place, outerStride, movesInner ? 1 : 0);
    }

    /// <summary>The shape with leading ones, so that it has the output's rank.</summary>
    private static int[] Align(GraphNode node, GraphTensor input, GraphTensor output)
    {
        var missing = output.Shape.Length - input.Shape.Length;
        if (missing >= 0)
        {
            int[] aligned = [.. Enumerable.Repeat(1, missing), .. input.Shape];
            if (aligned.Zip(output.Shape).All(pair => pair.First == pair.Second || pair.First == 1))
            {
                return aligned;
            }
        }

        throw node.Inconsistent(
            input,
            $"shape {Requirements.ShapeText(input.Shape)} cannot be broadcast to {Requirements.ShapeText(output.Shape)}");
    }

    /// <summary>Runs of dimensions in which each operand either moves on or stays.</summary>
    private static List<Level> Levels(int[] shape1, int[] shape2, int[] output)
    {
        var levels = new List<Level>();
        for (var i = 0; i < output.Length; i++)
        {
            if (output[i] == 1)
            {
                continue;
            }

            var level = new Level(output[i], shape1[i] != 1, shape2[i] != 1);
            if (levels.Count > 0 && levels[^1].Moves1 == level.Moves1 && levels[^1].Moves2 == level.Moves2)
            {
                levels[^1] = level with { Count = levels[^1].Count * level.Count };
            }
            else
            {
                levels.Add(level);
            }
        }

        return levels;
    }

    /// <summary>Copies an operand to the output's full shape; dimensions of 1 are read again and again.</summary>
    private static ArenaTensor Spread(ProgramBuilder builder, GraphNode node, ArenaTensor place, int[] shape, GraphTensor output)
    {
        var strides = Shapes.Strides(shape);
        int[] spreadStrides = [.. strides.Select((stride, i) => shape[i] == 1 ? 0 : stride)];
        var spread = ProgramBuilder.Temporary(place.Name, output.ElementCount);
        builder.EmitGather(node, place, 0, spreadStrides, spread, output.Shape, elementBytes: 1);
        return spread;
    }

    private readonly record struct Level(int Count, bool Moves1, bool Moves2);
}
