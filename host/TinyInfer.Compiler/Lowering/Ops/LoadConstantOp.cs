using TinyInfer.Compiler.Emit;

namespace TinyInfer.Compiler.Lowering;

/// <summary>Brings a constant into the arena.</summary>
public sealed class LoadConstantOp : LoweredOp
{
    public required ConstantData Data { get; init; }

    public required ArenaTensor Destination { get; init; }

    public override OpCode Code => OpCode.LoadConstant;

    public override int RecordBytes => LoadConstantRecord.Size;

    public override IReadOnlyList<ArenaTensor> Inputs => [];

    public override ArenaTensor Output => Destination;

    public override IReadOnlyList<ConstantData> Constants => [Data];

    public override void WriteFields(RecordWriter record)
    {
        record.I32(LoadConstantRecord.OutputStart, Destination.Start);
        record.I32(LoadConstantRecord.DataStart, Data.Start);
        record.I32(LoadConstantRecord.Count, Data.Bytes.Length);
    }
}
