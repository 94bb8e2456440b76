namespace TinyInfer.Compiler.Inspection;

/// <summary>A value in the arena, from the op that writes its first byte to the last op that needs it, both included.</summary>
/// <param name="FirstOp">-1 for an input of the network.</param>
/// <param name="LastOp">The number of ops for an output of the network.</param>
public sealed record ArenaValue(ArenaRange Range, int FirstOp, int LastOp)
{
    public bool IsLiveAt(int op) => FirstOp <= op && op <= LastOp;
}

/// <summary>
/// Which values live in the arena while each op runs, derived from nothing but the records: a value is what ops wrote
/// before another op reads it. Values that are read together by one operand (the parts of a concatenation, padding and
/// its inside) are one value.
/// </summary>
public sealed class ArenaTimeline
{
    private const int Nothing = -1;

    private readonly List<ArenaValue> _values = [];
    private readonly List<int> _parents = [];
    private readonly int[] _owners;

    private ArenaTimeline(int arenaBytes)
    {
        _owners = new int[arenaBytes];
        Array.Fill(_owners, Nothing);
    }

    /// <summary>In the order in which they come to life.</summary>
    public IReadOnlyList<ArenaValue> Values { get; private set; } = [];

    public static ArenaTimeline Of(ModelDescription model)
    {
        var timeline = new ArenaTimeline(model.File.ArenaBytes);
        foreach (var input in model.Inputs)
        {
            timeline.Write(ArenaAccess.Dense(input.Arena.Start, input.Arena.Bytes), op: -1);
        }

        foreach (var op in model.Ops)
        {
            foreach (var read in op.Reads)
            {
                timeline.Read(read, op.Index);
            }

            timeline.Write(op.Write, op.Index);
        }

        foreach (var output in model.Outputs)
        {
            timeline.Read(ArenaAccess.Dense(output.Arena.Start, output.Arena.Bytes), model.Ops.Count);
        }

        timeline.Values = [.. Enumerable.Range(0, timeline._values.Count)
            .Where(value => timeline.Root(value) == value)
            .Select(value => timeline._values[value])];
        return timeline;
    }

    /// <summary>Bytes that hold a value while an op runs; a place that an op reads and overwrites counts once.</summary>
    public int LiveBytes(int op)
    {
        var bytes = 0;
        var end = 0;
        foreach (var range in Values.Where(value => value.IsLiveAt(op)).Select(value => value.Range).OrderBy(range => range.Start))
        {
            bytes += Math.Max(0, range.End - Math.Max(end, range.Start));
            end = Math.Max(end, range.End);
        }

        return bytes;
    }

    private void Write(ArenaAccess access, int op)
    {
        var value = _values.Count;
        _values.Add(new ArenaValue(access.Extent, op, op));
        _parents.Add(value);
        foreach (var run in access.Runs)
        {
            Array.Fill(_owners, value, run.Start, run.Bytes);
        }
    }

    private void Read(ArenaAccess access, int op)
    {
        var value = Nothing;
        foreach (var run in access.Runs)
        {
            foreach (var owner in _owners.AsSpan(run.Start, run.Bytes))
            {
                if (owner != Nothing && owner != value)
                {
                    value = value == Nothing ? Root(owner) : Join(Root(owner), Root(value));
                }
            }
        }

        if (value != Nothing)
        {
            _values[value] = _values[value] with { LastOp = op };
        }
    }

    /// <summary>Makes two values one, which keeps the earlier one's index.</summary>
    private int Join(int one, int other)
    {
        var (kept, joined) = (Math.Min(one, other), Math.Max(one, other));
        if (kept != joined)
        {
            var (a, b) = (_values[kept], _values[joined]);
            var start = Math.Min(a.Range.Start, b.Range.Start);
            var end = Math.Max(a.Range.End, b.Range.End);
            _parents[joined] = kept;
            _values[kept] = new ArenaValue(
                new ArenaRange(start, end - start), Math.Min(a.FirstOp, b.FirstOp), Math.Max(a.LastOp, b.LastOp));
        }

        return kept;
    }

    private int Root(int value)
    {
        while (_parents[value] != value)
        {
            value = _parents[value];
        }

        return value;
    }
}
