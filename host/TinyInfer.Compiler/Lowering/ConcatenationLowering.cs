using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>CONCATENATION: a copy for each input.</summary>
internal static class ConcatenationLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var options = node.RequireOptions<ConcatenationOptions>();
        var output = node.RequireOutput();
        if (options.Activation != FusedActivation.None)
        {
            throw node.Refusal(null, "a fused activation is not supported", "make the activation an op of its own");
        }

        var axis = node.RequireAxis(options.Axis, output.Shape.Length);
        GraphTensor[] inputs = [.. node.Inputs.Select((_, i) => node.RequireInput(i))];
        foreach (var input in inputs)
        {
            CheckInput(node, input, output, axis);
        }

        var total = inputs.Sum(input => (long)input.Shape[axis]);
        if (total != output.Shape[axis])
        {
            throw node.Inconsistent(output, $"dimension {axis} is {output.Shape[axis]}, the inputs' sum is {total}");
        }

        if (inputs.Length == 1)
        {
            builder.Alias(node, inputs[0], output);
            return;
        }

        var elementBytes = Requirements.ElementBytes(output.Type);
        var rows = Shapes.Product(output.Shape[..axis]);
        var inner = Shapes.Product(output.Shape[(axis + 1)..]) * elementBytes;
        var destination = builder.Write(node, output);
        var offset = 0;
        foreach (var input in inputs)
        {
            var bytes = input.Shape[axis] * inner;
            CopyLoop[] loops = [new(rows, bytes, output.Shape[axis] * inner), new(bytes, 1, 1)];
            builder.EmitCopy(node, builder.Read(node, input), 0, destination, offset, loops, isPart: true);
            offset += bytes;
        }
    }

    private static void CheckInput(GraphNode node, GraphTensor input, GraphTensor output, int axis)
    {
        node.RequireMovable(input, output);
        int[] expected = [.. output.Shape];
        if (input.Shape.Length == expected.Length)
        {
            expected[axis] = input.Shape[axis];
        }

        if (!input.Shape.SequenceEqual(expected))
        {
            throw node.Inconsistent(
                input,
                $"shape {Requirements.ShapeText(input.Shape)} does not fit {Requirements.ShapeText(output.Shape)} "
                + $"outside of dimension {axis}");
        }

        if (output.Type == TensorType.Int8)
        {
            var (from, to) = (node.RequireQuantizedInt8(input), node.RequireQuantizedInt8(output));
            if (from.Scale != to.Scale || from.ZeroPoint != to.ZeroPoint)
            {
                throw node.Refusal(
                    input,
                    $"{Requirements.ScaleText(from)} differ from the output's {Requirements.ScaleText(to)}, and nothing is rescaled here",
                    "re-export the network with TensorFlow's own converter, which puts a QUANTIZE before the op");
            }
        }
    }
}
