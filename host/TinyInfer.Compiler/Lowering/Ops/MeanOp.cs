using TinyInfer.Compiler.Emit;

namespace TinyInfer.Compiler.Lowering;

/// <summary>MEAN of [outer, axis, inner] over axis.</summary>
public sealed class MeanOp : LoweredOp
{
    public required ArenaTensor Source { get; init; }

    public required ArenaTensor Destination { get; init; }

    public required int Outer { get; init; }

    public required int Axis { get; init; }

    public required int Inner { get; init; }

    public required int Bias { get; init; }

    public required int Multiplier { get; init; }

    public required int Shift { get; init; }

    public required int OutputZeroPoint { get; init; }

    public override OpCode Code => OpCode.Mean;

    public override int RecordBytes => MeanRecord.Size;

    public override IReadOnlyList<ArenaTensor> Inputs => [Source];

    public override ArenaTensor Output => Destination;

    public override void WriteFields(RecordWriter record)
    {
        record.I32(MeanRecord.InputStart, Source.Start);
        record.I32(MeanRecord.OutputStart, Destination.Start);
        record.I32(MeanRecord.Outer, Outer);
        record.I32(MeanRecord.Axis, Axis);
        record.I32(MeanRecord.Inner, Inner);
        record.I32(MeanRecord.Bias, Bias);
        record.I32(MeanRecord.Multiplier, Multiplier);
        record.I8(MeanRecord.Shift, Shift);
        record.I8(MeanRecord.OutputZeroPoint, OutputZeroPoint);
    }
}
