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

    /// <summary>A second time: the first one may compile and initialise.</summary>
    private static long AllocatedBy(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
