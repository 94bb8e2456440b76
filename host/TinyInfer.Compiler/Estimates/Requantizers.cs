namespace TinyInfer.Compiler.Estimates;

/// <summary>How an op's output channels are requantised.</summary>
internal static class Requantizers
{
    private const int MostRightShift = 22;
    private const int MostProducts = 65535;

    /// <summary>Shifts to the right, and sums that stay in 31 bits: native-interop/kernels/requantizer.c. Others have no fast kernel.</summary>
    public static bool AreSimple(RecordView record, long products, int channels)
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
