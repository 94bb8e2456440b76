using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Lowering;

/// <summary>Where a convolution writes whose outputs are some of the channels of a tensor.</summary>
/// <param name="Offset">Of the first output, from the start of the tensor.</param>
/// <param name="PixelStride">Bytes from an output position to the next one.</param>
public readonly record struct ChannelPart(int Offset, int PixelStride);

/// <summary>CONV_2D or DEPTHWISE_CONV_2D; CONV_2D_PART once the planner has made it a part.</summary>
public sealed class ConvOp(OpCode code) : LoweredOp, IWeightedOp
{
    public required ArenaTensor Source { get; init; }

    public required ArenaTensor Destination { get; init; }

    public required ConstantData Weights { get; set; }

    public required ConstantData Bias { get; init; }

    public required Requantization Requantization { get; init; }

    public required int InputZeroPoint { get; init; }

    public required int OutputZeroPoint { get; init; }

    public required int ActivationMin { get; init; }

    public required int ActivationMax { get; init; }

    public required int Batches { get; init; }

    public required Window Rows { get; init; }

    public required Window Columns { get; init; }

    public required int InputChannels { get; init; }

    public required int OutputChannels { get; init; }

    /// <summary>Of a CONV_2D that writes only some of the channels of the destination; null: it writes all of it.</summary>
    public ChannelPart? Part { get; private init; }

    WeightLayout IWeightedOp.WeightLayout { get; set; }

    public override OpCode Code => Part is null ? code : OpCode.Conv2DPart;

    public override int RecordBytes => Part is null ? ConvRecord.Size : ConvPartRecord.Size;

    public override bool WritesPart => Part is not null;

    public override IReadOnlyList<ArenaTensor> Inputs => [Source];

    public override ArenaTensor Output => Destination;

    public override IReadOnlyList<ConstantData> Constants => [Weights, Bias, .. Requantization.Constants];

    public override int Units => Batches * Rows.Output;

    public override int MacsPerUnit => checked(
        Columns.Output * OutputChannels * Rows.Kernel * Columns.Kernel
        * (code == OpCode.Conv2D ? InputChannels : 1));

    /// <summary>A depthwise 1x1 reads exactly the value that it replaces.</summary>
    public override IReadOnlyList<ArenaTensor> InPlaceInputs =>
        code == OpCode.DepthwiseConv2D && InputChannels == OutputChannels && Rows.IsPointwise && Columns.IsPointwise
            ? [Source]
            : [];

    /// <summary>The same op under the other code.</summary>
    internal ConvOp AsConv2D(byte[] weights) => AsConv2D(new() { Bytes = weights }, Destination, null);

    /// <summary>The same CONV_2D, with its outputs among the channels of another tensor.</summary>
    internal ConvOp Into(ArenaTensor joint, ChannelPart part) => AsConv2D(Weights, joint, part);

    private ConvOp AsConv2D(ConstantData weights, ArenaTensor destination, ChannelPart? part) => new(OpCode.Conv2D)
    {
        Source = Source,
        Destination = destination,
        Part = part,
        Weights = weights,
        Bias = Bias,
        Requantization = Requantization,
        InputZeroPoint = InputZeroPoint,
        OutputZeroPoint = OutputZeroPoint,
        ActivationMin = ActivationMin,
        ActivationMax = ActivationMax,
        Batches = Batches,
        Rows = Rows,
        Columns = Columns,
        InputChannels = InputChannels,
        OutputChannels = OutputChannels,
        SourceOps = SourceOps,
    };

    public override void WriteFields(RecordWriter record)
    {
        record.I32(ConvRecord.InputStart, Source.Start);
        record.I32(ConvRecord.OutputStart, Destination.Start + (Part?.Offset ?? 0));
        record.I32(ConvRecord.WeightsStart, Weights.Start);
        record.I32(ConvRecord.BiasStart, Bias.Start);
        record.I32(ConvRecord.MultiplierStart, Requantization.Multipliers?.Start ?? OpRecord.None);
        record.I32(ConvRecord.ShiftStart, Requantization.Shifts?.Start ?? OpRecord.None);
        record.I32(ConvRecord.Multiplier, Requantization.Multiplier);
        record.I8(ConvRecord.Shift, Requantization.Shift);
        record.U8(ConvRecord.WeightLayout, (int)((IWeightedOp)this).WeightLayout);
        record.I8(ConvRecord.InputZeroPoint, InputZeroPoint);
        record.I8(ConvRecord.OutputZeroPoint, OutputZeroPoint);
        record.I8(ConvRecord.ActivationMin, ActivationMin);
        record.I8(ConvRecord.ActivationMax, ActivationMax);
        record.U16(ConvRecord.Batches, Batches);
        record.U16(ConvRecord.InputHeight, Rows.Input);
        record.U16(ConvRecord.InputWidth, Columns.Input);
        record.U16(ConvRecord.InputChannels, InputChannels);
        record.U16(ConvRecord.OutputHeight, Rows.Output);
        record.U16(ConvRecord.OutputWidth, Columns.Output);
        record.U16(ConvRecord.OutputChannels, OutputChannels);
        record.U16(ConvRecord.KernelHeight, Rows.Kernel);
        record.U16(ConvRecord.KernelWidth, Columns.Kernel);
        record.U16(ConvRecord.StrideHeight, Rows.Stride);
        record.U16(ConvRecord.StrideWidth, Columns.Stride);
        record.U16(ConvRecord.DilationHeight, Rows.Dilation);
        record.U16(ConvRecord.DilationWidth, Columns.Dilation);
        record.U16(ConvRecord.PaddingTop, Rows.Padding);
        record.U16(ConvRecord.PaddingLeft, Columns.Padding);
        if (Part is { } part)
        {
            record.I32(ConvPartRecord.OutputPixelStride, part.PixelStride);
        }
    }
}
