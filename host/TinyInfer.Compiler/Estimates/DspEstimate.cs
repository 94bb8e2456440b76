namespace TinyInfer.Compiler.Estimates;

/// <summary>Our kernels for DSP instructions: native-interop/kernels/dsp. What they refuse is computed by the portable ones.</summary>
internal static class DspEstimate
{
    private const int MostDenseDepth = 1024;
    private const int MostWeights = 2048;
    private const int MostRows = 62;
    private const int RowBytes = 16;
    private const int FewestColumns = 4;
    private const int MostRightShift = 22;
    private const int MostProducts = 65535;

    private static readonly PortableEstimate _portable = new(pointerBytes: 4);

    public static OpMemory Of(RecordView record) => record.Code switch
    {
        OpCode.Conv2D when record.HasPlainWeights && IsSimple(record, record.ConvDepth, record.U16(ConvRecord.OutputChannels)) =>
            new(Column(record, record.ConvDepth), 0),
        OpCode.DepthwiseConv2D => new(Depthwise(record), 0),
        OpCode.FullyConnected when record.HasPlainWeights && record.I32(FullyConnectedRecord.InputDepth) is <= MostDenseDepth and var depth
            && IsSimple(record, depth, record.I32(FullyConnectedRecord.OutputDepth)) => new(depth / 4 * 8 + depth % 4 * 4, 0),
        _ => _portable.Of(record),
    };

    /// <summary>The column as int16, what is expanded at once, and where pixels are not whole words a column of int8.</summary>
    private static long Column(RecordView record, long depth)
    {
        var pixel = record.U16(ConvRecord.InputChannels);
        var row = record.U16(ConvRecord.DilationWidth) == 1 ? pixel * record.U16(ConvRecord.KernelWidth) : 1;
        var piece = pixel % 4 == 0 ? pixel : row % 4 == 0 ? row : 0;
        return depth / 4 * 32 + depth % 4 * 8 + piece + (pixel % 4 == 0 ? 0 : (depth + 3) / 4 * 16);
    }

    private static long Depthwise(RecordView record)
    {
        var geometry = new ConvGeometry(record);
        var (inputs, outputs) = (record.U16(ConvRecord.InputChannels), record.U16(ConvRecord.OutputChannels));
        var isSimple = IsSimple(record, geometry.Taps, outputs);
        var weights = geometry.Taps * outputs;
        return inputs == 1 && weights <= MostWeights && isSimple ? (weights + 3) / 4 * 4 + Column(record, geometry.Taps)
            : geometry.IsDense3x3 && inputs == outputs && inputs % 4 == 0 && record.U16(ConvRecord.OutputWidth) >= FewestColumns && isSimple
                ? 2 * (Math.Min(record.U16(ConvRecord.OutputHeight), MostRows) + 2) * RowBytes
            : _portable.Of(record).Scratch;
    }

    /// <summary>Right shifts that the kernels' requantisation is exact for, and sums that stay in 31 bits.</summary>
    private static bool IsSimple(RecordView record, long products, int channels)
    {
        var isPerTensor = record.I32(ConvRecord.MultiplierStart) == OpRecord.None;
        var limit = (1L << 30) - (products << 14);
        return products <= MostProducts && Enumerable.Range(0, channels).All(channel =>
        {
            var shift = isPerTensor ? record.I8(ConvRecord.Shift) : record.ConstantI8(record.I32(ConvRecord.ShiftStart) + channel);
            var bias = record.ConstantI32(record.I32(ConvRecord.BiasStart) + 4 * channel);
            return shift is <= -1 and >= -MostRightShift && bias >= -limit && bias < limit;
        });
    }
}
