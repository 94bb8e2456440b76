using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Planning;

/// <summary>Looks at a finished plan without any of the planner's own data: a plan that fails is a bug of the planner.</summary>
internal static class ArenaCheck
{
    /// <exception cref="InvalidOperationException">Two tensors share bytes while both live, or one lies outside of the arena.</exception>
    public static void Verify(LoweredProgram program)
    {
        var lifetimes = Lifetimes.Of(program).Select(entry => (Tensor: entry.Key, Life: entry.Value)).ToArray();
        for (var i = 0; i < lifetimes.Length; i++)
        {
            var (tensor, life) = lifetimes[i];
            if (tensor.Start < 0 || tensor.Start % ArenaAlignment.Bytes != 0 || tensor.Start + tensor.Bytes > program.ArenaBytes)
            {
                throw new InvalidOperationException($"'{tensor.Name}' lies at {tensor.Start} in an arena of {program.ArenaBytes} bytes.");
            }

            for (var j = 0; j < i; j++)
            {
                var (other, otherLife) = lifetimes[j];
                if (SharesBytes(tensor, other)
                    && life.First <= otherLife.Last
                    && otherLife.First <= life.Last
                    && !IsInPlace(program, other, otherLife, tensor, life)
                    && !IsInPlace(program, tensor, life, other, otherLife))
                {
                    throw new InvalidOperationException($"'{tensor.Name}' and '{other.Name}' share bytes while both live.");
                }
            }
        }

        VerifyParts(program);
        VerifyChannels(program);
    }

    /// <summary>Parts lie inside their joint tensor, and beside each other.</summary>
    private static void VerifyParts(LoweredProgram program)
    {
        ArenaTensor[] parts = [.. program.Ops.Select(op => op.Output).Where(output => output.Joint is not null).Distinct()];
        foreach (var part in parts)
        {
            var joint = part.Joint!;
            if (part.JointOffset < 0 || part.JointOffset + part.Bytes > joint.Bytes || part.Start % ArenaAlignment.Bytes != 0)
            {
                throw new InvalidOperationException($"'{part.Name}' lies at {part.JointOffset} in the {joint.Bytes} bytes of '{joint.Name}'.");
            }

            if (parts.Any(other => SharesBytes(part, other) && !part.IsIn(other) && !other.IsIn(part) && part.Root == other.Root))
            {
                throw new InvalidOperationException($"'{part.Name}' shares bytes of '{joint.Name}' with another part.");
            }
        }
    }

    /// <summary>Channels that convolutions write lie inside their joint tensor, and beside each other.</summary>
    private static void VerifyChannels(LoweredProgram program)
    {
        ConvOp[] convs = [.. program.Ops.OfType<ConvOp>().Where(conv => conv.Part is not null)];
        foreach (var conv in convs)
        {
            var (part, joint) = (conv.Part!.Value, conv.Destination);
            var end = part.Offset + (conv.Batches * conv.Rows.Output * conv.Columns.Output - 1L) * part.PixelStride + conv.OutputChannels;
            if (part.Offset < 0 || end > joint.Bytes)
            {
                throw new InvalidOperationException($"Channels from {part.Offset} to {end} lie outside of the {joint.Bytes} bytes of '{joint.Name}'.");
            }

            if (convs.Any(other => other != conv && other.Destination == joint && SharesChannels(conv, other)))
            {
                throw new InvalidOperationException($"Channels from {part.Offset} on lie in those of another part of '{joint.Name}'.");
            }
        }
    }

    /// <summary>Of the same stride, as all parts of a joint tensor.</summary>
    private static bool SharesChannels(ConvOp a, ConvOp b)
    {
        var (first, other) = (a.Part!.Value.Offset, b.Part!.Value.Offset);
        return a.Part.Value.PixelStride != b.Part.Value.PixelStride || (first < other + b.OutputChannels && other < first + a.OutputChannels);
    }

    private static bool SharesBytes(ArenaTensor a, ArenaTensor b) => a.Start < b.Start + b.Bytes && b.Start < a.Start + a.Bytes;

    /// <summary>Whether one tensor dies in the op that writes the other one, in the same place.</summary>
    private static bool IsInPlace(LoweredProgram program, ArenaTensor dying, Lifetime dyingLife, ArenaTensor born, Lifetime bornLife) =>
        dyingLife.Last == bornLife.First
        && bornLife.First >= 0
        && bornLife.First < program.Ops.Count
        && dying.Start == born.Start
        && program.Ops[bornLife.First].Output == born
        && InPlace.Donors(program.Ops[bornLife.First]).Contains(dying);
}
