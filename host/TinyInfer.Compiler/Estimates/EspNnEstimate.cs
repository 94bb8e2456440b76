namespace TinyInfer.Compiler.Estimates;

/// <summary>
/// The kernels that call ESP-NN's generic C, which itself needs no scratch: native-interop/backends/esp_nn. What they refuse is
/// computed by the portable ones.
/// </summary>
internal static class EspNnEstimate
{
    private const int MostDepth = 65535;

    private static readonly ScalarEstimate _scalar = new(pointerBytes: 4, ScalarEstimate.Rv32Channels);

    public static OpMemory Of(RecordView record) => record.Code switch
    {
        OpCode.Conv2D or OpCode.DepthwiseConv2D or OpCode.Conv2DPart => Conv(record),
        OpCode.FullyConnected => FullyConnected(record),
        OpCode.Add => BinaryEstimate.AddOfALibrary(record),
        _ => _scalar.Of(record),
    };

    private static OpMemory Conv(RecordView record)
    {
        var geometry = new ConvGeometry(record);
        var channels = LibraryChannels.OfConv(record, geometry);
        return !geometry.IsDilated && geometry.WindowsMeetImage && channels.Fit ? new(geometry.ApartBytes, channels.Bytes) : _scalar.Of(record);
    }

    private static OpMemory FullyConnected(RecordView record)
    {
        var channels = LibraryChannels.OfFullyConnected(record);
        var isPerChannel = record.I32(FullyConnectedRecord.MultiplierStart) != OpRecord.None;
        var isShort = record.I32(FullyConnectedRecord.InputDepth) <= MostDepth && record.I32(FullyConnectedRecord.OutputDepth) <= MostDepth;
        return isPerChannel && isShort && channels.Fit ? new(0, channels.Bytes) : _scalar.Of(record);
    }
}
