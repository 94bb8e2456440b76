using System;
using nanoFramework.TestFramework;
using TinyInfer;
using TinyInfer.Pipeline;
using TinyInfer.PipelineGoldens;

/// <summary>
/// From recordings to micro_speech's scores, against TensorFlow Lite Micro's front end and network. The resources are put
/// in by run-on-nanoclr.
/// </summary>
[TestClass]
public class RecordingTests
{
    private const int SampleRate = 16000;
    private const int WavHeaderBytes = 44;
    private const int FrameCount = 49;
    private const int ScoreCount = 4;

    // Samples of the reference before those of the recordings: yes, no, noise, silence.
    private const int SamplesBefore = 19;

    // Samples that a microphone gives at a time.
    private const int Portion = 160;

    [TestMethod]
    public void Yes_fromTheRecording_equalsReference()
    {
        Check(Resources.BinaryResources.yes, 0);
    }

    [TestMethod]
    public void No_fromTheRecording_equalsReference()
    {
        Check(Resources.BinaryResources.no, 1);
    }

    [TestMethod]
    public void Noise_fromTheRecording_equalsReference()
    {
        Check(Resources.BinaryResources.noise, 2);
    }

    [TestMethod]
    public void Silence_fromTheRecording_equalsReference()
    {
        Check(Resources.BinaryResources.silence, 3);
    }

    [TestMethod]
    public void Stream_ofARecording_tellsItsTime()
    {
        short[] samples = Samples(Resources.BinaryResources.yes);
        FeatureStream stream = new FeatureStream(new MicroFrontend(new MicroFrontendSettings()), FrameCount, SampleRate);
        DateTime start = DateTime.UtcNow;
        int frames = 0;
        for (int i = 0; i < 3; i++)
        {
            frames += Feed(stream, samples);
        }

        TimeSpan took = DateTime.UtcNow - start;
        Console.WriteLine($"Figure: micro-frontend: {took.TotalMilliseconds} ms for {frames} frames");
        Assert.IsTrue(frames > 0);
    }

    [TestMethod]
    public void Stream_ofManyRecordings_heapConstant()
    {
        short[] samples = Samples(Resources.BinaryResources.yes);
        uint before = Free();
        FeatureStream stream = new FeatureStream(new MicroFrontend(new MicroFrontendSettings()), FrameCount, SampleRate);
        uint made = before - Free();
        Console.WriteLine($"Figure: micro-frontend with {FrameCount} frames: {made} bytes of managed heap");
        for (int i = 0; i < 3; i++)
        {
            Feed(stream, samples);
            Assert.AreEqual(made, before - Free());
        }
    }

    private static void Check(Resources.BinaryResources recording, int place)
    {
        FeatureStream stream = new FeatureStream(new MicroFrontend(new MicroFrontendSettings()), FrameCount, SampleRate);
        Assert.AreEqual(FrameCount, Feed(stream, Samples(recording)));
        sbyte[] features = new sbyte[FrameCount * stream.FeatureCount];
        stream.CopyTo(features);

        byte[] inputs = Resources.GetBytes(Resources.BinaryResources.inputs);
        CheckEqual(features, inputs, (SamplesBefore + place) * features.Length);

        Model model = Model.Load(ModelSource.FromArray(Resources.GetBytes(Resources.BinaryResources.model)));
        using (Interpreter interpreter = new Interpreter(model))
        {
            interpreter.Input(0).Write(features);
            interpreter.Invoke();
            sbyte[] scores = new sbyte[ScoreCount];
            interpreter.Output(0).Read(scores);
            CheckEqual(scores, Resources.GetBytes(Resources.BinaryResources.outputs), (SamplesBefore + place) * ScoreCount);
        }
    }

    private static void CheckEqual(sbyte[] actual, byte[] expected, int start)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.AreEqual((int)(sbyte)expected[start + i], (int)actual[i], $"element {i}");
        }
    }

    private static int Feed(FeatureStream stream, short[] samples)
    {
        int frames = 0;
        for (int i = 0; i < samples.Length;)
        {
            int left = samples.Length - i;
            i += stream.Add(samples, i, left < Portion ? left : Portion, 0);
            frames += stream.HasNewFrame ? 1 : 0;
        }

        return frames;
    }

    internal static short[] Samples(Resources.BinaryResources recording)
    {
        byte[] file = Resources.GetBytes(recording);
        short[] samples = new short[(file.Length - WavHeaderBytes) / 2];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = BitConverter.ToInt16(file, WavHeaderBytes + 2 * i);
        }

        return samples;
    }

    internal static uint Free()
    {
        return nanoFramework.Runtime.Native.GC.Run(true);
    }
}
