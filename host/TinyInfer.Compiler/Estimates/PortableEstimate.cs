namespace TinyInfer.Compiler.Estimates;

/// <summary>The portable kernels: native-interop/kernels.</summary>
/// <param name="pointerBytes">4 on a device.</param>
internal sealed class PortableEstimate(int pointerBytes)
{
    private const int Positions = 4;

    /// <summary>
    /// Output channels that are computed together: from so many on, one input channel is a convolution. RV32 has 4: nobody
    /// has 2 or 3, and weights that are not plain take more there.
    /// </summary>
    private const int Channels = 2;

    /// <summary>The same of a fully connected op.</summary>
    private const int DenseChannels = 4;

    public OpMemory Of(RecordView record) => record.Code switch
    {
        OpCode.Conv2D => new(ColumnBytes(record.ConvDepth) + (record.HasPlainWeights ? 0 : Channels * RoundUp(record.ConvDepth)), 0),
        OpCode.DepthwiseConv2D => new(DepthwiseScratch(record), 0),
        OpCode.FullyConnected => new(record.HasPlainWeights ? 0 : DenseChannels * record.I32(FullyConnectedRecord.InputDepth), 0),
        _ => default,
    };

    private long DepthwiseScratch(RecordView record)
    {
        var taps = new ConvGeometry(record).Taps;
        var channels = record.U16(ConvRecord.InputChannels);
        return channels == 1 && record.U16(ConvRecord.OutputChannels) >= Channels
            ? ColumnBytes(taps)
            : pointerBytes - 4 + taps * Positions * pointerBytes + channels;
    }

    private static long ColumnBytes(long depth) => RoundUp(depth) * Positions;

    private static long RoundUp(long depth) => (depth + 3) / 4 * 4;
}
