namespace TinyInfer.Cli.Verbs;

/// <summary>The frames that a board sent, and the places of those that were lost.</summary>
/// <param name="rate">Frames a second, where it is known.</param>
internal sealed class Recording(double? rate)
{
    /// <summary>What may wait in buffers at the end.</summary>
    private const double SecondsOnTheWay = 0.25;

    private TimeSpan _last;

    public List<short[]> Frames { get; } = [];

    /// <summary>Of each frame, counted in periods: a line that could not be read had one too.</summary>
    public List<long> Places { get; } = [];

    /// <summary>Frames whose lines could not be read.</summary>
    public long Dropped { get; private set; }

    /// <summary>Of the frames that came or were dropped, by the clock, Hz.</summary>
    public double MeasuredRate => _last > TimeSpan.Zero ? Math.Round((Frames.Count + Dropped - 1) / _last.TotalSeconds, 2) : 1;

    /// <summary>Hz.</summary>
    public double Rate => rate ?? MeasuredRate;

    /// <summary>Frames that should have come and of which no trace did.</summary>
    public long MissingByClock => Math.Max(0, (long)((_last.TotalSeconds - SecondsOnTheWay) * Rate) - Frames.Count - Dropped);

    /// <param name="frame">Its values.</param>
    /// <param name="brokenLines">So far.</param>
    /// <param name="time">When it came, after the first one.</param>
    public void Add(short[] frame, int brokenLines, TimeSpan time)
    {
        Dropped = brokenLines;
        Places.Add(Frames.Count + Dropped);
        Frames.Add(frame);
        _last = time;
    }
}
