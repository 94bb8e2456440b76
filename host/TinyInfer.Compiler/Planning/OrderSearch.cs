using System.Numerics;

namespace TinyInfer.Compiler.Planning;

/// <summary>Looks for an order of the ops in which few bytes live at once.</summary>
internal static class OrderSearch
{
    /// <summary>Sets of ops that the exact search comes to before it gives up.</summary>
    private const int MaxSets = 10_000;

    private const int BeamWidth = 32;

    public static int[] Find(OpGraph graph) => Exact(graph) ?? Beam(graph);

    /// <summary>
    /// Best first over sets of ops that have run. What lives after a set does not depend on the order inside it, so only
    /// the way to it with the lowest peak counts: the first complete set is an optimum.
    /// </summary>
    private static int[]? Exact(OpGraph graph)
    {
        var queue = new PriorityQueue<State, (long Peak, int Missing, int Number)>();
        var lowestPeaks = new Dictionary<BigInteger, long>();
        queue.Enqueue(Start(graph), default);
        for (var number = 0; queue.TryDequeue(out var state, out _) && lowestPeaks.Count <= MaxSets;)
        {
            if (state.Depth == graph.Count)
            {
                return Path(state);
            }

            foreach (var next in Next(graph, state))
            {
                if (!lowestPeaks.TryGetValue(next.Done, out var lowest) || next.Peak < lowest)
                {
                    lowestPeaks[next.Done] = next.Peak;
                    queue.Enqueue(next, (next.Peak, graph.Count - next.Depth, number++));
                }
            }
        }

        return null;
    }

    private static IEnumerable<State> Next(OpGraph graph, State state)
    {
        for (var op = 0; op < graph.Count; op++)
        {
            if (graph.IsReady(op, state.Done))
            {
                var (during, after) = graph.Run(op, state.Done, state.Live);
                yield return new(state, op, state.Depth + 1, state.Done | BigInteger.One << op, Math.Max(state.Peak, during), after);
            }
        }
    }

    /// <summary>
    /// For networks with too many sets: op by op the sets with the lowest peaks, then the fewest bytes alive, go on.
    /// </summary>
    private static int[] Beam(OpGraph graph)
    {
        List<State> beam = [Start(graph)];
        for (var depth = 0; depth < graph.Count; depth++)
        {
            beam =
            [
                .. beam.SelectMany(state => Next(graph, state))
                    .OrderBy(state => (state.Peak, state.Live))
                    .DistinctBy(state => state.Done)
                    .Take(BeamWidth),
            ];
        }

        return Path(beam[0]);
    }

    private static State Start(OpGraph graph) => new(null, -1, 0, BigInteger.Zero, graph.InputBytes, graph.InitialBytes);

    private static int[] Path(State? state)
    {
        var order = new int[state!.Depth];
        for (; state is { Depth: > 0 }; state = state.Previous)
        {
            order[state.Depth - 1] = state.Op;
        }

        return order;
    }

    private sealed record State(State? Previous, int Op, int Depth, BigInteger Done, long Peak, long Live);
}
