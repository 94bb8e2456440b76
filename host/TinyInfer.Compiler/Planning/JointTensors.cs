using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Planning;

/// <summary>
/// Concatenations whose parts lie one after the other: along the outermost dimension that is not 1. There the producers
/// can write into the joint tensor, and nothing is copied.
/// </summary>
internal static class JointTensors
{
    /// <summary>Tensors with parts that could be written in place, in the order of the program.</summary>
    public static IReadOnlyList<ArenaTensor> Of(LoweredProgram program) =>
        [.. Candidates(program).Select(copy => copy.Destination).Distinct()];

    /// <summary>Drops the copies into a joint tensor that can be dropped.</summary>
    /// <returns>What is a part of it now.</returns>
    public static List<ArenaTensor> Join(LoweredProgram program, ArenaTensor joint)
    {
        var parts = new List<ArenaTensor>();
        foreach (var copy in Candidates(program).Where(copy => copy.Destination == joint).DistinctBy(copy => copy.Source).ToArray())
        {
            copy.Source.JoinTo(joint, copy.OutputOffset);
            program.Ops.Remove(copy);
            parts.Add(copy.Source);
        }

        return parts;
    }

    /// <summary>
    /// A copy of a whole tensor, to an aligned place of one that only such copies write. An edge of the network has a
    /// place of its own, and a tensor is part of one joint tensor at most.
    /// </summary>
    private static IEnumerable<StridedCopyOp> Candidates(LoweredProgram program)
    {
        var edges = program.Inputs.Concat(program.Outputs).Select(edge => edge.Tensor).ToHashSet();
        var wholes = program.Ops.Where(op => !op.WritesPart).Select(op => op.Output).ToHashSet();
        return program.Ops.OfType<StridedCopyOp>().Where(copy =>
            copy is { IsPart: true, InputOffset: 0, Loops.Count: 0, Source.Joint: null }
            && copy.RunBytes == copy.Source.Bytes
            && copy.OutputOffset % ArenaAlignment.Bytes == 0
            && !edges.Contains(copy.Source)
            && !wholes.Contains(copy.Destination)
            && copy.Destination.Root != copy.Source);
    }
}
