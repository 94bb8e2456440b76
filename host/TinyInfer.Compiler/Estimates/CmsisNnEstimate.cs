namespace TinyInfer.Compiler.Estimates;

/// <summary>
/// The kernels that call CMSIS-NN, compiled for DSP or MVE: native-interop/backends/cmsis_nn, and the library's functions
/// whose names end in get_buffer_size. What they refuse is computed by the portable ones.
/// </summary>
internal sealed class CmsisNnEstimate(bool isMve)
{
    private const int MveLanes = 16;
    private const int MveColumns = 4;
    private const int MveDepthwiseBlock = 124;
    private const int MveDenseBlock = 32;
    private const int MostTaps = 65535;
    private const int MostPoolPositions = 1 << 23;

    private static readonly PortableEstimate _portable = new(pointerBytes: 4);

    /// <summary>MVE code loads the next weights of a channel before it knows that there are none.</summary>
    private int ReadBeyondWeights => isMve ? 16 : 0;

    public OpMemory Of(RecordView record) => record.Code switch
    {
        OpCode.Conv2D or OpCode.Conv2DPart => Conv(record),
        OpCode.DepthwiseConv2D => Depthwise(record),
        OpCode.FullyConnected => FullyConnected(record),
        OpCode.AveragePool2D => AveragePool(record),
        OpCode.Add => BinaryEstimate.AddOfALibrary(record),
        _ => _portable.Of(record),
    };

    private OpMemory Conv(RecordView record)
    {
        var geometry = new ConvGeometry(record);
        var channels = LibraryChannels.OfConv(record, geometry);
        var depth = geometry.Taps * record.U16(ConvRecord.InputChannels);
        return geometry.WindowsMeetImage && channels.Fit && MayReadBeyond(record, depth * record.U16(ConvRecord.OutputChannels))
            ? new(geometry.ApartBytes + (geometry.Is1x1 ? 0 : ConvScratch(depth)), channels.Bytes)
            : _portable.Of(record);
    }

    private OpMemory Depthwise(RecordView record)
    {
        var geometry = new ConvGeometry(record);
        var outputs = record.U16(ConvRecord.OutputChannels);
        var inputs = record.U16(ConvRecord.InputChannels);
        var asConv = LibraryChannels.OfConv(record, geometry);
        if (inputs == 1 && geometry.WindowsMeetImage && asConv.Fit)
        {
            return new(ConvScratch(geometry.Taps), asConv.Bytes + outputs * geometry.Taps + ReadBeyondWeights);
        }

        var channels = LibraryChannels.OfConv(record, geometry, group: isMve ? 4 : 1);
        if (!geometry.WindowsMeetImage || geometry.Taps > MostTaps || !channels.Fit || !MayReadBeyond(record, outputs * geometry.Taps))
        {
            return _portable.Of(record);
        }

        var isSimple = inputs == outputs && !geometry.HasDilations;
        var is3x3 = !isMve && isSimple && geometry.Is3x3 && geometry.MiddleColumnIsInside;
        var scratch = !isSimple || is3x3 ? 0
            : isMve ? MveColumns * MveDepthwiseBlock * geometry.Taps
            : sizeof(short) * inputs * geometry.Taps;
        return new(scratch, channels.Bytes);
    }

    /// <summary>With MVE a matrix is multiplied by channels, as in a convolution; per tensor a block of them shares its constants.</summary>
    private OpMemory FullyConnected(RecordView record)
    {
        var isPerChannel = record.I32(FullyConnectedRecord.MultiplierStart) != OpRecord.None;
        if (!LibraryChannels.OfFullyConnected(record).Fit || !(isMve || isPerChannel))
        {
            return _portable.Of(record);
        }

        var count = record.I32(FullyConnectedRecord.OutputDepth);
        return new(0, LibraryChannels.OfFullyConnected(record, isMve && !isPerChannel ? Math.Min(count, MveDenseBlock) : count).Bytes);
    }

    private OpMemory AveragePool(RecordView record)
    {
        var positions = (long)record.U16(PoolRecord.InputHeight) * record.U16(PoolRecord.InputWidth);
        return isMve || positions > MostPoolPositions ? default : new(sizeof(int) * record.U16(PoolRecord.Channels), 0);
    }

    private long ConvScratch(long depth) => isMve
        ? MveColumns * ((depth + MveLanes - 1) / MveLanes * MveLanes)
        : 2 * ((depth + 3) / 4 * 4) * sizeof(short);

    private bool MayReadBeyond(RecordView record, long weightBytes) =>
        !isMve || record.I32(ConvRecord.WeightsStart) + weightBytes + ReadBeyondWeights <= record.File.Length;
}
