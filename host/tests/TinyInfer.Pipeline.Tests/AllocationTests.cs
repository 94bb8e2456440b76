using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Pipeline.Tests;

/// <summary>What the managed heap sees of a stream once it is made: nothing.</summary>
[TestClass]
public class AllocationTests
{
    [TestMethod]
    public void FeatureStream_ofSounds_allocatesNothing()
    {
        var stream = new FeatureStream(new MicroFrontend(new MicroFrontendSettings()), 49, 16000);
        var input = new sbyte[49 * 40];
        var sounds = Signals.Sounds(32000);
        var inputs = 0;

        Assert.AreEqual(0L, AllocatedBy(() =>
        {
            for (var i = 0; i < sounds.Length;)
            {
                i += stream.Add(sounds, i, Math.Min(100, sounds.Length - i), i * 1000L / 16);
                if (stream.IsReady)
                {
                    stream.CopyTo(input);
                    inputs++;
                }
            }

            stream.Gap();
        }));
        Assert.AreEqual(2 * 51, inputs);
    }

    [TestMethod]
    [DataRow(ScoreSmoothing.MovingAverage)]
    [DataRow(ScoreSmoothing.Majority)]
    public void Decider_ofScores_allocatesNothing(ScoreSmoothing smoothing)
    {
        var decider = new Decider(4, new DeciderSettings { Smoothing = smoothing, Suppression = 0 });
        var scores = new sbyte[4];
        var decisions = 0;

        Assert.AreEqual(0L, AllocatedBy(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                Array.Fill(scores, sbyte.MinValue);
                scores[i / 10 % 4] = sbyte.MaxValue;
                decisions += decider.Add(scores, i).IsNew ? 1 : 0;
            }

            decider.Reset();
        }));
        Assert.AreEqual(2 * 100, decisions);
    }

    [TestMethod]
    [DataRow("raw", "")]
    [DataRow("statistics", "")]
    [DataRow("spectral", "")]
    [DataRow("log-mel", "")]
    [DataRow("mfcc", "")]
    [DataRow("micro", "")]
    [DataRow("raw", "high-pass 20 0.7 low-pass 3000 0.7")]
    public void Features_ofAStream_allocateNothing(string kind, string filters)
    {
        var settings = new Dictionary<string, string>
        {
            ["features"] = kind, ["sample-rate"] = "16000", ["channels"] = "1", ["window"] = "480", ["hop"] = "320", ["frames"] = "3",
            ["band-edges"] = "100 1000 4000", ["mel-channels"] = "40", ["mel-low"] = "125", ["mel-high"] = "7500", ["coefficients"] = "13",
        };
        if (filters.Length > 0)
        {
            settings["filters"] = filters;
            settings["decimation"] = "2";
        }

        var preprocessing = new Preprocessing(key => settings.GetValueOrDefault(key)!);
        var stream = preprocessing.CreateStream();
        var input = new sbyte[stream.FrameCount * stream.FeatureCount];
        var sounds = Signals.Sounds(16000);

        Assert.AreEqual(0L, AllocatedBy(() =>
        {
            for (var i = 0; i < sounds.Length; i += 100)
            {
                var count = preprocessing.Filter?.Apply(sounds, i, 100) ?? 100;
                for (var taken = 0; taken < count;)
                {
                    taken += stream.Add(sounds, i + taken, count - taken, i);
                    if (stream.IsReady)
                    {
                        stream.CopyTo(input);
                    }
                }
            }
        }));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Classifier_ofAStream_allocatesNothing(bool isAutoencoder)
    {
        var source = isAutoencoder
            ? new ArraySource([.. Signals.Noise(1, 4000).Select(value => (short)(value & 15))], 100, 2)
            : new ArraySource(Signals.Sounds(32000), 16000, 1);
        using var classifier = Classifier.FromModel(isAutoencoder ? PipelineModels.Clipper() : PipelineModels.Speech(), source);
        var events = 0;
        classifier.Decided += (_, _) => events++;

        Assert.AreEqual(0L, AllocatedBy(() =>
        {
            source.Rewind();
            classifier.Run();
        }));
        Assert.IsGreaterThan(100, classifier.InferenceCount);
    }

    /// <summary>A second time: the first one may compile and initialise.</summary>
    private static long AllocatedBy(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
