namespace TinyInfer.Compiler.Estimates;

/// <summary>The portable kernels: native-interop/kernels.</summary>
/// <param name="pointerBytes">4 on a device.</param>
internal sealed class PortableEstimate(int pointerBytes)
{
    private const int Positions = 4;

    /// <summary>From this many output channels on, one input channel is a convolution. RV32 begins at 4: nobody has 2 or 3.</summary>
    private const int FewestChannels = 2;

    public OpMemory Of(RecordView record) => record.Code switch
    {
        OpCode.Conv2D => new(ColumnBytes(new ConvGeometry(record).Taps * record.U16(ConvRecord.InputChannels)), 0),
        OpCode.DepthwiseConv2D => new(DepthwiseScratch(record), 0),
        _ => default,
    };

    private long DepthwiseScratch(RecordView record)
    {
        var taps = new ConvGeometry(record).Taps;
        var channels = record.U16(ConvRecord.InputChannels);
        return channels == 1 && record.U16(ConvRecord.OutputChannels) >= FewestChannels
            ? ColumnBytes(taps)
            : pointerBytes - 4 + taps * Positions * pointerBytes + channels;
    }

    private static long ColumnBytes(long depth) => (depth + 3) / 4 * 4 * Positions;
}
