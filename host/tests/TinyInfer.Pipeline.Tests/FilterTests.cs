using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Pipeline.Tests;

/// <summary>Filters against the same difference equation in double.</summary>
[TestClass]
public class FilterTests
{
    /// <summary>Steps of the samples. Each section rounds its output to one.</summary>
    private const double Tolerance = 1.5;

    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DataRow("low", 20f, 0.7071f)]
    [DataRow("low", 0.5f, 0.7071f)]
    [DataRow("high", 0.3f, 0.7071f)]
    [DataRow("high", 25f, 1f)]
    [DataRow("band", 10f, 3f)]
    public void Section_onARecording_equalsTheEquation(string kind, float frequency, float quality)
    {
        var recording = SensorRecording.Read("imu_har_wrist_geotec", 20000);
        var section = Of(kind, frequency, recording.SampleRate, quality);
        var filter = new SampleFilter([section], 1, recording.Channels);
        var filtered = (short[])recording.Samples.Clone();
        for (var i = 0; i < filtered.Length; i += 6 * 50)
        {
            Assert.AreEqual(Math.Min(300, filtered.Length - i), filter.Apply(filtered, i, Math.Min(300, filtered.Length - i)));
        }

        var worst = 0.0;
        for (var channel = 0; channel < recording.Channels; channel++)
        {
            var expected = Apply(Coefficients(kind, frequency, recording.SampleRate, quality), recording.Channel(0, recording.Frames, channel));
            for (var i = 0; i < expected.Length; i++)
            {
                var clamped = Math.Clamp(expected[i], short.MinValue, short.MaxValue);
                worst = Math.Max(worst, Math.Abs(filtered[i * recording.Channels + channel] - clamped));
            }
        }

        TestContext.WriteLine($"{worst:0.000} steps");
        Assert.IsLessThanOrEqualTo(Tolerance, worst);
    }

    /// <summary>What would alias is gone by 40 dB, and what should pass does within 1 dB.</summary>
    [TestMethod]
    [DataRow(4)]
    [DataRow(10)]
    public void AntiAliasing_beforeDecimation_leavesThePassBand(int decimation)
    {
        const float rate = 1000;
        var filter = new SampleFilter(SampleFilter.AntiAliasing(rate, decimation), decimation, 1);

        var kept = Rms(filter, rate / decimation * 0.2, rate);
        filter.Reset();
        var aliased = Rms(filter, rate / decimation * 1.4, rate);

        Assert.AreEqual(0, 20 * Math.Log10(kept * Math.Sqrt(2) / 10000), 1);
        Assert.IsLessThan(-40, 20 * Math.Log10(aliased * Math.Sqrt(2) / 10000));
    }

    private static double Rms(SampleFilter filter, double frequency, double rate)
    {
        var samples = Enumerable.Range(0, 10000).Select(i => (short)Math.Round(10000 * Math.Sin(2 * Math.PI * frequency * i / rate))).ToArray();
        var count = filter.Apply(samples, 0, samples.Length);
        Assert.AreEqual(10000 / filter.Decimation, count);
        return Math.Sqrt(samples.Skip(count / 2).Take(count / 2).Average(value => (double)value * value));
    }

    private static Biquad Of(string kind, float frequency, float rate, float quality) => kind switch
    {
        "low" => Biquad.LowPass(frequency, rate, quality),
        "high" => Biquad.HighPass(frequency, rate, quality),
        _ => Biquad.BandPass(frequency, rate, quality),
    };

    /// <summary>By the bilinear transform of the analogue prototype, s = (1 - 1/z) / (1 + 1/z) / tan(w / 2).</summary>
    private static double[] Coefficients(string kind, double frequency, double rate, double quality)
    {
        var k = Math.Tan(Math.PI * frequency / rate);
        var norm = 1 / (1 + k / quality + k * k);
        double[] b = kind switch
        {
            "low" => [k * k * norm, 2 * k * k * norm, k * k * norm],
            "high" => [norm, -2 * norm, norm],
            _ => [k / quality * norm, 0, -k / quality * norm],
        };
        return [.. b, 2 * (k * k - 1) * norm, (1 - k / quality + k * k) * norm];
    }

    private static double[] Apply(double[] c, double[] x)
    {
        var y = new double[x.Length];
        for (var n = 0; n < x.Length; n++)
        {
            double X(int i) => i < 0 ? 0 : x[i];
            double Y(int i) => i < 0 ? 0 : y[i];
            y[n] = c[0] * X(n) + c[1] * X(n - 1) + c[2] * X(n - 2) - c[3] * Y(n - 1) - c[4] * Y(n - 2);
        }

        return y;
    }
}
