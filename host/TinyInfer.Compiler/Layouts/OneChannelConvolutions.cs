using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Layouts;

/// <summary>
/// A DEPTHWISE_CONV_2D of one input channel is a CONV_2D with the weights the other way round. As one it may have every layout,
/// which pays where they are.
/// </summary>
internal static class OneChannelConvolutions
{
    public static void Run(LoweredProgram program, LayoutTarget target)
    {
        if (target.Core is not (Core.Dsp or Core.Scalar))
        {
            return;
        }

        for (var i = 0; i < program.Ops.Count; i++)
        {
            if (program.Ops[i] is ConvOp { Code: OpCode.DepthwiseConv2D, InputChannels: 1, OutputChannels: > 1 } op)
            {
                program.Ops[i] = op.AsConv2D(Transposed(op.Weights.Bytes, op.OutputChannels));
            }
        }
    }

    /// <summary>From [taps, channels] to [channels, taps].</summary>
    private static byte[] Transposed(byte[] weights, int channels)
    {
        var taps = weights.Length / channels;
        var transposed = new byte[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            transposed[i % channels * taps + i / channels] = weights[i];
        }

        return transposed;
    }
}
