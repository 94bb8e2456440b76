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

    /// <summary>A second time: the first one may compile and initialise.</summary>
    private static long AllocatedBy(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
