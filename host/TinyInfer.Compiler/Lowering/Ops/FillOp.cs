using TinyInfer.Compiler.Emit;

namespace TinyInfer.Compiler.Lowering;

/// <summary>Sets a whole tensor to one value.</summary>
public sealed class FillOp : LoweredOp
{
    public required ArenaTensor Destination { get; init; }

    public required sbyte Value { get; init; }

    public override OpCode Code => OpCode.Fill;

    public override int RecordBytes => FillRecord.Size;

    public override IReadOnlyList<ArenaTensor> Inputs => [];

    public override ArenaTensor Output => Destination;

    public override void WriteFields(RecordWriter record)
    {
        record.I32(FillRecord.OutputStart, Destination.Start);
        record.I32(FillRecord.Count, Destination.Bytes);
        record.I32(FillRecord.Value, Value);
    }
}
