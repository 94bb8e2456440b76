namespace TinyInfer.Compiler.Estimates;

/// <summary>
/// The portable kernels on a core without SIMD, where convolutions multiply two positions at once or go by Winograd's way:
/// native-interop/kernels/conv2d_paired_s8_opt.c and conv2d_winograd_s8_opt.c.
/// </summary>
/// <param name="pointerBytes">4 on a device.</param>
/// <param name="channels">Output channels that are computed together: 4 on RV32, 2 elsewhere.</param>
internal sealed class ScalarEstimate(int pointerBytes, int channels)
{
    /// <summary>On RV32.</summary>
    public const int Rv32Channels = 4;

    private const int FewestChannels = 2;
    private const int MostProducts = 65535;
    private const int MostPadded = 4096;
    private const int Positions = 4;

    // Winograd.
    private const int Tile = 4;
    private const int Patch = 6;
    private const int Frequencies = 36;
    private const int MostGroups = 3;
    private const int MostScratch = 27648;
    private const int MostChannelsAtOnce = 24;

    private readonly PortableEstimate _portable = new(pointerBytes, channels);

    public OpMemory Of(RecordView record) =>
        record.Code is OpCode.Conv2D or OpCode.Conv2DPart && record.HasPlainWeights
        && record.U16(ConvRecord.OutputChannels) >= FewestChannels && record.ConvDepth <= MostProducts
            ? new(Math.Max(Paired(record), IsWinograd(record) ? Winograd(record) : 0), SplitBytes(record))
            : _portable.Of(record);

    /// <summary>A column of paired values, rows behind it, and a small image with its padding.</summary>
    private static long Paired(RecordView record)
    {
        var runTaps = record.U16(ConvRecord.DilationWidth) == 1 ? record.U16(ConvRecord.KernelWidth) : 1;
        return record.U16(ConvRecord.InputChannels) * (2 * Positions * new ConvGeometry(record).Taps + (Positions + 1) * runTaps) + PaddedBytes(record);
    }

    private static long PaddedBytes(RecordView record)
    {
        static long Extent(RecordView record, int output, int stride, int kernel, int dilation) =>
            (record.U16(output) - 1L) * record.U16(stride) + (record.U16(kernel) - 1L) * record.U16(dilation) + 1;

        var height = Extent(record, ConvRecord.OutputHeight, ConvRecord.StrideHeight, ConvRecord.KernelHeight, ConvRecord.DilationHeight);
        var width = Extent(record, ConvRecord.OutputWidth, ConvRecord.StrideWidth, ConvRecord.KernelWidth, ConvRecord.DilationWidth);
        var isPadded = height > record.U16(ConvRecord.InputHeight) || width > record.U16(ConvRecord.InputWidth)
            || record.U16(ConvRecord.PaddingTop) > 0 || record.U16(ConvRecord.PaddingLeft) > 0;
        var isSmall = height <= MostPadded && width <= MostPadded && height * width <= MostPadded;
        var bytes = isSmall ? height * width * record.U16(ConvRecord.Batches) * record.U16(ConvRecord.InputChannels) : 0;
        return isPadded && bytes <= MostPadded ? bytes : 0;
    }

    /// <summary>A bit for each four weights of two output channels.</summary>
    private static long SplitBytes(RecordView record) =>
        (record.U16(ConvRecord.OutputChannels) + 1) / 2 * ((record.ConvDepth / 4 + 31) / 32) * sizeof(uint);

    private bool IsWinograd(RecordView record)
    {
        var (height, width) = (record.U16(ConvRecord.OutputHeight), record.U16(ConvRecord.OutputWidth));
        var computed = (height + Tile - 1L) / Tile * Tile * ((width + Tile - 1) / Tile * Tile);
        return new ConvGeometry(record) is { Is3x3: true, HasDilations: false, HasStrides: false }
            && record.U16(ConvRecord.InputChannels) is >= 3 and <= 227 && record.U16(ConvRecord.OutputChannels) >= 4
            && computed / 5 <= (long)height * width / 3
            && WeightBytes(record) + GroupBytes(record) <= MostScratch;
    }

    private long Winograd(RecordView record)
    {
        var groups = MostGroups;
        while (groups > 1 && WeightBytes(record) + groups * GroupBytes(record) > MostScratch)
        {
            groups--;
        }

        return WeightBytes(record) + groups * GroupBytes(record);
    }

    /// <summary>Of all input channels or of half of them; also the place of a patch.</summary>
    private long WeightBytes(RecordView record)
    {
        var inputs = PaddedChannels(record);
        var part = inputs <= MostChannelsAtOnce ? inputs : (inputs / 2 + 3) / 4 * 4;
        return Math.Max(part * 2 * Patch * channels * sizeof(short), inputs * Frequencies);
    }

    private long GroupBytes(RecordView record) => Frequencies * Positions * (sizeof(short) * PaddedChannels(record) + sizeof(int) * channels);

    private static long PaddedChannels(RecordView record) => (record.U16(ConvRecord.InputChannels) + 3) / 4 * 4;
}
