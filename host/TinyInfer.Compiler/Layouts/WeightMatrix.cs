using TinyInfer.Compiler.Estimates;

namespace TinyInfer.Compiler.Layouts;

/// <summary>The weights of a CONV_2D or FULLY_CONNECTED as the network has them, and what is known of the op that they are for.</summary>
/// <param name="Values">Weights of an output channel, K.</param>
/// <param name="Outputs">Outputs of the whole op.</param>
/// <param name="Weights">int8 [Channels, Values].</param>
/// <param name="Biases">Folded, [Channels].</param>
/// <param name="Kernel">Size, stride and dilation of a convolution's kernel; null for a FULLY_CONNECTED.</param>
internal sealed record WeightMatrix(int Channels, int Values, long Outputs, sbyte[] Weights, int[] Biases, ConvKernel? Kernel)
{
    /// <summary>Whether there is a kernel for DSP instructions, if the weights have a layout.</summary>
    public Func<WeightLayout, bool> DspTakes { get; init; } = _ => true;

    /// <summary>Whether the DSP kernel for few values takes a FULLY_CONNECTED, if its weights are plain.</summary>
    public bool IsSmallDense { get; init; }

    /// <summary>Output channels of a block in the layouts that have blocks.</summary>
    public int Block => Kernel is null ? WeightedFields.DenseBlock : WeightedFields.ConvBlock;

    public int InputChannels => Kernel is { } kernel ? Values / (kernel.Height * kernel.Width) : Values;

    public bool IsWinogradShape => Kernel is { Height: 3, Width: 3, StrideHeight: 1, StrideWidth: 1, DilationHeight: 1, DilationWidth: 1 };

    /// <summary>The output channels, and the values of each, filled up to whole blocks and groups.</summary>
    public (long Channels, long Values) Padded => (RoundUp(Channels, Block), RoundUp(Values, WeightEncoder.Group));

    /// <summary>Null for an op that has plain weights always.</summary>
    public static WeightMatrix? Of(RecordView record)
    {
        var isDense = record.Code == OpCode.FullyConnected;
        if (!isDense && record.Code is not (OpCode.Conv2D or OpCode.Conv2DPart))
        {
            return null;
        }

        var kernel = isDense
            ? null
            : new ConvKernel(
                record.U16(ConvRecord.KernelHeight), record.U16(ConvRecord.KernelWidth), record.U16(ConvRecord.StrideHeight),
                record.U16(ConvRecord.StrideWidth), record.U16(ConvRecord.DilationHeight), record.U16(ConvRecord.DilationWidth));
        var channels = isDense ? record.I32(FullyConnectedRecord.OutputDepth) : record.U16(ConvRecord.OutputChannels);
        var values = isDense ? record.I32(FullyConnectedRecord.InputDepth) : kernel!.Height * kernel.Width * record.U16(ConvRecord.InputChannels);
        var positions = isDense
            ? record.U16(FullyConnectedRecord.Batches)
            : (long)record.U16(ConvRecord.Batches) * record.U16(ConvRecord.OutputHeight) * record.U16(ConvRecord.OutputWidth);
        var plain = new byte[channels * values];
        PlainWeights.Unpack(record.File, record.Start, 0, channels, plain, 0);
        var biases = Enumerable.Range(0, channels).Select(channel => record.ConstantI32(record.I32(ConvRecord.BiasStart) + 4 * channel));
        return new WeightMatrix(channels, values, positions * channels, (sbyte[])(Array)plain, [.. biases], kernel)
        {
            DspTakes = layout => DspEstimate.Takes(record, layout),
            IsSmallDense = isDense && DspEstimate.IsSmallDense(record),
        };
    }

    public ReadOnlySpan<sbyte> Channel(int channel) => Weights.AsSpan(channel * Values, Values);

    /// <summary>Bytes in a file.</summary>
    public long BytesIn(WeightLayout layout) => layout switch
    {
        WeightLayout.Pair => Padded.Channels * Padded.Values,
        WeightLayout.Int16 => 2 * Padded.Channels * Padded.Values,
        WeightLayout.Winograd => 2 * WeightEncoder.Frequencies * Padded.Channels * RoundUp(InputChannels, WeightEncoder.Group),
        _ => (long)Channels * Values,
    };

    public static long RoundUp(long value, int multiple) => (value + multiple - 1) / multiple * multiple;
}

/// <summary>A convolution's kernel.</summary>
internal sealed record ConvKernel(int Height, int Width, int StrideHeight, int StrideWidth, int DilationHeight, int DilationWidth);
