using TinyInfer.Compiler.Emit;

namespace TinyInfer.Compiler.Lowering;

/// <summary>ARG_MAX of [outer, axis, inner] over axis, as int32.</summary>
public sealed class ArgMaxOp : LoweredOp
{
    public required ArenaTensor Source { get; init; }

    public required ArenaTensor Destination { get; init; }

    public required int Outer { get; init; }

    public required int Axis { get; init; }

    public required int Inner { get; init; }

    public override OpCode Code => OpCode.ArgMax;

    public override int RecordBytes => ArgMaxRecord.Size;

    public override IReadOnlyList<ArenaTensor> Inputs => [Source];

    public override ArenaTensor Output => Destination;

    public override void WriteFields(RecordWriter record)
    {
        record.I32(ArgMaxRecord.InputStart, Source.Start);
        record.I32(ArgMaxRecord.OutputStart, Destination.Start);
        record.I32(ArgMaxRecord.Outer, Outer);
        record.I32(ArgMaxRecord.Axis, Axis);
        record.I32(ArgMaxRecord.Inner, Inner);
    }
}
