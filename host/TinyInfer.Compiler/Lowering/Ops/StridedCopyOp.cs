using TinyInfer.Compiler.Emit;

namespace TinyInfer.Compiler.Lowering;

/// <summary>A loop of a copy: how often, and how many bytes each step moves on in input and output.</summary>
public readonly record struct CopyLoop(int Count, int InputStride, int OutputStride);

/// <summary>Copies runs of bytes by nested loops.</summary>
public sealed class StridedCopyOp : LoweredOp
{
    public required ArenaTensor Source { get; init; }

    public required ArenaTensor Destination { get; init; }

    /// <summary>Where the first run is read, from the start of <see cref="Source"/>.</summary>
    public required int InputOffset { get; init; }

    /// <summary>Where the first run is written, from the start of <see cref="Destination"/>.</summary>
    public required int OutputOffset { get; init; }

    public required int RunBytes { get; init; }

    /// <summary>At most <see cref="StridedCopyRecord.Loops"/>, the innermost last.</summary>
    public required IReadOnlyList<CopyLoop> Loops { get; init; }

    public required bool IsPart { get; init; }

    public override OpCode Code => OpCode.StridedCopy;

    public override int RecordBytes => StridedCopyRecord.Size;

    public override IReadOnlyList<ArenaTensor> Inputs => [Source];

    public override ArenaTensor Output => Destination;

    public override bool WritesPart => IsPart;

    public override void WriteFields(RecordWriter record)
    {
        record.I32(StridedCopyRecord.InputStart, Source.Start + InputOffset);
        record.I32(StridedCopyRecord.OutputStart, Destination.Start + OutputOffset);
        record.I32(StridedCopyRecord.RunBytes, RunBytes);

        var unused = StridedCopyRecord.Loops - Loops.Count;
        for (var i = 0; i < StridedCopyRecord.Loops; i++)
        {
            // An unused loop has a stride that moves nothing and that the reader accepts for an output: positive.
            var loop = i < unused ? new CopyLoop(1, 0, RunBytes) : Loops[i - unused];
            var at = StridedCopyRecord.FirstLoop + i * StridedCopyRecord.LoopSize;
            record.I32(at + StridedCopyRecord.LoopCount, loop.Count);
            record.I32(at + StridedCopyRecord.LoopInputStride, loop.InputStride);
            record.I32(at + StridedCopyRecord.LoopOutputStride, loop.OutputStride);
        }
    }
}
