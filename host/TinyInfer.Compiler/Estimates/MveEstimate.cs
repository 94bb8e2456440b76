namespace TinyInfer.Compiler.Estimates;

/// <summary>Our kernels for MVE: native-interop/kernels/mve. What they refuse is computed by the portable ones.</summary>
internal static class MveEstimate
{
    private const int Lanes = 16;
    private const int Positions = 4;
    private const int MostBandBytes = 2048;
    private const int MostBandDepth = 512;
    private const int Filters = 16;
    private const int FewestFilters = 4;
    private const int MostFilterTaps = 256;
    private const int MostGatherStep = 9362;

    private static readonly PortableEstimate _portable = new(pointerBytes: 4);

    public static OpMemory Of(RecordView record) => record.Code switch
    {
        OpCode.Conv2D or OpCode.Conv2DPart when record.HasPlainWeights => new(Column(record, record.ConvDepth), 0),
        OpCode.DepthwiseConv2D => new(Depthwise(record), 0),
        OpCode.Add => BinaryEstimate.AddWithMve(record),
        _ => _portable.Of(record),
    };

    /// <summary>A column, and the band of rows and the places in it where values are gathered from one.</summary>
    private static long Column(RecordView record, long depth)
    {
        var steps = Steps(depth);
        return steps * Lanes * Positions + (HasBand(record, depth) ? steps * 32 + record.U16(ConvRecord.KernelHeight) * BandBytes(record) : 0);
    }

    private static bool HasBand(RecordView record, long depth) =>
        depth <= MostBandDepth && record.U16(ConvRecord.DilationWidth) <= MostBandBytes && record.U16(ConvRecord.InputChannels) % Lanes != 0
        && record.U16(ConvRecord.OutputWidth) <= MostBandBytes && record.U16(ConvRecord.StrideWidth) <= MostBandBytes
        && depth > record.U16(ConvRecord.InputChannels) && BandBytes(record) <= MostBandBytes / record.U16(ConvRecord.KernelHeight);

    private static long BandBytes(RecordView record)
    {
        var span = (record.U16(ConvRecord.KernelWidth) - 1L) * record.U16(ConvRecord.DilationWidth);
        return ((record.U16(ConvRecord.OutputWidth) - 1L) * record.U16(ConvRecord.StrideWidth) + span + 1) * record.U16(ConvRecord.InputChannels);
    }

    private static long Depthwise(RecordView record)
    {
        var portable = _portable.Of(record).Scratch;
        var (inputs, outputs) = (record.U16(ConvRecord.InputChannels), record.U16(ConvRecord.OutputChannels));
        var taps = new ConvGeometry(record).Taps;
        return Math.Max(inputs, outputs) > MostGatherStep ? portable
            : inputs == 1 && outputs >= FewestFilters && taps <= MostFilterTaps
                ? Math.Max(portable, Column(record, taps) + Steps(taps) * Lanes * Math.Min(outputs, Filters))
            : Math.Max(portable, new MveTiling(record).Bytes);
    }

    private static long Steps(long depth) => (depth + Lanes - 1) / Lanes;
}
