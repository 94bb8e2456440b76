namespace TinyInfer.Compiler.Planning;

/// <summary>
/// Gives buffers their starts: one after the other, each at the lowest place where it meets no other one of its time.
/// The order decides the result and no order is best for all networks, so several are tried.
/// </summary>
internal static class Placement
{
    /// <summary>Swaps that are tried when the orders below leave gaps.</summary>
    private const int MaxSwaps = 2_000;

    /// <summary>Pairs of buffers that all swaps together may compare: large networks get fewer swaps.</summary>
    private const long MaxComparisons = 100_000_000;

    /// <returns>The high-water mark; the buffers have the starts of the best order found.</returns>
    public static long Place(IReadOnlyList<ArenaBuffer> buffers)
    {
        var bound = LowerBound(buffers);
        var best = Orders(buffers).Select(order => order.ToArray()).MinBy(order => PlaceInOrder(order))!;
        var bytes = PlaceInOrder(best);

        // Seeded: the same network gives the same file.
        var random = new Random(1);
        var swaps = Math.Min(MaxSwaps, MaxComparisons / Math.Max(1, (long)buffers.Count * buffers.Count));
        for (var i = 0; i < swaps && bytes > bound; i++)
        {
            var swapped = (ArenaBuffer[])best.Clone();
            var (a, b) = (random.Next(swapped.Length), random.Next(swapped.Length));
            (swapped[a], swapped[b]) = (swapped[b], swapped[a]);
            var swappedBytes = PlaceInOrder(swapped);
            if (swappedBytes <= bytes)
            {
                (best, bytes) = (swapped, swappedBytes);
            }
        }

        return PlaceInOrder(best);
    }

    /// <summary>The most bytes that live at once: no placement needs less.</summary>
    public static long LowerBound(IReadOnlyList<ArenaBuffer> buffers) =>
        buffers.Select(buffer => buffer.First).Distinct()
            .Select(time => buffers.Where(buffer => buffer.First <= time && time <= buffer.Last).Sum(buffer => buffer.Bytes))
            .DefaultIfEmpty(0)
            .Max();

    private static IEnumerable<IEnumerable<ArenaBuffer>> Orders(IReadOnlyList<ArenaBuffer> buffers)
    {
        yield return buffers.OrderByDescending(buffer => buffer.Bytes).ThenBy(buffer => buffer.First);
        yield return buffers.OrderByDescending(buffer => buffer.Bytes).ThenByDescending(Duration);
        yield return buffers.OrderByDescending(buffer => buffer.Bytes * Duration(buffer)).ThenBy(buffer => buffer.First);
        yield return buffers.OrderByDescending(Duration).ThenByDescending(buffer => buffer.Bytes);
        yield return buffers.OrderBy(buffer => buffer.First).ThenByDescending(buffer => buffer.Bytes);
        yield return buffers.OrderByDescending(buffer => buffer.Last).ThenByDescending(buffer => buffer.Bytes);
    }

    private static int Duration(ArenaBuffer buffer) => buffer.Last - buffer.First + 1;

    private static long PlaceInOrder(ArenaBuffer[] order)
    {
        var end = 0L;
        for (var i = 0; i < order.Length; i++)
        {
            var buffer = order[i];
            var start = 0L;
            foreach (var other in order.Take(i).Where(buffer.LivesWith).OrderBy(other => other.Start))
            {
                if (start + buffer.Bytes <= other.Start)
                {
                    break;
                }

                start = Math.Max(start, other.Start + other.Bytes);
            }

            buffer.Start = start;
            end = Math.Max(end, start + buffer.Bytes);
        }

        return end;
    }
}
