using TinyInfer.Compiler.Emit;

namespace TinyInfer.Compiler.Lowering;

/// <summary>An elementwise function of int8 as a table.</summary>
public sealed class LookupOp : LoweredOp
{
    public required ArenaTensor Source { get; init; }

    public required ArenaTensor Destination { get; init; }

    public required ConstantData Table { get; init; }

    public override OpCode Code => OpCode.Lookup;

    public override int RecordBytes => LookupRecord.Size;

    public override IReadOnlyList<ArenaTensor> Inputs => [Source];

    public override ArenaTensor Output => Destination;

    public override IReadOnlyList<ConstantData> Constants => [Table];

    public override IReadOnlyList<ArenaTensor> InPlaceInputs => [Source];

    public override void WriteFields(RecordWriter record)
    {
        record.I32(LookupRecord.InputStart, Source.Start);
        record.I32(LookupRecord.OutputStart, Destination.Start);
        record.I32(LookupRecord.Count, Destination.Bytes);
        record.I32(LookupRecord.TableStart, Table.Start);
    }
}
