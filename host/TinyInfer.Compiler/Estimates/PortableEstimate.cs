namespace TinyInfer.Compiler.Estimates;

/// <summary>The portable kernels: native-interop/kernels.</summary>
/// <param name="pointerBytes">4 on a device.</param>
/// <param name="channels">Output channels that are computed together; from so many on, one input channel is a convolution.</param>
internal sealed class PortableEstimate(int pointerBytes, int channels = 2)
{
    private const int Positions = 4;

    /// <summary>Output channels of a fully connected op that are unpacked together.</summary>
    private const int DenseChannels = 4;

    public OpMemory Of(RecordView record) => record.Code switch
    {
        OpCode.Conv2D or OpCode.Conv2DPart =>
            new(ColumnBytes(record.ConvDepth) + (record.HasPlainWeights ? 0 : channels * RoundUp(record.ConvDepth)), 0),
        OpCode.DepthwiseConv2D => new(DepthwiseScratch(record), 0),
        OpCode.FullyConnected => new(record.HasPlainWeights ? 0 : DenseChannels * record.I32(FullyConnectedRecord.InputDepth), 0),
        OpCode.Add => BinaryEstimate.Add(record),
        _ => default,
    };

    private long DepthwiseScratch(RecordView record)
    {
        var taps = new ConvGeometry(record).Taps;
        var inputs = record.U16(ConvRecord.InputChannels);
        return inputs == 1 && record.U16(ConvRecord.OutputChannels) >= channels
            ? ColumnBytes(taps)
            : pointerBytes - 4 + taps * Positions * pointerBytes + inputs;
    }

    private static long ColumnBytes(long depth) => RoundUp(depth) * Positions;

    private static long RoundUp(long depth) => (depth + 3) / 4 * 4;
}
