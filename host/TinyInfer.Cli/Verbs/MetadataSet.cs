using System.Globalization;
using TinyInfer.Cli.Files;
using TinyInfer.Compiler.Emit;
using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Verbs;

/// <summary>Keys and values from which preprocessing is made: a model's, or those of the command line.</summary>
internal sealed class MetadataSet
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>Null if there is no such key.</summary>
    public string? this[string key]
    {
        get => _values.GetValueOrDefault(key);
        set => _values[key] = value!;
    }

    /// <summary>Hz; null if it is not said.</summary>
    public float? SampleRate =>
        float.TryParse(this[PreprocessingKeys.SampleRate], CultureInfo.InvariantCulture, out var rate) && rate > 0 ? rate : null;

    public static MetadataSet Of(ModelFile model)
    {
        var set = new MetadataSet();
        foreach (var (key, value) in MetadataEditor.Read(model.Bytes))
        {
            set[key] = value;
        }

        return set;
    }

    public void SetDefault(string key, string value) => _values.TryAdd(key, value);

    /// <summary>The kind of features, and what it has where nothing else is said.</summary>
    public void SetDefaults(string kind)
    {
        _values[PreprocessingKeys.Features] = kind;
        if (kind is PreprocessingKeys.Micro or PreprocessingKeys.LogMel or PreprocessingKeys.Mfcc)
        {
            SetDefault(PreprocessingKeys.SampleRate, "16000");
            SetDefault(PreprocessingKeys.Channels, "1");
            SetDefault(PreprocessingKeys.Window, "480");
            SetDefault(PreprocessingKeys.Hop, "320");
            SetDefault(PreprocessingKeys.MelChannels, "40");
            SetDefault(PreprocessingKeys.MelLow, "125");
            SetDefault(PreprocessingKeys.MelHigh, "7500");
        }

        if (kind == PreprocessingKeys.Mfcc)
        {
            SetDefault(PreprocessingKeys.Coefficients, "13");
        }
    }

    /// <summary>What the keys say, and whether it fits a recording.</summary>
    public Preprocessing Preprocess(string where, RecordingFile recording)
    {
        try
        {
            var preprocessing = new Preprocessing(key => this[key]);
            Classifier.CheckSource(preprocessing, recording);
            return preprocessing;
        }
        catch (PipelineException failure)
        {
            throw PipelineText.Refuse(where, failure, key => this[key], recording.Path);
        }
    }
}
