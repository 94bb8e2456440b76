using TinyInfer.Compiler.Emit;

namespace TinyInfer.Compiler.Lowering;

/// <summary>SOFTMAX over rows.</summary>
public sealed class SoftmaxOp : LoweredOp
{
    public required ArenaTensor Source { get; init; }

    public required ArenaTensor Destination { get; init; }

    public required int Rows { get; init; }

    public required int Depth { get; init; }

    public required int InputMultiplier { get; init; }

    public required int InputShift { get; init; }

    public required int DiffMin { get; init; }

    public override OpCode Code => OpCode.Softmax;

    public override int RecordBytes => SoftmaxRecord.Size;

    public override IReadOnlyList<ArenaTensor> Inputs => [Source];

    public override ArenaTensor Output => Destination;

    public override void WriteFields(RecordWriter record)
    {
        record.I32(SoftmaxRecord.InputStart, Source.Start);
        record.I32(SoftmaxRecord.OutputStart, Destination.Start);
        record.I32(SoftmaxRecord.Rows, Rows);
        record.I32(SoftmaxRecord.Depth, Depth);
        record.I32(SoftmaxRecord.InputMultiplier, InputMultiplier);
        record.I32(SoftmaxRecord.InputShift, InputShift);
        record.I32(SoftmaxRecord.DiffMin, DiffMin);
    }
}
