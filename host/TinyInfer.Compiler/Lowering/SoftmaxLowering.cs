using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>SOFTMAX over the last dimension.</summary>
internal static class SoftmaxLowering
{
    /// <summary>Integer bits of the scaled difference to the maximum: Q5.26.</summary>
    private const int IntegerBits = 5;

    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var options = node.RequireOptions<SoftmaxOptions>();
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        var quantization = node.RequireQuantizedInt8(input);
        var outputQuantization = node.RequireQuantizedInt8(output);
        if (outputQuantization.Scale != 1f / 256 || outputQuantization.ZeroPoint != -128)
        {
            throw node.Refusal(
                output,
                $"{Requirements.ScaleText(outputQuantization)} are not supported (1/256 and -128 are)",
                "re-export the network with TensorFlow's own converter");
        }

        if (input.Shape.Length == 0)
        {
            throw node.Refusal(input, "a scalar has no dimension to normalise", "give it a dimension in the network");
        }

        node.RequireShape(output, input.Shape);
        var (multiplier, shift) = Scale(node, options.Beta, quantization.Scale);
        var depth = input.Shape[^1];

        builder.Emit(new SoftmaxOp
        {
            Source = builder.Read(node, input),
            Destination = builder.Write(node, output),
            Rows = input.ElementCount / depth,
            Depth = depth,
            InputMultiplier = multiplier,
            InputShift = shift,
            DiffMin = -Radius(shift),
            SourceOps = ProgramBuilder.SourceOps(node),
        });
    }

    private static (int Multiplier, int Shift) Scale(GraphNode node, float beta, float inputScale)
    {
        var factor = Math.Min((double)beta * inputScale * (1 << (31 - IntegerBits)), int.MaxValue);
        return factor > 1
            ? node.RequireMultiplier(factor, maxShift: 31)
            : throw node.Refusal(
                node.Inputs[0],
                $"beta {beta} times scale {inputScale} is too small: all outputs would be equal",
                "calibrate the network again with representative data");
    }

    /// <summary>The largest difference that does not overflow when it is scaled.</summary>
    private static int Radius(int shift) =>
        (int)Math.Floor(1.0 * ((1 << IntegerBits) - 1) * (1L << (31 - IntegerBits)) / (1L << shift));
}
