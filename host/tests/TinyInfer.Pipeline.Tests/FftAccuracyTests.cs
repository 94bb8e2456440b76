using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Pipeline.Tests;

/// <summary>What 16 bits cost: signal-to-noise ratios against a transform in double, by its definition.</summary>
[TestClass]
public class FftAccuracyTests
{
    public required TestContext TestContext { get; init; }

    [TestMethod]
    [DataRow(16, 70, 69)]
    [DataRow(32, 68, 68)]
    [DataRow(64, 65, 64)]
    [DataRow(128, 62, 61)]
    [DataRow(256, 60, 59)]
    [DataRow(512, 58, 56)]
    [DataRow(1024, 55, 53)]
    [DataRow(2048, 52, 51)]
    [DataRow(4096, 49, 48)]
    public void ShortFft_ofToneAndNoise_isNearTheTransform(int length, int leastOfTone, int leastOfNoise)
    {
        var tone = Enumerable.Range(0, length).Select(i => (short)Math.Round(32000 * Math.Sin(2 * Math.PI * 3.3 * i / 16 + 0.4))).ToArray();
        var ofTone = Ratio(tone);
        var ofNoise = Ratio(Signals.Noise(1, length));

        TestContext.WriteLine($"{length}: {ofTone:0.0} dB of a tone, {ofNoise:0.0} dB of noise");
        Assert.IsGreaterThan(leastOfTone, ofTone);
        Assert.IsGreaterThan(leastOfNoise, ofNoise);
    }

    private static double Ratio(short[] samples)
    {
        var fft = new ShortFft(samples.Length);
        fft.Transform(samples);
        double signal = 0, noise = 0;
        for (var bin = 0; bin <= samples.Length / 2; bin++)
        {
            double real = 0, imaginary = 0;
            for (var i = 0; i < samples.Length; i++)
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * ((long)bin * i % samples.Length) / samples.Length);
                real += samples[i] * cos / samples.Length;
                imaginary -= samples[i] * sin / samples.Length;
            }

            signal += real * real + imaginary * imaginary;
            noise += Square(real - fft.Real[bin]) + Square(imaginary - fft.Imaginary[bin]);
        }

        return 10 * Math.Log10(signal / noise);
    }

    private static double Square(double x) => x * x;
}
