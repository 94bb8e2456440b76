using System;
using nanoFramework.TestFramework;
using TinyInfer;
using TinyInfer.Pipeline;
using TinyInfer.Pipeline.Tests;
using TinyInfer.PipelineGoldens;

/// <summary>From a source to a decision, with a model that carries its preprocessing. The resources are put in by run-on-nanoclr.</summary>
[TestClass]
public class ClassifierTests
{
    private const int SampleRate = 16000;

    // The launcher calls tests without an object.
    private static int _events;

    [TestMethod]
    public void Yes_fromTheRecording_isDecided()
    {
        Check(Resources.BinaryResources.yes, "yes", 1);
    }

    [TestMethod]
    public void No_fromTheRecording_isDecided()
    {
        Check(Resources.BinaryResources.no, "no", 1);
    }

    [TestMethod]
    public void Noise_fromTheRecording_isDecidedAsTheReferenceDoes()
    {
        Check(Resources.BinaryResources.noise, "silence", 0);
    }

    [TestMethod]
    public void Silence_fromTheRecording_isDecided()
    {
        Check(Resources.BinaryResources.silence, "silence", 0);
    }

    [TestMethod]
    public void Source_ofAnotherRate_isRefusedByName()
    {
        try
        {
            Classifier.FromModel(Load(), new ArraySource(new short[1], 8000, 1));
        }
        catch (PipelineException failure)
        {
            Assert.AreEqual((int)PipelineError.SampleRate, (int)failure.Error);
            Assert.AreEqual("sample-rate", failure.Key);
            return;
        }

        Assert.IsTrue(false, "it was taken");
    }

    [TestMethod]
    public void Run_manyTimes_heapConstant()
    {
        ArraySource source = new ArraySource(RecordingTests.Samples(Resources.BinaryResources.yes), SampleRate, 1);
        using (Classifier classifier = Classifier.FromModel(Load(), source))
        {
            classifier.Run();
            uint before = RecordingTests.Free();
            for (int i = 0; i < 2; i++)
            {
                source.Rewind();
                classifier.Run();
                Assert.AreEqual(before, RecordingTests.Free());
            }

            StageTimings timings = classifier.Timings;
            int count = timings.Inferences;
            Console.WriteLine(
                $"Figure: classifier: {count} inferences, microseconds each: samples {timings.Sample / count}, features {timings.Features / count}, network {timings.Network / count}, after {timings.After / count}");
        }
    }

    [TestMethod]
    [DataRow("raw")]
    [DataRow("statistics")]
    [DataRow("spectral")]
    [DataRow("log-mel")]
    [DataRow("mfcc")]
    [DataRow("micro")]
    public void Stream_ofEachKind_heapConstant(string kind)
    {
        short[] samples = RecordingTests.Samples(Resources.BinaryResources.no);
        uint before = RecordingTests.Free();
        Preprocessing preprocessing = new Preprocessing(key => Setting(key, kind));
        FeatureStream stream = preprocessing.CreateStream();
        uint made = before - RecordingTests.Free();
        Console.WriteLine($"Figure: {kind}, {stream.FrameCount} frames of {stream.FeatureCount}: {made} bytes of managed heap");
        for (int i = 0; i < samples.Length; i += 100)
        {
            int count = preprocessing.Filter.Apply(samples, i, 100);
            for (int taken = 0; taken < count;)
            {
                taken += stream.Add(samples, i + taken, count - taken, 0);
            }
        }

        Assert.IsTrue(stream.Time > 0);
        Assert.AreEqual(made, before - RecordingTests.Free());
    }

    private static void Check(Resources.BinaryResources recording, string label, int events)
    {
        Model model = Load();
        using (Classifier classifier = Classifier.FromModel(model, new ArraySource(RecordingTests.Samples(recording), SampleRate, 1)))
        {
            _events = 0;
            classifier.Decided += Count;
            classifier.Run();
            Assert.AreEqual(1, classifier.InferenceCount);
            Assert.AreEqual(label, model.GetLabel(classifier.Current.Label));
            Assert.AreEqual(events, _events);
        }
    }

    private static void Count(Classifier sender, Decision decision)
    {
        _events++;
    }

    private static Model Load()
    {
        return Model.Load(ModelSource.FromArray(Resources.GetBytes(Resources.BinaryResources.model)));
    }

    private static string Setting(string key, string kind)
    {
        switch (key)
        {
            case "features":
                return kind;
            case "sample-rate":
                return "16000";
            case "channels":
                return "1";
            case "filters":
                return "high-pass 50 0.7071";
            case "window":
                return "480";
            case "hop":
                return "320";
            case "frames":
                return "5";
            case "band-edges":
                return "100 1000 4000";
            case "mel-channels":
                return "40";
            case "mel-low":
                return "125";
            case "mel-high":
                return "7500";
            case "coefficients":
                return "13";
            default:
                return null;
        }
    }
}
