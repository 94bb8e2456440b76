using System.Globalization;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Pipeline.Tests;

/// <summary>From a source to decisions in one object.</summary>
[TestClass]
public class ClassifierTests
{
    [TestMethod]
    [DataRow("yes", "yes", true)]
    [DataRow("no", "no", true)]
    [DataRow("noise", "silence", false)]
    [DataRow("silence", "silence", false)]
    public void MicroSpeech_onARecording_decidesAsTheReference(string name, string label, bool isEvent)
    {
        var model = PipelineModels.Speech();
        using var classifier = Classifier.FromModel(model, Source(Recording.Read(name)));
        var events = new List<string>();
        classifier.Decided += (_, decision) => events.Add($"{model.GetLabel(decision.Label)} {decision.Time}");

        classifier.Run();

        Assert.AreEqual(1, classifier.InferenceCount);
        Assert.AreEqual(label, model.GetLabel(classifier.Current.Label));

        // The last of 49 windows ends with sample 15,840.
        Assert.AreEqual(isEvent ? $"{label} {15839 * 1000000L / 16000}" : "", string.Join(' ', events));
    }

    [TestMethod]
    [DataRow("1", "5", 201)]
    [DataRow("5", "3", 41)]
    public void MicroSpeech_onSpeechInAStream_hearsEachWordOnce(string stride, string smoothingLength, int inferences)
    {
        var silence = Recording.Read("silence");
        short[] stream = [.. silence, .. Recording.Read("yes"), .. silence, .. Recording.Read("no"), .. silence];
        var model = PipelineModels.Speech(("stride", stride), ("smoothing-length", smoothingLength), ("threshold", "180"), ("release-threshold", "100"));
        using var classifier = Classifier.FromModel(model, Source(stream));
        var events = new List<string>();
        classifier.Decided += (_, decision) => events.Add(model.GetLabel(decision.Label));

        classifier.Run();

        Assert.AreEqual("yes no", string.Join(' ', events.Where(label => label != "unknown")));
        Assert.AreEqual(inferences, classifier.InferenceCount, 1);
        Assert.AreEqual(classifier.InferenceCount, classifier.Timings.Inferences);
    }

    [TestMethod]
    public void Events_ofTwoClasses_comeWithTheirTimes()
    {
        Assert.AreEqual("left 0 | right 30000 | left 60000", Events(PipelineModels.Softmax(), Pairs("LLLRRRLL"), -1));
    }

    [TestMethod]
    public void Gap_inTheSource_beginsAnew()
    {
        // Each decision must be true for three inferences.
        Assert.AreEqual("left 20000", Events(PipelineModels.Softmax(("minimum-count", "3")), Pairs("LLLLRRRR"), 6));
        Assert.AreEqual("left 20000 | right 60000", Events(PipelineModels.Softmax(("minimum-count", "3")), Pairs("LLLLRRRR"), -1));
    }

    [TestMethod]
    public void Source_thatThrows_leavesThePipelineUsable()
    {
        var source = new ArraySource(Pairs("LLLRRR"), 100, 2) { FailAt = 2 };
        using var classifier = Classifier.FromModel(PipelineModels.Softmax(), source);

        Assert.AreEqual(2, classifier.Poll());
        Assert.AreEqual(2, classifier.Poll());
        Assert.ThrowsExactly<InvalidOperationException>(() => classifier.Poll());
        Assert.AreEqual(2, classifier.InferenceCount);
        classifier.Run();

        Assert.AreEqual(6, classifier.InferenceCount);
        Assert.AreEqual(1, classifier.Current.Label);
    }

    [TestMethod]
    public void Decimation_ofTheSource_isFilteredAndKeepsTime()
    {
        var model = PipelineModels.Softmax(("sample-rate", "400"), ("decimation", "4"));
        var slow = Pairs("LLLLLLLLRRRRRRRR");
        var fast = Enumerable.Range(0, 4 * slow.Length).Select(i => slow[i / 8 * 2 + i % 2]).ToArray();

        using var classifier = Classifier.FromModel(model, new ArraySource(fast, 400, 2));
        classifier.Run();

        Assert.AreEqual(16, classifier.InferenceCount);
        Assert.AreEqual(150000, classifier.Current.Time, 1);
        Assert.AreEqual(1, classifier.Current.Label);
    }

    [TestMethod]
    public void Stop_fromAHandler_endsTheRun()
    {
        using var classifier = Classifier.FromModel(PipelineModels.Softmax(), new ArraySource(Pairs("LLLRRR"), 100, 2));
        classifier.Decided += (sender, _) => sender.Stop();

        classifier.Run();

        Assert.AreEqual(1, classifier.InferenceCount);
    }

    [TestMethod]
    public void Autoencoder_ofWhatItCannotGiveBack_isAnAnomaly()
    {
        // Errors of 2, 2, 2 and 4 steps: a root mean square of √7, in sixteenths 42.
        using var classifier = Classifier.FromModel(PipelineModels.Clipper(), new ArraySource([1, 2, 3, 4, 8, 8, 8, 10, 6, 0, 6, 0], 100, 2));
        var found = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            classifier.Poll();
            found.Add($"{classifier.AnomalyScore} {classifier.IsAnomaly} {classifier.Interpreter.Model.GetLabel(classifier.Current.Label)} {classifier.Current.IsNew}");
        }

