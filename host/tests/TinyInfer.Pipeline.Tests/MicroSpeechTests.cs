using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler;
using TinyInfer.Testing;

namespace TinyInfer.Pipeline.Tests;

/// <summary>From the recording to the answer, against TensorFlow Lite Micro's front end and network.</summary>
[TestClass]
public class MicroSpeechTests
{
    private const int FrameCount = 49;

    /// <summary>Samples of the goldens before those of the recordings.</summary>
    private const int SamplesBefore = 19;

    private static readonly string[] Labels = ["silence", "unknown", "yes", "no"];

    [TestMethod]
    [DataRow("yes", 0)]
    [DataRow("no", 1)]
    [DataRow("noise", 2)]
    [DataRow("silence", 3)]
    public void Features_ofARecording_equalTheReference(string name, int place)
    {
        var features = Features(Recording.Read(name), out var frames);

        Assert.AreEqual(FrameCount, frames);
        var golden = SharedFiles.Read("goldens", "micro_speech", "inputs.bin");
        var expected = golden.Skip((SamplesBefore + place) * features.Length).Take(features.Length).Select(value => (sbyte)value).ToArray();
        CollectionAssert.AreEqual(expected, features);
    }

    [TestMethod]
    [DataRow("yes", "yes", 0)]
    [DataRow("no", "no", 1)]
    [DataRow("noise", "silence", 2)]
    [DataRow("silence", "silence", 3)]
    public void Network_onARecording_answersAsTheReference(string name, string label, int place)
    {
        var model = ModelConverter.Convert(
            SharedFiles.Read("goldens", "micro_speech", "model.tflite"),
            new ConvertOptions { Labels = Labels });
        using var interpreter = new Interpreter(Model.Load(ModelSource.FromArray(model)));
        interpreter.Input(0).Write(Features(Recording.Read(name), out _));

        interpreter.Invoke();

        Assert.AreEqual(label, interpreter.Output(0).ArgMaxLabel());
        var scores = new sbyte[Labels.Length];
        interpreter.Output(0).Read(scores);
        var golden = SharedFiles.Read("goldens", "micro_speech", "outputs.bin");
        var expected = golden.Skip((SamplesBefore + place) * scores.Length).Take(scores.Length).Select(value => (sbyte)value).ToArray();
        CollectionAssert.AreEqual(expected, scores);
    }

    private static sbyte[] Features(short[] samples, out int frames)
    {
        var stream = new FeatureStream(new MicroFrontend(new MicroFrontendSettings()), FrameCount, Recording.SampleRate);
        frames = 0;
        for (var i = 0; i < samples.Length;)
        {
            i += stream.Add(samples, i, samples.Length - i, 0);
            frames += stream.HasNewFrame ? 1 : 0;
        }

        var features = new sbyte[FrameCount * stream.FeatureCount];
        stream.CopyTo(features);
        return features;
    }
}
