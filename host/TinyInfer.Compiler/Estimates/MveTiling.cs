namespace TinyInfer.Compiler.Estimates;

/// <summary>How our MVE kernel cuts a DEPTHWISE_CONV_2D into tiles: native-interop/kernels/mve/tile_mve.c.</summary>
internal readonly struct MveTiling
{
    private const int PlaneBytes = 384;
    private const int MostOutputs = 192;
    private const int MostColumns = 256;
    private const int MostPlace = 255;

    public MveTiling(RecordView record)
    {
        var taps = record.U16(ConvRecord.KernelHeight) * record.U16(ConvRecord.KernelWidth);
        var spanY = (record.U16(ConvRecord.KernelHeight) - 1L) * record.U16(ConvRecord.DilationHeight);
        var spanX = (record.U16(ConvRecord.KernelWidth) - 1L) * record.U16(ConvRecord.DilationWidth);
        if (spanY > MostPlace || spanX > MostPlace)
        {
            return;
        }

        var mostColumns = spanY == 0 ? MostColumns : Math.Min((MostPlace - spanX) / spanY, MostColumns);
        if (mostColumns <= spanX)
        {
            return;
        }

        var (outputWidth, strideWidth) = (record.U16(ConvRecord.OutputWidth), record.U16(ConvRecord.StrideWidth));
        var width = Math.Min((mostColumns - spanX - 1) / strideWidth + 1, Math.Min(outputWidth, MostOutputs));
        var columns = (width - 1) * strideWidth + spanX + 1;
        var height = 1L;
        if (width == outputWidth)
        {
            var rows = PlaneBytes / columns;
            height = rows > spanY ? (rows - spanY - 1) / record.U16(ConvRecord.StrideHeight) + 1 : 1;
            height = Math.Max(1, Math.Min(height, Math.Min(record.U16(ConvRecord.OutputHeight), MostOutputs / width)));
        }

        var plane = ((height - 1) * record.U16(ConvRecord.StrideHeight) + spanY + 1) * columns;
        Bytes = (width * height + 7) / 8 * 8 * 4 + 2 * plane + 32 * ((taps + 15) / 16) + plane;
    }

    /// <summary>Windows, places, taps, weights and a plane; 0 where the taps lie too far apart.</summary>
    public long Bytes { get; }
}
