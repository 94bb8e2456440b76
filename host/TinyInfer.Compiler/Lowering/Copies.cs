using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>Emits copies by strides, as few and with as long runs as their loops allow.</summary>
internal static class Copies
{
    /// <param name="inputOffset">Bytes from the start of the input to the first element read.</param>
    /// <param name="outputOffset">Bytes from the start of the output to the first element written.</param>
    /// <param name="loops">Loops over single bytes, the innermost last.</param>
    /// <param name="isPart">Whether other ops write the rest of the output.</param>
    public static void EmitCopy(
        this ProgramBuilder builder,
        GraphNode node,
        ArenaTensor input,
        int inputOffset,
        ArenaTensor output,
        int outputOffset,
        IEnumerable<CopyLoop> loops,
        bool isPart)
    {
        var merged = Merge(loops);
        var run = 1;
        if (merged.Count > 0 && merged[^1] is { InputStride: 1, OutputStride: 1 })
        {
            run = merged[^1].Count;
            merged.RemoveAt(merged.Count - 1);
        }

        var unrolled = new List<CopyLoop>();
        while (merged.Count > StridedCopyRecord.Loops)
        {
            // The order of the loops does not matter: unrolling the shortest makes the fewest records.
            var shortest = merged.MinBy(loop => loop.Count);
            merged.Remove(shortest);
            unrolled.Add(shortest);
        }

        foreach (var (inputStart, outputStart) in Starts(unrolled, 0, inputOffset, outputOffset))
        {
            builder.Emit(new StridedCopyOp
            {
                Source = input,
                Destination = output,
                InputOffset = inputStart,
                OutputOffset = outputStart,
                RunBytes = run,
                Loops = merged,
                IsPart = isPart || unrolled.Count > 0,
                SourceOps = ProgramBuilder.SourceOps(node),
            });
        }
    }

    /// <summary>Copies a view of the input (a stride for each dimension) into a dense output of the given shape.</summary>
    public static void EmitGather(
        this ProgramBuilder builder,
        GraphNode node,
        ArenaTensor input,
        int inputOffset,
        ReadOnlySpan<int> inputStrides,
        ArenaTensor output,
        ReadOnlySpan<int> shape,
        int elementBytes)
    {
        var outputStrides = Shapes.Strides(shape);
        var loops = new List<CopyLoop>();
        for (var i = 0; i < shape.Length; i++)
        {
            loops.Add(new(shape[i], inputStrides[i] * elementBytes, outputStrides[i] * elementBytes));
        }

        loops.Add(new(elementBytes, 1, 1));
        builder.EmitCopy(node, input, inputOffset * elementBytes, output, 0, loops, isPart: false);
    }

    /// <summary>Drops loops of one step and joins two loops that walk like one.</summary>
    private static List<CopyLoop> Merge(IEnumerable<CopyLoop> loops)
    {
        var merged = new List<CopyLoop>();
        foreach (var loop in loops.Where(loop => loop.Count != 1))
        {
            if (merged.Count > 0
                && merged[^1].InputStride == loop.InputStride * loop.Count
                && merged[^1].OutputStride == loop.OutputStride * loop.Count)
            {
                merged[^1] = loop with { Count = merged[^1].Count * loop.Count };
            }
            else
            {
                merged.Add(loop);
            }
        }

        return merged;
    }

    private static IEnumerable<(int Input, int Output)> Starts(List<CopyLoop> loops, int depth, int input, int output)
    {
        if (depth == loops.Count)
        {
            yield return (input, output);
            yield break;
        }

        for (var i = 0; i < loops[depth].Count; i++)
        {
            var inner = Starts(loops, depth + 1, input + i * loops[depth].InputStride, output + i * loops[depth].OutputStride);
            foreach (var start in inner)
            {
                yield return start;
            }
        }
    }
}
