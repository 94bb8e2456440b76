using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Planning;

/// <summary>
/// Concatenations whose producers can write into the joint tensor, so that nothing is copied. Parts along the outermost
/// dimension that is not 1 lie one after the other: any op can. Channels of pictures lie between those of the other parts:
/// a CONV_2D can.
/// </summary>
internal static class JointTensors
{
    /// <summary>Tensors with parts that could be written in place, in the order of the program.</summary>
    /// <param name="joinsChannels">Whether parts may be channels of pictures.</param>
    public static IReadOnlyList<ArenaTensor> Of(LoweredProgram program, bool joinsChannels) =>
        [.. Candidates(program, joinsChannels).Select(copy => copy.Destination).Distinct()];

    /// <summary>Those that can be dropped, one of each source, in the order of the program.</summary>
    public static IReadOnlyList<StridedCopyOp> CopiesInto(LoweredProgram program, ArenaTensor joint, bool joinsChannels) =>
        [.. Candidates(program, joinsChannels).Where(copy => copy.Destination == joint).DistinctBy(copy => copy.Source)];

    /// <summary>Drops copies.</summary>
    /// <returns>Tensors that are a part of the joint one now; those that were channels are no more.</returns>
    public static List<ArenaTensor> Join(LoweredProgram program, IReadOnlyList<StridedCopyOp> copies)
    {
        var parts = new List<ArenaTensor>();
        foreach (var copy in copies)
        {
            if (copy.Loops.Count == 0)
            {
                copy.Source.JoinTo(copy.Destination, copy.OutputOffset);
                parts.Add(copy.Source);
            }
            else
            {
                var conv = Writer(program, copy)!;
                program.Ops[program.Ops.IndexOf(conv)] = conv.Into(copy.Destination, new(copy.OutputOffset, copy.Loops[0].OutputStride));
            }

            program.Ops.Remove(copy);
        }

        return parts;
    }

    /// <summary>
    /// A copy of a whole tensor into one that only such copies write. An edge of the network has a place of its own, and a
    /// tensor is part of one joint tensor at most.
    /// </summary>
    private static IEnumerable<StridedCopyOp> Candidates(LoweredProgram program, bool joinsChannels)
    {
        var edges = program.Inputs.Concat(program.Outputs).Select(edge => edge.Tensor).ToHashSet();
        var wholes = program.Ops.Where(op => !op.WritesPart).Select(op => op.Output).ToHashSet();
        return program.Ops.OfType<StridedCopyOp>().Where(copy =>
            copy is { IsPart: true, InputOffset: 0, Source.Joint: null }
            && !edges.Contains(copy.Source)
            && !wholes.Contains(copy.Destination)
            && copy.Destination.Root != copy.Source
            && (IsOneRun(copy) || (joinsChannels && Writer(program, copy) is not null)));
    }

    /// <summary>To an aligned place.</summary>
    private static bool IsOneRun(StridedCopyOp copy) =>
        copy.Loops.Count == 0 && copy.RunBytes == copy.Source.Bytes && copy.OutputOffset % ArenaAlignment.Bytes == 0;

    /// <summary>The CONV_2D whose channels are copied, position by position, if nothing else reads them; else null.</summary>
    private static ConvOp? Writer(LoweredProgram program, StridedCopyOp copy) =>
        copy.Loops is [{ } loop] && loop.InputStride == copy.RunBytes && loop.Count * copy.RunBytes == copy.Source.Bytes
        && program.Ops.Count(op => op.Inputs.Contains(copy.Source)) == 1
        && program.Ops.Where(op => op.Output == copy.Source).ToList() is [ConvOp { Code: OpCode.Conv2D } conv]
        && conv.OutputChannels == copy.RunBytes
            ? conv
            : null;
}
