using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>AVERAGE_POOL_2D and MAX_POOL_2D.</summary>
internal static class PoolLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node, OpCode code)
    {
        var options = node.RequireOptions<Pool2DOptions>();
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        var quantization = node.RequireQuantizedInt8(input);
        var outputQuantization = node.RequireQuantizedInt8(output);
        node.RequireRank(input, 4);
        if (Math.Abs(quantization.Scale - outputQuantization.Scale) > 1e-6 || quantization.ZeroPoint != outputQuantization.ZeroPoint)
        {
            throw node.Refusal(
                output,
                $"{Requirements.ScaleText(outputQuantization)} differ from the input's {Requirements.ScaleText(quantization)}, "
                + "and pooling cannot rescale",
                "re-export the network with TensorFlow's own converter, which keeps them equal");
        }

        var (top, bottom, left, right) = options.Explicit;
        var rows = Window.Place(node, options.Padding, (top, bottom), input.Shape[1], options.FilterHeight, options.StrideHeight, 1);
        var columns = Window.Place(node, options.Padding, (left, right), input.Shape[2], options.FilterWidth, options.StrideWidth, 1);
        node.RequireShape(output, input.Shape[0], rows.Output, columns.Output, input.Shape[3]);
        var (min, max) = node.RequireClamp(options.Activation, outputQuantization);

        builder.Emit(new PoolOp(code)
        {
            Source = builder.Read(node, input),
            Destination = builder.Write(node, output),
            Batches = node.RequireUInt16(input, input.Shape[0], "the batch"),
            Channels = node.RequireUInt16(input, input.Shape[3], "the channel count"),
            Rows = rows,
            Columns = columns,
            ActivationMin = min,
            ActivationMax = max,
            SourceOps = ProgramBuilder.SourceOps(node),
        });
    }
}
