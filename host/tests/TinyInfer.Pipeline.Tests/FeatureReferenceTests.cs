using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Pipeline.Tests;

/// <summary>Every feature against its definition in double, on real recordings; docs/pipeline.md has these tolerances.</summary>
[TestClass]
public class FeatureReferenceTests
{
    /// <summary>Sixteenths of the sensor's step.</summary>
    private const double AmplitudeTolerance = 1.0 / 16;

    private const double SkewnessTolerance = 0.02;
    private const double KurtosisTolerance = 0.01;

    /// <summary>Of a logarithm to the base 2: 0.3 dB, in bands that are 80 dB below the strongest.</summary>
    private const double LogTolerance = 0.1;

    /// <summary>Of coefficients over such logarithms.</summary>
    private const double CoefficientTolerance = 0.05;

    public required TestContext TestContext { get; init; }

    public static IEnumerable<object[]> Recordings => SensorRecording.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void Raw_ofARecording_isWhatDivisionSays(string name)
    {
        var recording = SensorRecording.Read(name, 3000);
        var features = new RawFeatures(64, 64, recording.Channels, new FeatureRange(-9000, 15000));
        var frame = new sbyte[features.FeatureCount];
        foreach (var first in Windows(recording, 64))
        {
            Compute(features, recording, first, frame);
            for (var i = 0; i < frame.Length; i++)
            {
                var exact = Math.Clamp((recording.Samples[first * recording.Channels + i] + 9000.0) * 255 / 24000, 0, 255) - 128;
                Assert.AreEqual(exact, frame[i], 0.5);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void Statistics_ofARecording_equalTheirDefinitions(string name)
    {
        var recording = SensorRecording.Read(name, 6000);
        double[] worst = [0, 0, 0];
        foreach (var length in new[] { 1, 2, 50, 128, 1000 })
        {
            var features = new StatisticsFeatures(length, length, recording.Channels, null);
            foreach (var first in Windows(recording, length).Take(300))
            {
                Compute(features, recording, first, new sbyte[features.FeatureCount]);
                for (var channel = 0; channel < recording.Channels; channel++)
                {
                    var expected = FloatFeatures.Statistics(recording.Channel(first, length, channel));
                    var values = features.Values.AsSpan(channel * StatisticsFeatures.PerChannel, StatisticsFeatures.PerChannel);
                    foreach (var amplitude in new[] { 0, 1, 2, 5, 6, 8 })
                    {
                        Note(ref worst[0], values[amplitude] / 16.0 - expected[amplitude]);
                    }

                    Note(ref worst[1], values[3] / 1024.0 - expected[3]);
                    Note(ref worst[2], (values[4] / 1024.0 - expected[4]) / Math.Max(1, expected[4]));
                    Assert.AreEqual(expected[7], values[7]);
                }
            }
        }

        TestContext.WriteLine($"amplitudes {worst[0]:0.0000}, skewness {worst[1]:0.0000}, kurtosis {worst[2]:0.0000} of itself");
        Assert.IsLessThanOrEqualTo(AmplitudeTolerance, worst[0]);
        Assert.IsLessThanOrEqualTo(SkewnessTolerance, worst[1]);
        Assert.IsLessThanOrEqualTo(KurtosisTolerance, worst[2]);
    }

    [TestMethod]
    [DynamicData(nameof(Recordings))]
    public void Spectral_ofARecording_equalsItsDefinition(string name)
    {
        var recording = SensorRecording.Read(name, 3000);
        var rate = recording.SampleRate;
        var worst = 0.0;
        foreach (var length in new[] { 16, 100, 256, 1024 })
        {
            float[] edges = [0, rate / 16, rate / 7, rate / 4, rate / 2];
            var features = new SpectralFeatures(length, length, recording.Channels, rate, edges, null);
            foreach (var first in Windows(recording, length).Take(8))
            {
                Compute(features, recording, first, new sbyte[features.FeatureCount]);
                for (var channel = 0; channel < recording.Channels; channel++)
                {
                    var window = recording.Channel(first, length, channel);
                    var expected = FloatFeatures.Spectral(window, features.FftLength, rate, edges);
                    for (var band = 0; band < edges.Length - 1; band++)
                    {
                        Note(ref worst, features.Values[channel * edges.Length + band] / 256.0 - expected[band]);
                    }

                    AssertStrongest(window, features.FftLength, rate, features.Values[(channel + 1) * edges.Length - 1] / 1000.0, expected[^1]);
                }
            }
        }

        TestContext.WriteLine($"bands {worst:0.0000}");
        Assert.IsLessThanOrEqualTo(LogTolerance, worst);
    }

    [TestMethod]
    [DataRow("yes")]
    [DataRow("no")]
    [DataRow("noise")]
    [DataRow("silence")]
    public void LogMelAndMfcc_ofARecording_equalTheirDefinitions(string name)
    {
        var samples = Recording.Read(name);
        var recording = new SensorRecording(Recording.SampleRate, 1, samples);
        var settings = new MelSettings();
        var logMel = new LogMelFeatures(settings, null);
        var mfcc = new MfccFeatures(settings, 13, null);
        double worstOfChannels = 0, worstOfCoefficients = 0;
        for (var first = 0; first + settings.WindowLength <= samples.Length; first += settings.HopLength)
        {
            Compute(logMel, recording, first, new sbyte[logMel.FeatureCount]);
            Compute(mfcc, recording, first, new sbyte[mfcc.FeatureCount]);
            var expected = FloatFeatures.LogMel(recording.Channel(first, settings.WindowLength, 0), settings, 512);
            var coefficients = FloatFeatures.Cosine(expected, 13);
            for (var i = 0; i < expected.Length; i++)
            {
                Note(ref worstOfChannels, logMel.Values[i] / 256.0 - expected[i]);
            }

            for (var i = 0; i < coefficients.Length; i++)
            {
                Note(ref worstOfCoefficients, mfcc.Values[i] / 256.0 - coefficients[i]);
            }
        }

        TestContext.WriteLine($"log-mel {worstOfChannels:0.0000}, MFCC {worstOfCoefficients:0.0000}");
        Assert.IsLessThanOrEqualTo(LogTolerance, worstOfChannels);
        Assert.IsLessThanOrEqualTo(CoefficientTolerance, worstOfCoefficients);
    }

    private static IEnumerable<int> Windows(SensorRecording recording, int length) =>
        Enumerable.Range(0, recording.Frames / length).Select(window => window * length);

    /// <summary>Two bins may be equally strong but for rounding.</summary>
    private static void AssertStrongest(double[] window, int length, double rate, double found, double expected)
    {
        var mean = window.Average();
        var power = FloatFeatures.Power([.. window.Select(value => value - mean)], length);
        var bin = (int)Math.Round(found * length / rate);
        Assert.AreEqual(bin * rate / length, found, 0.001);
        Assert.IsTrue(
            found == 0 ? power.Skip(1).Max() < 1 : power[bin] >= power.Skip(1).Max() * 0.99 - 1e-3, $"{found} Hz, expected {expected} Hz");
    }

    /// <summary>From a ring that does not begin at 0.</summary>
    private static void Compute(FrameFeatures features, SensorRecording recording, int firstFrame, sbyte[] frame)
    {
        var count = features.WindowLength * features.SourceChannels;
        var window = recording.Samples.AsSpan(firstFrame * recording.Channels, count);
        var start = features.WindowLength / 3 * features.SourceChannels;
        var ring = new short[count];
        for (var i = 0; i < count; i++)
        {
            ring[(start + i) % count] = window[i];
        }

        features.Compute(ring, start, frame, 0);
    }

    private static void Note(ref double worst, double difference) => worst = Math.Max(worst, Math.Abs(difference));
}
