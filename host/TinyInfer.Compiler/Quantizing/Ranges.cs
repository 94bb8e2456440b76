namespace TinyInfer.Compiler.Quantizing;

/// <summary>From what was seen of a tensor to the range that int8 covers.</summary>
internal static class Ranges
{
    private const double Tail = 0.5e-4;
    private const int Levels = 255;

    /// <summary>A range that holds 0; what lies outside of it is clipped.</summary>
    public static (float Min, float Max) Of(Histogram seen, RangeObserver observer)
    {
        var (min, max) = (MathF.Min(seen.Min, 0), MathF.Max(seen.Max, 0));
        if (max - min == 0 || seen.Max == seen.Min)
        {
            return (min, max);
        }

        return observer switch
        {
            RangeObserver.Percentile => Percentile(seen, min, max),
            RangeObserver.MeanSquaredError => LeastSquaredError(seen, min, max),
            RangeObserver.Entropy => LeastDivergence(seen, min, max),
            _ => (min, max),
        };
    }

    private static (float Min, float Max) Percentile(Histogram seen, float min, float max)
    {
        var spare = (long)(Tail * (seen.Zeros + seen.Counts.Sum()));
        var (low, high) = (0, Histogram.Bins - 1);
        for (var count = 0L; low < high && (count += seen.Counts[low]) <= spare; low++)
        {
        }

        for (var count = 0L; high > low && (count += seen.Counts[high]) <= spare; high--)
        {
        }

        return (min < 0 ? MathF.Min(seen.Min + low * seen.Width, 0) : 0, max > 0 ? MathF.Max(seen.Min + (high + 1) * seen.Width, 0) : 0);
    }

    private static (float Min, float Max) LeastSquaredError(Histogram seen, float min, float max)
    {
        const int steps = 40;
        var best = (Error: double.PositiveInfinity, Min: min, Max: max);

        // Each end moves by itself: the error is nearly separable but for the step width, so two rounds settle it.
        for (var round = 0; round < 3; round++)
        {
            var (lowest, highest) = (best.Min, best.Max);
            for (var step = 0; step < steps; step++)
            {
                var shrink = 1 - 0.9f * step / steps;
                Try(min * shrink, highest);
                Try(lowest, max * shrink);
            }
        }

        return (best.Min, best.Max);

        void Try(float low, float high)
        {
            if (high - low > 0 && SquaredError(seen, low, high) is var error && error < best.Error)
            {
                best = (error, low, high);
            }
        }
    }

    /// <summary>Rounding errors are spread evenly over a step: its square over 12.</summary>
    private static double SquaredError(Histogram seen, float min, float max)
    {
        double step = (max - min) / Levels;
        var rounding = step * step / 12;
        var error = 0.0;
        for (var bin = 0; bin < Histogram.Bins; bin++)
        {
            if (seen.Counts[bin] > 0)
            {
                var value = seen.Middle(bin);
                double outside = value < min ? min - value : value > max ? value - max : 0;
                error += seen.Counts[bin] * (outside > 0 ? outside * outside : rounding);
            }
        }

        return error;
    }

    /// <summary>
    /// The threshold of magnitudes for which the clipped distribution, in as few levels as int8 has there, diverges least
    /// from the whole one (as TensorRT calibrates).
    /// </summary>
    private static (float Min, float Max) LeastDivergence(Histogram seen, float min, float max)
    {
        var reach = MathF.Max(-min, max);
        var magnitudes = new double[Histogram.Bins];
        for (var bin = 0; bin < Histogram.Bins; bin++)
        {
            magnitudes[Math.Min((int)(Math.Abs(seen.Middle(bin)) / reach * Histogram.Bins), Histogram.Bins - 1)] += seen.Counts[bin];
        }

        var levels = min < 0 && max > 0 ? Levels / 2 : Levels;
        var (best, bestBins) = (double.PositiveInfinity, Histogram.Bins);
        for (var bins = levels; bins <= Histogram.Bins; bins += 16)
        {
            var divergence = Divergence(magnitudes, bins, levels);
            (best, bestBins) = divergence < best ? (divergence, bins) : (best, bestBins);
        }

        var threshold = reach * bestBins / Histogram.Bins;
        return (MathF.Max(min, -threshold), MathF.Min(max, threshold));
    }

    private static double Divergence(double[] counts, int bins, int levels)
    {
        var clipped = counts.AsSpan(0, bins).ToArray();
        for (var bin = bins; bin < counts.Length; bin++)
        {
            clipped[bins - 1] += counts[bin];
        }

        var quantized = new double[bins];
        for (var level = 0; level < levels; level++)
        {
            var (from, to) = (level * bins / levels, (level + 1) * bins / levels);
            var (sum, filled) = (0.0, 0);
            for (var bin = from; bin < to; bin++)
            {
                sum += counts[bin];
                filled += clipped[bin] > 0 ? 1 : 0;
            }

            for (var bin = from; bin < to; bin++)
            {
                quantized[bin] = clipped[bin] > 0 ? sum / filled : 0;
            }
        }

        var (total, totalQuantized) = (clipped.Sum(), quantized.Sum());
        var divergence = 0.0;
        for (var bin = 0; bin < bins; bin++)
        {
            if (clipped[bin] > 0)
            {
                var p = clipped[bin] / total;
                var q = Math.Max(quantized[bin] / Math.Max(totalQuantized, 1), 1e-12);
                divergence += p * Math.Log(p / q);
            }
        }

        return divergence;
    }
}
