using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>PAD and PADV2: the output is filled, then the input is copied into it.</summary>
internal static class PadLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        node.RequireType(input, TensorType.Int8);
        var outputQuantization = node.RequireQuantizedInt8(output);
        var rank = input.Shape.Length;
        var paddings = node.RequireIntegers(node.RequireInput(1));
        if (paddings.Length != 2 * rank || paddings.Any(padding => padding < 0))
        {
            throw node.Inconsistent(node.Inputs[1], $"{2 * rank} paddings of at least 0 are expected for {rank} dimensions");
        }

        int[] shape =
        [
            .. input.Shape.Select((size, i) =>
                node.RequireInt32(output, (long)paddings[2 * i] + size + paddings[2 * i + 1], "a padded size")),
        ];
        node.RequireShape(output, shape);
        var value = Value(node, outputQuantization);
        if (paddings.All(padding => padding == 0))
        {
            builder.Alias(node, input, output);
            return;
        }

        var source = builder.Read(node, input);
        var destination = builder.Write(node, output);
        builder.Emit(new FillOp { Destination = destination, Value = value, SourceOps = ProgramBuilder.SourceOps(node) });

        var (inputStrides, outputStrides) = (Shapes.Strides(input.Shape), Shapes.Strides(shape));
        var offset = outputStrides.Select((stride, i) => stride * paddings[2 * i]).Sum();
        var loops = input.Shape.Select((size, i) => new CopyLoop(size, inputStrides[i], outputStrides[i]));
        builder.EmitCopy(node, source, 0, destination, offset, loops, isPart: true);
    }

    /// <summary>What is outside of the input.</summary>
    public static sbyte Value(GraphNode node, Quantization output)
    {
        if (node.OptionalInput(2) is not { } tensor)
        {
            return (sbyte)output.ZeroPoint;
        }

        var quantization = node.RequireQuantizedInt8(tensor);
        node.RequireElementCount(tensor, 1);
        return quantization.Scale == output.Scale && quantization.ZeroPoint == output.ZeroPoint
            ? (sbyte)node.RequireConstant(tensor)[0]
            : throw node.Refusal(
                tensor,
                $"{Requirements.ScaleText(quantization)} differ from the output's {Requirements.ScaleText(output)}",
                "re-export the network with TensorFlow's own converter, which keeps them equal");
    }
}
