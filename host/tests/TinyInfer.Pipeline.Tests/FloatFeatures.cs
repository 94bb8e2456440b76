namespace TinyInfer.Pipeline.Tests;

/// <summary>The features by their definitions, in double: slow, and with nothing of the code under test.</summary>
internal static class FloatFeatures
{
    /// <summary>Mean, RMS, standard deviation, skewness, kurtosis, minimum, maximum, zero crossings, peak to peak.</summary>
    public static double[] Statistics(double[] x)
    {
        var mean = x.Average();
        double Moment(int power) => x.Average(value => Math.Pow(value - mean, power));
        var deviation = Math.Sqrt(Moment(2));
        return
        [
            mean,
            Math.Sqrt(x.Average(value => value * value)),
            deviation,
            deviation == 0 ? 0 : Moment(3) / Math.Pow(deviation, 3),
            deviation == 0 ? 0 : Moment(4) / Math.Pow(deviation, 4),
            x.Min(),
            x.Max(),
            x.Zip(x.Skip(1)).Count(pair => pair.First < 0 != pair.Second < 0),
            x.Max() - x.Min(),
        ];
    }

    /// <summary>|bin|² of a windowed transform, 0 … length / 2.</summary>
    public static double[] Power(double[] x, int length)
    {
        var windowed = x.Select((value, i) => value * (0.5 - 0.5 * Math.Cos(2 * Math.PI * i / x.Length))).ToArray();
        return [.. Enumerable.Range(0, length / 2 + 1).Select(bin =>
        {
            double real = 0, imaginary = 0;
            for (var i = 0; i < windowed.Length; i++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * ((long)bin * i % length) / length);
                real += windowed[i] * cos;
                imaginary -= windowed[i] * sin;
            }

            return real * real + imaginary * imaginary;
        })];
    }

    /// <summary>log2(1 + power) in bands, and the frequency of the strongest bin.</summary>
    public static double[] Spectral(double[] x, int length, double rate, float[] edges)
    {
        var mean = x.Average();
        var power = Power([.. x.Select(value => value - mean)], length);
        double Frequency(int bin) => bin * rate / length;
        var bands = edges.Zip(edges.Skip(1)).Select(band => Math.Log2(1 + power
            .Where((_, bin) => Frequency(bin) >= band.First && (Frequency(bin) < band.Second || (bin == length / 2 && Frequency(bin) == band.Second)))
            .Sum()));
        return [.. bands, Frequency(Array.IndexOf(power, power.Skip(1).Max()))];
    }

    /// <summary>log2(1 + energy) of triangles of height 1 that are equally wide on the mel scale.</summary>
    public static double[] LogMel(double[] x, MelSettings settings, int length)
    {
        static double Mel(double frequency) => 1127 * Math.Log(1 + frequency / 700);
        var power = Power(x, length);
        var lowest = Mel(settings.LowerBandLimit);
        var spacing = (Mel(settings.UpperBandLimit) - lowest) / (settings.ChannelCount + 1);
        return [.. Enumerable.Range(1, settings.ChannelCount).Select(centre => Math.Log2(1 + power
            .Select((value, bin) => value * Math.Max(0, 1 - Math.Abs((Mel(bin * (double)settings.SampleRate / length) - lowest) / spacing - centre)))
            .Sum()))];
    }

    /// <summary>The orthonormal DCT-II.</summary>
    public static double[] Cosine(double[] x, int count) => [.. Enumerable.Range(0, count).Select(k =>
        Math.Sqrt((k == 0 ? 1.0 : 2.0) / x.Length) * x.Select((value, i) => value * Math.Cos(Math.PI * k * (2 * i + 1) / (2.0 * x.Length))).Sum())];
}
