using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Planning;

/// <summary>Where the arena of a planned program holds no value while an op runs: kernels may have their scratch there.</summary>
internal static class DeadSpace
{
    /// <summary>The largest gap between live tensors for each op; (0, 0) where there is none.</summary>
    public static IReadOnlyList<(int Start, int Bytes)> Of(LoweredProgram program)
    {
        var lifetimes = Lifetimes.Of(program);
        return
        [
            .. Enumerable.Range(0, program.Ops.Count).Select(op => LargestGap(
                lifetimes.Where(entry => entry.Value.First <= op && op <= entry.Value.Last).Select(entry => entry.Key), program.ArenaBytes)),
        ];
    }

    private static (int Start, int Bytes) LargestGap(IEnumerable<ArenaTensor> live, int arenaBytes)
    {
        var (free, best) = (0, (Start: 0, Bytes: 0));
        foreach (var (start, end) in live.Select(tensor => (tensor.Start, End: tensor.Start + tensor.Bytes)).OrderBy(range => range.Start).Append((arenaBytes, arenaBytes)))
        {
            best = start - free > best.Bytes ? (free, start - free) : best;
            free = Math.Max(free, (int)ArenaAlignment.Up(end));
        }

        return best;
    }
}