        Assert.AreEqual("0 False normal False | 42 True anomaly True | 0 False normal False", string.Join(" | ", found));
    }

    [TestMethod]
    public void KMeans_besideTheClasses_scoresTheNearestCentroid()
    {
        var model = PipelineModels.Softmax(("anomaly", "k-means"), ("anomaly-threshold", "80"), ("centroids", "100 -100 -100 100"));
        using var classifier = Classifier.FromModel(model, new ArraySource([100, -100, 97, -96, 0, 0], 100, 2));
        var found = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            classifier.Poll();
            found.Add($"{classifier.AnomalyScore} {classifier.IsAnomaly}");
        }

        // Distances 0, 5 and 100 √2.
        Assert.AreEqual("0 False | 80 False | 2263 True", string.Join(" | ", found));
    }

    [TestMethod]
    [DataRow(8000f, 1, PipelineError.SampleRate, "sample-rate", 8000f, 16000f)]
    [DataRow(15839f, 1, PipelineError.SampleRate, "sample-rate", 15839f, 16000f)]
    [DataRow(float.NaN, 1, PipelineError.SampleRate, "sample-rate", float.NaN, 16000f)]
    [DataRow(16000f, 2, PipelineError.ChannelCount, "channels", 2f, 1f)]
    public void Source_thatDoesNotFit_isRefusedByName(float rate, int channels, PipelineError error, string key, float found, float expected)
    {
        var model = PipelineModels.Speech();
        var failure = Assert.ThrowsExactly<PipelineException>(() => Classifier.FromModel(model, new ArraySource(new short[960], rate, channels)));

        Assert.AreEqual(error, failure.Error);
        Assert.AreEqual(key, failure.Key);
        Assert.AreEqual(found, failure.Found);
        Assert.AreEqual(expected, failure.Expected);
    }

    [TestMethod]
    public void Source_withinOnePercent_fits()
    {
        using var classifier = Classifier.FromModel(PipelineModels.Speech(), new ArraySource(new short[960], 15850, 1));

        Assert.AreEqual(0, classifier.InferenceCount);
    }

    [TestMethod]
    [DataRow("features", null, PipelineError.NoPreprocessing)]
    [DataRow("features", "fft", PipelineError.BadValue)]
    [DataRow("sample-rate", null, PipelineError.MissingKey)]
    [DataRow("sample-rate", "0", PipelineError.BadValue)]
    [DataRow("sample-rate", "1e3", PipelineError.BadValue)]
    [DataRow("channels", "x", PipelineError.BadValue)]
    [DataRow("channels", "2.5", PipelineError.BadValue)]
    [DataRow("window", null, PipelineError.MissingKey)]
    [DataRow("window", "99999999999", PipelineError.BadValue)]
    [DataRow("hop", "0", PipelineError.BadValue)]
    [DataRow("frames", "2", PipelineError.InputSize, "features")]
    [DataRow("range-high", null, PipelineError.MissingKey)]
    [DataRow("range-high", "-129", PipelineError.BadValue)]
    [DataRow("range-low", "1 2 3", PipelineError.BadValue, "range-high")]
    [DataRow("filters", "low-pass", PipelineError.BadValue)]
    [DataRow("filters", "low-pass 50 0.7", PipelineError.BadValue)]
    [DataRow("filters", "notch 10 1", PipelineError.BadValue)]
    [DataRow("decimation", "1001", PipelineError.BadValue)]
    [DataRow("smoothing", "mean", PipelineError.BadValue)]
    [DataRow("smoothing-length", "0", PipelineError.BadValue)]
    [DataRow("threshold", "256", PipelineError.BadValue)]
    [DataRow("release-threshold", "201", PipelineError.BadValue)]
    [DataRow("background", "2", PipelineError.BadValue)]
    [DataRow("anomaly", "svm", PipelineError.BadValue)]
    [DataRow("anomaly", "k-means", PipelineError.MissingKey, "anomaly-threshold")]
    public void Metadata_thatAreWrong_areNamed(string key, string? value, PipelineError error, string? named = null)
    {
        var failure = Assert.ThrowsExactly<PipelineException>(
            () => Classifier.FromModel(PipelineModels.Softmax((key, value)), new ArraySource(new short[2], 100, 2)));

        Assert.AreEqual(error, failure.Error);
        Assert.AreEqual(named ?? key, failure.Key);
    }

    [TestMethod]
    public void Numbers_ofMetadata_areExactMillionths()
    {
        foreach (var text in new[] { "104.48", "0.025", "0.06", "0.95", "16000", "0.000001", "-3.5" })
        {
            var at = 0;
            Assert.AreEqual(float.Parse(text, CultureInfo.InvariantCulture), MetadataValues.Number("key", text, ref at), text);
        }
    }

    private static string Events(Model model, short[] samples, int gapAt)
    {
        using var classifier = Classifier.FromModel(model, new ArraySource(samples, 100, 2) { GapAt = gapAt });
        var events = new List<string>();
        classifier.Decided += (_, decision) => events.Add($"{model.GetLabel(decision.Label)} {decision.Time}");
        classifier.Run();
        return string.Join(" | ", events);
    }

    /// <summary>L: the first channel is larger.</summary>
    private static short[] Pairs(string larger) => [.. larger.SelectMany(side => side == 'L' ? new short[] { 100, -100 } : [-100, 100])];

    private static ArraySource Source(short[] samples) => new(samples, Recording.SampleRate, 1);
}
