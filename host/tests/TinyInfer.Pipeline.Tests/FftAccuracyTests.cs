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
        var ofTone = Ratio(Tone(length));
        var ofNoise = Ratio(Signals.Noise(1, length));

        TestContext.WriteLine($"{length}: {ofTone:0.0} dB of a tone, {ofNoise:0.0} dB of noise");
        Assert.IsGreaterThan(leastOfTone, ofTone);
        Assert.IsGreaterThan(leastOfNoise, ofNoise);
    }

    /// <summary>The transform of all features but the micro-frontend's, which 16 bits define.</summary>
    [TestMethod]
    [DataRow(16, 168, 165)]
    [DataRow(32, 161, 158)]
    [DataRow(64, 152, 150)]
    [DataRow(128, 147, 145)]
    [DataRow(256, 141, 139)]
    [DataRow(512, 135, 133)]
    [DataRow(1024, 128, 126)]
    [DataRow(2048, 123, 121)]
    [DataRow(4096, 116, 114)]
    public void RealFft_ofToneAndNoise_isNearTheTransform(int length, int leastOfTone, int leastOfNoise)
    {
        var ofTone = RatioOfReal(Tone(length), 1);
        var ofNoise = RatioOfReal(Signals.Noise(1, length), 1);
        var ofSoftNoise = RatioOfReal([.. Signals.Noise(1, length).Select(value => (short)(value >> 12))], 1);
        var ofLongNumbers = RatioOfReal(Signals.Noise(1, length), 1 << 14);

        TestContext.WriteLine($"{length}: {ofTone:0.0} dB of a tone, {ofNoise:0.0} dB of noise, {ofSoftNoise:0.0} dB of soft noise, {ofLongNumbers:0.0} dB of 30-bit noise");
        Assert.IsGreaterThan(leastOfTone, ofTone);
        Assert.IsGreaterThan(leastOfNoise, ofNoise);
        Assert.IsGreaterThan(leastOfNoise, ofSoftNoise);
        Assert.IsGreaterThan(leastOfNoise, ofLongNumbers);
    }

    [TestMethod]
    public void RealFft_ofSilenceAndOfTheLargestNumbers_isRight()
    {
        var fft = new RealFft(1024);
        fft.Transform(new int[1024]);
        Assert.IsTrue(fft.Real.All(bin => bin == 0) && fft.Imaginary.All(bin => bin == 0));

        fft.Transform([.. Enumerable.Repeat(-1 << 30, 1024)]);
        Assert.AreEqual(-Math.Pow(2, 40), fft.Real[0] * Math.Pow(2, fft.Exponent), 1);
        Assert.IsTrue(fft.Real.Skip(1).All(bin => Math.Abs(bin) <= 4));
    }

    private static short[] Tone(int length) =>
        [.. Enumerable.Range(0, length).Select(i => (short)Math.Round(32000 * Math.Sin(2 * Math.PI * 3.3 * i / 16 + 0.4)))];

    private static double RatioOfReal(short[] samples, int factor)
    {
        var fft = new RealFft(samples.Length);
        fft.Transform([.. samples.Select(sample => sample * factor)]);
        var scale = Math.Pow(2, fft.Exponent) / samples.Length / factor;
        return Ratio(samples, bin => (fft.Real[bin] * scale, fft.Imaginary[bin] * scale));
    }

    private static double Ratio(short[] samples)
    {
        var fft = new ShortFft(samples.Length);
        fft.Transform(samples);
        return Ratio(samples, bin => (fft.Real[bin], fft.Imaginary[bin]));
    }

    private static double Ratio(short[] samples, Func<int, (double Real, double Imaginary)> transform)
    {
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
            var found = transform(bin);
            noise += Square(real - found.Real) + Square(imaginary - found.Imaginary);
        }

        return 10 * Math.Log10(signal / noise);
    }

    private static double Square(double x) => x * x;
}
