using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>SPLIT into equal parts.</summary>
internal static class SplitLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var input = node.RequireInput(1);
        var axes = node.RequireIntegers(node.RequireInput(0));
        if (axes.Length != 1)
        {
            throw node.Inconsistent(node.Inputs[0], $"{axes.Length} axes are given, 1 is expected");
        }

        var axis = node.RequireAxis(axes[0], input.Shape.Length);
        var count = node.Outputs.Count;
        if (count == 0 || input.Shape[axis] % count != 0)
        {
            throw node.Inconsistent(input, $"{input.Shape[axis]} cannot be split into {count} equal parts");
        }

        int[] shape = [.. input.Shape];
        shape[axis] /= count;
        foreach (var output in node.Outputs)
        {
            node.RequireShape(output, shape);
            node.RequireMovable(input, output);
        }

        if (count == 1)
        {
            builder.Alias(node, input, node.Outputs[0]);
            return;
        }

        var elementBytes = Requirements.ElementBytes(input.Type);
        var strides = Shapes.Strides(input.Shape);
        var source = builder.Read(node, input);
        for (var i = 0; i < count; i++)
        {
            var destination = builder.Write(node, node.Outputs[i]);
            builder.EmitGather(node, source, i * shape[axis] * strides[axis], strides, destination, shape, elementBytes);
        }
    }
}
