using TinyInfer.Compiler.Emit;

namespace TinyInfer.Compiler.Lowering;

/// <summary>AVERAGE_POOL_2D or MAX_POOL_2D.</summary>
public sealed class PoolOp(OpCode code) : LoweredOp
{
    public required ArenaTensor Source { get; init; }

    public required ArenaTensor Destination { get; init; }

    public required int Batches { get; init; }

    public required int Channels { get; init; }

    public required Window Rows { get; init; }

    public required Window Columns { get; init; }

    public required int ActivationMin { get; init; }

    public required int ActivationMax { get; init; }

    public override OpCode Code => code;

    public override int RecordBytes => PoolRecord.Size;

    public override IReadOnlyList<ArenaTensor> Inputs => [Source];

    public override ArenaTensor Output => Destination;

    public override int Units => Batches * Rows.Output;

    public override void WriteFields(RecordWriter record)
    {
        record.I32(PoolRecord.InputStart, Source.Start);
        record.I32(PoolRecord.OutputStart, Destination.Start);
        record.U16(PoolRecord.Batches, Batches);
        record.U16(PoolRecord.InputHeight, Rows.Input);
        record.U16(PoolRecord.InputWidth, Columns.Input);
        record.U16(PoolRecord.Channels, Channels);
        record.U16(PoolRecord.OutputHeight, Rows.Output);
        record.U16(PoolRecord.OutputWidth, Columns.Output);
        record.U16(PoolRecord.KernelHeight, Rows.Kernel);
        record.U16(PoolRecord.KernelWidth, Columns.Kernel);
        record.U16(PoolRecord.StrideHeight, Rows.Stride);
        record.U16(PoolRecord.StrideWidth, Columns.Stride);
        record.U16(PoolRecord.PaddingTop, Rows.Padding);
        record.U16(PoolRecord.PaddingLeft, Columns.Padding);
        record.I8(PoolRecord.ActivationMin, ActivationMin);
        record.I8(PoolRecord.ActivationMax, ActivationMax);
    }
}
