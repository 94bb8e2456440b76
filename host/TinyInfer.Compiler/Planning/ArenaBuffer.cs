using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Planning;

/// <summary>
/// A stretch of the arena for a time: one tensor, or several that follow each other in place. It lives while the ops
/// First to Last run; -1 is before the first op.
/// </summary>
internal sealed class ArenaBuffer
{
    public List<ArenaTensor> Tensors { get; } = [];

    public required long Bytes { get; init; }

    public required int First { get; init; }

    public required int Last { get; set; }

    public long Start { get; set; }

    public bool LivesWith(ArenaBuffer other) => First <= other.Last && other.First <= Last;

    /// <summary>The buffers of a program in its present order.</summary>
    public static List<ArenaBuffer> Build(LoweredProgram program)
    {
        var lifetimes = Lifetimes.Of(program);
        var buffers = new List<ArenaBuffer>();
        var owners = new Dictionary<ArenaTensor, ArenaBuffer>();
        foreach (var (tensor, life) in lifetimes.OrderBy(entry => entry.Value.First))
        {
            var buffer = Donor(program, lifetimes, tensor, life.First) is { } donor ? owners[donor] : null;
            if (buffer is null)
            {
                buffer = new() { Bytes = ArenaAlignment.Up(tensor.Bytes), First = life.First, Last = life.Last };
                buffers.Add(buffer);
            }

            buffer.Last = life.Last;
            buffer.Tensors.Add(tensor);
            owners.Add(tensor, buffer);
        }

        return buffers;
    }

    /// <summary>The input that dies where the tensor is born and whose place it can take.</summary>
    private static ArenaTensor? Donor(
        LoweredProgram program,
        IReadOnlyDictionary<ArenaTensor, Lifetime> lifetimes,
        ArenaTensor tensor,
        int op) =>
        op < 0 || program.Ops[op].Output != tensor
            ? null
            : InPlace.Donors(program.Ops[op]).FirstOrDefault(input => lifetimes[input].Last == op);
}

/// <summary>Ops during which a tensor lives; -1 is before the first op, the number of ops is after the last.</summary>
internal readonly record struct Lifetime(int First, int Last);

/// <summary>Parts of a joint tensor live as long as it does, and have no life of their own.</summary>
internal static class Lifetimes
{
    public static Dictionary<ArenaTensor, Lifetime> Of(LoweredProgram program)
    {
        var lifetimes = new Dictionary<ArenaTensor, Lifetime>();
        void Touch(ArenaTensor tensor, int op) => lifetimes[tensor.Root] =
            lifetimes.TryGetValue(tensor.Root, out var life) ? life with { Last = Math.Max(life.Last, op) } : new(op, op);

        foreach (var input in program.Inputs)
        {
            Touch(input.Tensor, -1);
        }

        for (var i = 0; i < program.Ops.Count; i++)
        {
            foreach (var input in program.Ops[i].Inputs)
            {
                Touch(input, i);
            }

            Touch(program.Ops[i].Output, i);
        }

        foreach (var output in program.Outputs)
        {
            Touch(output.Tensor, program.Ops.Count);
        }

        return lifetimes;
    }
}
