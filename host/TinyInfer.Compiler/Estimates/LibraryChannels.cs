namespace TinyInfer.Compiler.Estimates;

/// <summary>
/// The constants of an op's output channels as CMSIS-NN and ESP-NN want them: native-interop/backends/channels.c.
/// </summary>
/// <param name="count">Output channels.</param>
/// <param name="products">What is summed for an output.</param>
/// <param name="isUnfolded">Whether biases are made anew, without the input's zero point.</param>
/// <param name="group">Arrays have a multiple of this many elements.</param>
internal readonly struct LibraryChannels(RecordView record, int count, long products, bool isUnfolded, int group)
{
    private const int ElementBytes = 4;
    private const int MostRightShift = 30;
    private const long Most = 1 << 30;

    private bool IsPadded => count % group != 0;

    private bool IsPerTensor => record.I32(ConvRecord.MultiplierStart) == OpRecord.None;

    /// <summary>Shifts, and multipliers and biases where the file's do not serve.</summary>
    public long Bytes => (count + group - 1L) / group * group * ElementBytes * (1 + (IsPerTensor || IsPadded ? 1 : 0) + (isUnfolded || IsPadded ? 1 : 0));

    /// <summary>Weights are plain, no sum leaves int32, whatever the input, and no shift is one that the libraries do not define.</summary>
    public bool Fit
    {
        get
        {
            if (!record.HasPlainWeights)
            {
                return false;
            }

            var range = products << (isUnfolded ? 16 : 14);
            for (var channel = 0; channel < count; channel++)
            {
                var shift = IsPerTensor ? record.I8(ConvRecord.Shift) : record.ConstantI8(record.I32(ConvRecord.ShiftStart) + channel);
                var bias = Math.Abs((long)record.ConstantI32(record.I32(ConvRecord.BiasStart) + ElementBytes * channel));
                if (shift < -MostRightShift || range + bias > Most >> Math.Max(shift, 0))
                {
                    return false;
                }
            }

            return true;
        }
    }

    public static LibraryChannels OfConv(RecordView record, ConvGeometry geometry, int group = 1)
    {
        var depth = record.Code == OpCode.DepthwiseConv2D ? 1 : record.U16(ConvRecord.InputChannels);
        var isUnfolded = record.I8(ConvRecord.InputZeroPoint) != 0 && geometry.HasPadding;
        return new LibraryChannels(record, record.U16(ConvRecord.OutputChannels), geometry.Taps * depth, isUnfolded, group);
    }

    /// <summary>Its record begins with the same fields.</summary>
    public static LibraryChannels OfFullyConnected(RecordView record) => OfFullyConnected(record, record.I32(FullyConnectedRecord.OutputDepth));

    public static LibraryChannels OfFullyConnected(RecordView record, int count) =>
        new(record, count, record.I32(FullyConnectedRecord.InputDepth), isUnfolded: false, group: 1);
}
