using TinyInfer.Compiler.Emit;

namespace TinyInfer.Compiler.Lowering;

/// <summary>RESIZE_NEAREST_NEIGHBOR over NHWC by tables of rows and columns.</summary>
public sealed class ResizeNearestNeighborOp : LoweredOp
{
    public required ArenaTensor Source { get; init; }

    public required ArenaTensor Destination { get; init; }

    /// <summary>u16 for each output row: the input row it takes.</summary>
    public required ConstantData RowTable { get; init; }

    /// <summary>u16 for each output column: the input column it takes.</summary>
    public required ConstantData ColumnTable { get; init; }

    public required int Batches { get; init; }

    public required int InputHeight { get; init; }

    public required int InputWidth { get; init; }

    public required int Channels { get; init; }

    public required int OutputHeight { get; init; }

    public required int OutputWidth { get; init; }

    public override OpCode Code => OpCode.ResizeNearestNeighbor;

    public override int RecordBytes => ResizeNearestNeighborRecord.Size;

    public override IReadOnlyList<ArenaTensor> Inputs => [Source];

    public override ArenaTensor Output => Destination;

    public override IReadOnlyList<ConstantData> Constants => [RowTable, ColumnTable];

    public override int Units => Batches * OutputHeight;

    public override void WriteFields(RecordWriter record)
    {
        record.I32(ResizeNearestNeighborRecord.InputStart, Source.Start);
        record.I32(ResizeNearestNeighborRecord.OutputStart, Destination.Start);
        record.I32(ResizeNearestNeighborRecord.RowsStart, RowTable.Start);
        record.I32(ResizeNearestNeighborRecord.ColumnsStart, ColumnTable.Start);
        record.U16(ResizeNearestNeighborRecord.Batches, Batches);
        record.U16(ResizeNearestNeighborRecord.InputHeight, InputHeight);
        record.U16(ResizeNearestNeighborRecord.InputWidth, InputWidth);
        record.U16(ResizeNearestNeighborRecord.Channels, Channels);
        record.U16(ResizeNearestNeighborRecord.OutputHeight, OutputHeight);
        record.U16(ResizeNearestNeighborRecord.OutputWidth, OutputWidth);
    }
}
