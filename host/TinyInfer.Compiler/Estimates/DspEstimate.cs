using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Estimates;

/// <summary>Our kernels for DSP instructions: native-interop/kernels/dsp. What they refuse is computed by the portable ones, FULLY_CONNECTED by the reference.</summary>
internal static class DspEstimate
{
    private const int MostDenseDepth = 1024;
    private const int FewDenseRows = 4;
    private const int MostSmallValues = 16;
    private const int MostWeights = 2048;
    private const int MostPlaneRows = 64;
    private const int PlaneRowBytes = 16;
    private const int FewestColumns = 3;
    private const int MostStripBytes = 4096;
    private const int Slack = 4;

    private static readonly PortableEstimate _portable = new(pointerBytes: 4);

    public static OpMemory Of(RecordView record) => record.Code switch
    {
        OpCode.Add or OpCode.Sub => BinaryEstimate.AddWithDsp(record),
        OpCode.Conv2D or OpCode.Conv2DPart when Takes(record, record.WeightLayout) => new(Conv(record), 0),
        OpCode.DepthwiseConv2D when Takes(record, record.WeightLayout) => new(Depthwise(record), 0),
        OpCode.FullyConnected => Takes(record, record.WeightLayout) ? new(Dense(record), DensePersistent(record)) : new(0, 0),
        _ => _portable.Of(record),
    };

    /// <summary>Whether a weighted op has a kernel here, if its weights are stored in a layout.</summary>
    public static bool Takes(RecordView record, WeightLayout layout) => record.Code switch
    {
        OpCode.Conv2D or OpCode.Conv2DPart => Requantizers.AreSimple(record, record.ConvDepth, record.U16(ConvRecord.OutputChannels))
            && (layout != WeightLayout.Winograd || record.U16(ConvRecord.InputChannels) % WeightEncoder.Group == 0),
        OpCode.DepthwiseConv2D => Requantizers.AreSimple(record, new ConvGeometry(record).Taps, record.U16(ConvRecord.OutputChannels))
            && (IsOneChannel(record) || Is3x3(record)),
        OpCode.FullyConnected => record.I32(FullyConnectedRecord.InputDepth) is var depth && (depth <= MostDenseDepth || layout == WeightLayout.Plain)
            && Requantizers.AreSimple(record, depth, record.I32(FullyConnectedRecord.OutputDepth)),
        _ => false,
    };

    private static long Conv(RecordView record) => record.WeightLayout switch
    {
        WeightLayout.Plain => Columns(record, positions: 4),
        WeightLayout.Winograd => WeightEncoder.Frequencies * 2 * sizeof(short) * record.U16(ConvRecord.InputChannels) + Channels(record),
        _ => Columns(record, positions: 2) + Channels(record),
    };

    /// <summary>The input as int16. Where weights are plain and rows few, or the input is long or very short, it is read as it is.</summary>
    private static long Dense(RecordView record)
    {
        var depth = record.I32(FullyConnectedRecord.InputDepth);
        if (!record.HasPlainWeights)
        {
            return sizeof(short) * WeightMatrix.RoundUp(depth, WeightEncoder.Group);
        }

        return depth > MostDenseDepth || record.I32(FullyConnectedRecord.OutputDepth) <= FewDenseRows || IsSmallDense(record) ? 0 : depth / 4 * 8 + depth % 4 * 4;
    }

    /// <summary>A sum for each two channels in a pair.</summary>
    private static long DensePersistent(RecordView record) => record.WeightLayout == WeightLayout.Pair
        ? WeightMatrix.RoundUp(record.I32(FullyConnectedRecord.OutputDepth), WeightedFields.DenseBlock) / 2 * sizeof(int)
        : 0;

    public static bool IsSmallDense(RecordView record) =>
        record.I32(FullyConnectedRecord.InputDepth) is <= MostSmallValues and var depth && (depth < 4 || depth % 4 == 0)
        && record.U16(FullyConnectedRecord.Batches) == 1 && record.I32(FullyConnectedRecord.MultiplierStart) == OpRecord.None
        && record.I8(FullyConnectedRecord.ActivationMin) == sbyte.MinValue && record.I8(FullyConnectedRecord.ActivationMax) == sbyte.MaxValue;

    /// <summary>Weights the other way round and columns; or the planes of two channels.</summary>
    private static long Depthwise(RecordView record) => IsOneChannel(record)
        ? WeightMatrix.RoundUp(new ConvGeometry(record).Taps * record.U16(ConvRecord.OutputChannels), 4) + Columns(record, positions: 4)
        : 2 * PlaneRowBytes * PlaneRows(record);

    private static long PlaneRows(RecordView record)
    {
        var mostRows = (MostPlaneRows - 3) / record.U16(ConvRecord.StrideHeight) + 1;
        return new ConvGeometry(record).RowsUnder(Math.Min(record.U16(ConvRecord.OutputHeight), mostRows));
    }

    private static bool IsOneChannel(RecordView record) =>
        record.U16(ConvRecord.InputChannels) == 1 && new ConvGeometry(record).Taps * record.U16(ConvRecord.OutputChannels) <= MostWeights;

    private static bool Is3x3(RecordView record) =>
        new ConvGeometry(record).IsNear3x3 && record.U16(ConvRecord.InputChannels) == record.U16(ConvRecord.OutputChannels)
        && record.U16(ConvRecord.OutputWidth) >= FewestColumns;

    /// <summary>A rounding for each channel, and a multiplier where there is but one.</summary>
    private static long Channels(RecordView record) =>
        WeightMatrix.RoundUp(record.U16(ConvRecord.OutputChannels), WeightedFields.ConvBlock) * (record.I32(ConvRecord.MultiplierStart) == OpRecord.None ? 12 : 8);

    /// <summary>Values as int16, two strips, and a patch for each position: columns_dsp.c.</summary>
    private static long Columns(RecordView record, int positions)
    {
        var depth = WeightMatrix.RoundUp(record.ConvDepth, WeightEncoder.Group);
        var geometry = new ConvGeometry(record);
        var areRowsWords = !geometry.HasDilations && record.U16(ConvRecord.KernelWidth) * record.U16(ConvRecord.InputChannels) % 4 == 0;
        var stripRow = areRowsWords && !geometry.LeavesInput ? 0 : StripRowBytes(record, geometry, positions);
        var strips = stripRow == 0 ? 0 : 2 * WeightMatrix.RoundUp(stripRow * record.U16(ConvRecord.KernelHeight) + Slack, 4);
        var isDirect = areRowsWords && (!geometry.LeavesInput || stripRow > 0);
        return depth * sizeof(short) * positions + strips + (isDirect ? 0 : positions * (depth + Slack));
    }

    private static long StripRowBytes(RecordView record, ConvGeometry geometry, int positions)
    {
        var pixels = (record.U16(ConvRecord.OutputWidth) - 1L) * record.U16(ConvRecord.StrideWidth) + record.U16(ConvRecord.KernelWidth);
        var bytes = pixels * record.U16(ConvRecord.InputChannels);
        return geometry.HasDilations || record.U16(ConvRecord.InputChannels) >= 4 || record.U16(ConvRecord.OutputWidth) + 1 < positions
            || pixels > MostStripBytes || bytes * record.U16(ConvRecord.KernelHeight) > MostStripBytes
            ? 0
            : bytes;
    }
}
