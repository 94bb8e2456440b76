namespace TinyInfer.Compiler.Quantizing;

/// <summary>How often a tensor's values lie where, between the smallest and the largest.</summary>
public sealed class Histogram
{
    public const int Bins = 2048;

    private readonly long[] _counts = new long[Bins];

    public float Min { get; private set; } = float.PositiveInfinity;

    public float Max { get; private set; } = float.NegativeInfinity;

    /// <summary>Values that are exactly 0, which every quantisation hits; they are in no bin.</summary>
    public long Zeros { get; private set; }

    public IReadOnlyList<long> Counts => _counts;

    public float Width => (Max - Min) / Bins;

    public float Middle(int bin) => Min + (bin + 0.5f) * Width;

    /// <summary>First pass: how far the values reach.</summary>
    public void Widen(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            Min = MathF.Min(Min, value);
            Max = MathF.Max(Max, value);
        }
    }

    /// <summary>Second pass, over the same values.</summary>
    public void Count(ReadOnlySpan<float> values)
    {
        var scale = Max > Min ? Bins / (Max - Min) : 0;
        foreach (var value in values)
        {
            if (value == 0)
            {
                Zeros++;
            }
            else
            {
                _counts[Math.Clamp((int)((value - Min) * scale), 0, Bins - 1)]++;
            }
        }
    }
}
