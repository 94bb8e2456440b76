using TinyInfer.Cli.Files.Datasets;
using TinyInfer.Cli.Verbs;
using TinyInfer.Compiler.Graph;
using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Files.Samples;

/// <summary>A model's preprocessing, applied to whatever recordings come. The network gets the features' int8 values as they are.</summary>
/// <param name="where">"model file 'x.tinf'", "the settings".</param>
internal sealed class Preprocessor(MetadataSet metadata, string where)
{
    /// <summary>Every input that the device would see of a recording: a WAV or CSV file.</summary>
    public IEnumerable<float[]> Windows(string path, NetworkGraph network)
    {
        using var recording = RecordingFile.Open(path, metadata.SampleRate);
        var preprocessing = metadata.Preprocess(where, recording);
        RequireSize(preprocessing, network);
        var stream = preprocessing.CreateStream();
        var features = new sbyte[stream.FrameCount * stream.FeatureCount];
        var values = new short[4096 / preprocessing.Channels * preprocessing.Channels];
        while (!recording.IsAtEnd)
        {
            var count = recording.Read(values, 0, values.Length);
            if (count > 0 && recording.IsAfterGap)
            {
                stream.Gap();
                preprocessing.Filter?.Reset();
            }

            count = preprocessing.Filter?.Apply(values, 0, count) ?? count;
            for (var at = 0; at < count;)
            {
                at += stream.Add(values, at, count - at, 0);
                if (stream.IsReady)
                {
                    stream.CopyTo(features);
                    yield return Array.ConvertAll(features, value => (float)value);
                }
            }
        }
    }

    /// <summary>What the device would see of a dataset, window by window.</summary>
    public IEnumerable<LabelledWindow> Windows(Dataset data) => new DatasetWindows(data, Preprocess(data)).All();

    /// <summary>All of it, with the classes that occur.</summary>
    public SampleSet Read(Dataset data, NetworkGraph network, IReadOnlyList<string>? classes)
    {
        RequireSize(Preprocess(data), network);
        var windows = Windows(data).Select(window => (window.Label, Features: Array.ConvertAll(window.Features, value => (float)value))).ToList();
        var names = classes ?? [.. windows.Select(window => window.Label).Distinct().Order(StringComparer.Ordinal)];
        var unknown = windows.Select(window => window.Label).Distinct().Where(label => !names.Contains(label)).ToList();
        return unknown.Count == 0
            ? new($"data folder '{data.Path}'", [.. windows.Select(window => window.Features)], [.. windows.Select(window => IndexOf(names, window.Label))], names)
            : throw LabelsDoNotMatch(data.Path, unknown, names);
    }

    public static ToolException LabelsDoNotMatch(string path, IEnumerable<string> unknown, IReadOnlyList<string> known) => new(
        ExitCode.Usage,
        $"data folder '{path}' has the labels {string.Join(", ", unknown)}, which are none of the model's: {string.Join(", ", known)}. Give data of these classes, or set the model's labels with 'tinyinfer metadata --labels FILE'.");

    private Preprocessing Preprocess(Dataset data)
    {
        try
        {
            var preprocessing = new Preprocessing(key => metadata[key]);
            Classifier.CheckSource(preprocessing, new DatasetSource(data));
            return preprocessing;
        }
        catch (PipelineException failure)
        {
            throw PipelineText.Refuse(where, failure, key => metadata[key], data.Path);
        }
    }

    private void RequireSize(Preprocessing preprocessing, NetworkGraph network)
    {
        var made = preprocessing.FrameCount * preprocessing.Features.FeatureCount;
        var taken = network.Inputs.Sum(input => input.ElementCount);
        if (made != taken)
        {
            throw PipelineText.Refuse(where, new PipelineException(PipelineError.InputSize, PreprocessingKeys.Features, taken, made), key => metadata[key], "");
        }
    }

    private static int IndexOf(IReadOnlyList<string> names, string name) => Enumerable.Range(0, names.Count).First(i => names[i] == name);
}
