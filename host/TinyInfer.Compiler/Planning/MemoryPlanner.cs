using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Planning;

/// <summary>
/// Decides the order of the ops and the place of every tensor in the arena, so that the arena is small. An input of the
/// network lives until its last use: its place is used again.
/// </summary>
public static class MemoryPlanner
{
    /// <summary>Reorders the ops, drops copies into joint tensors, sets every tensor's start and the arena's size.</summary>
    /// <param name="joinsChannels">Whether convolutions may write their outputs among the channels of a joint tensor.</param>
    /// <exception cref="UnsupportedModelException">The arena would be larger than 2 GB.</exception>
    public static void Plan(LoweredProgram program, bool joinsChannels = true)
    {
        PlanOrder(program);
        foreach (var joint in JointTensors.Of(program, joinsChannels))
        {
            // A joint tensor lives from its first part on, which can cost more than a part beside its copy. When the last one is
            // written, the joint tensor is there in any case.
            var copies = JointTensors.CopiesInto(program, joint, joinsChannels);
            if (!TryJoin(program, copies) && copies.Count > 1)
            {
                foreach (var copy in copies.Reverse())
                {
                    TryJoin(program, [copy]);
                }
            }
        }

        ArenaCheck.Verify(program);
    }

    /// <summary>Drops copies into a joint tensor, unless the arena would grow.</summary>
    private static bool TryJoin(LoweredProgram program, IReadOnlyList<StridedCopyOp> copies)
    {
        var (bytes, ops) = (program.ArenaBytes, program.Ops.ToArray());
        var parts = JointTensors.Join(program, copies);
        PlanOrder(program);
        if (program.ArenaBytes <= bytes)
        {
            return true;
        }

        parts.ForEach(part => part.Separate());
        SetOrder(program, ops);
        PlaceTensors(program);
        return false;
    }

    private static void PlanOrder(LoweredProgram program)
    {
        var given = program.Ops.ToArray();
        var givenBytes = PlaceTensors(program);

        var graph = new OpGraph(program);
        var order = OrderSearch.Find(graph);
        if (graph.Peak(order) < graph.Peak(Enumerable.Range(0, given.Length)))
        {
            SetOrder(program, order.Select(op => given[op]));
            if (PlaceTensors(program) >= givenBytes)
            {
                SetOrder(program, given);
                PlaceTensors(program);
            }
        }
    }

    /// <summary>Places the tensors for the present order of the ops.</summary>
    internal static long PlaceTensors(LoweredProgram program)
    {
        var buffers = ArenaBuffer.Build(program);
        var bytes = Placement.Place(buffers);
        if (bytes > int.MaxValue - ArenaAlignment.Bytes)
        {
            var why = $"its tensors need {bytes} bytes at once, at most {int.MaxValue} are supported";
            throw new UnsupportedModelException([Requirements.ModelProblem(null, why, "make the network smaller")]);
        }

        foreach (var buffer in buffers)
        {
            foreach (var tensor in buffer.Tensors)
            {
                tensor.Start = (int)buffer.Start;
            }
        }

        program.ArenaBytes = (int)bytes;
        return bytes;
    }

    private static void SetOrder(LoweredProgram program, IEnumerable<LoweredOp> order)
    {
        LoweredOp[] ops = [.. order];
        program.Ops.Clear();
        program.Ops.AddRange(ops);
    }
}
