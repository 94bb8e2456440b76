using System.CommandLine;
using System.Runtime.InteropServices;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Files.Datasets;
using TinyInfer.Cli.Files.Samples;
using TinyInfer.Cli.Output;
using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Verbs;

/// <summary>features: a recording or labelled recordings in, the features that a network sees of them out.</summary>
internal sealed class FeaturesVerb
{
    private static readonly string[] _kinds =
    [
        PreprocessingKeys.Raw, PreprocessingKeys.Statistics, PreprocessingKeys.Spectral, PreprocessingKeys.LogMel, PreprocessingKeys.Mfcc, PreprocessingKeys.Micro,
    ];

    private readonly Terminal _terminal;
    private readonly Argument<string> _recording = new("IN") { Description = "A recording: WAV of 16-bit PCM, or .csv of whole numbers, a line a frame. Or a folder of labelled recordings, of which every input is written." };
    private readonly Option<string?> _model = new("--model") { Description = "A model whose metadata say how features are computed.", HelpName = "M.tinf" };
    private readonly Option<string?> _frontend = new("--frontend") { Description = "Or the kind of features, with --set for what it needs. micro: as micro_speech, 16 kHz, 40 features each 20 ms.", HelpName = "KIND" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where the features go: int8, frame by frame.", HelpName = "OUT.bin", Required = true };
    private readonly Option<string?> _index = new("--index") { Description = "Of which recording each input of labelled recordings is, and its label.", HelpName = "OUT.csv" };
    private readonly Option<string?> _plot = new("--plot") { Description = "A picture of them.", HelpName = "OUT.png" };
    private readonly SettingsOptions _settings = new();

    public FeaturesVerb(Terminal terminal)
    {
        _terminal = terminal;
        _frontend.AcceptOnlyFromAmong(_kinds);
        Command = new Command("features", "Computes a network's features of a recording.") { _recording, _model, _frontend, _settings.Set, _settings.File, _output, _index, _plot };
        Command.Validators.Add(result =>
        {
            if (result.GetResult(_model) is null == result.GetResult(_frontend) is null)
            {
                result.AddError($"expected either --model M.tinf or --frontend KIND, one of: {string.Join(", ", _kinds)}.");
            }

            var isDataset = Dataset.IsOne(result.GetValue(_recording) ?? "");
            if (isDataset ? result.GetValue(_plot) is not null : result.GetValue(_index) is not null)
            {
                result.AddError(isDataset ? "--plot draws one recording, not a folder of them." : "--index is for a folder of labelled recordings (data.bin, index.csv, manifest.json).");
            }
        });
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var path = arguments.GetRequiredValue(_recording);
        var outputPath = arguments.GetRequiredValue(_output);
        var plotPath = arguments.GetValue(_plot);
        var modelPath = arguments.GetValue(_model);
        var metadata = modelPath is null ? new MetadataSet() : MetadataSet.Of(ModelFile.Load(modelPath));
        foreach (var (key, value) in _settings.Read(arguments))
        {
            metadata[key] = value;
        }

        if (arguments.GetValue(_frontend) is { } kind)
        {
            metadata.SetDefaults(kind);
        }

        var where = modelPath is null ? "the settings" : $"model file '{modelPath}'";
        if (Dataset.IsOne(path))
        {
            DatasetFeatures.Write(_terminal, Dataset.Read(path), new Preprocessor(metadata, where), outputPath, arguments.GetValue(_index));
            return ExitCode.Ok;
        }

        using var recording = RecordingFile.Open(path, metadata.SampleRate);
        metadata.SetDefault(PreprocessingKeys.SampleRate, FormattableString.Invariant($"{recording.SampleRate:0.######}"));
        metadata.SetDefault(PreprocessingKeys.Channels, $"{recording.Channels}");
        var preprocessing = metadata.Preprocess(where, recording);

        var run = new FeatureRun(preprocessing, recording);
        List<sbyte[]> picture = [];
        using var output = AtomicFile.Create(outputPath, modelPath is null ? [path] : [path, modelPath]);
        if (plotPath is not null)
        {
            AtomicFile.RequireWritable(plotPath, path, outputPath);
        }

        SlowWork.Run(_terminal, $"reading {path}", _ =>
        {
            foreach (var frame in run.Frames())
            {
                output.Write(MemoryMarshal.AsBytes<sbyte>(frame));
                if (plotPath is not null)
                {
                    picture.Add([.. frame]);
                }
            }

            return true;
        });
        RequireFrames(path, run, preprocessing);
        if (plotPath is not null)
        {
            AtomicFile.WriteAllBytes(plotPath, FeaturePicture.Png(metadata[PreprocessingKeys.Features]!, picture, run.Times, preprocessing));
        }

        output.Commit();
        var gaps = run.Gaps == 0 ? "" : $", {Printable.Count(run.Gaps, "gap")}";
        _terminal.Say($"{Printable.Count(run.Times.Count, "frame")}, {Printable.Count(preprocessing.Features.FeatureCount, "feature")} each{gaps} → {outputPath}");
        return ExitCode.Ok;
    }

    private static void RequireFrames(string path, FeatureRun run, Preprocessing preprocessing)
    {
        if (run.Times.Count == 0)
        {
            var needed = preprocessing.Features.WindowLength * (preprocessing.Filter?.Decimation ?? 1);
            throw new ToolException(
                ExitCode.Usage,
                $"recording '{path}': it has {Printable.Count(run.SampleFrames, "sample")} a channel{(run.Gaps > 0 ? ", with gaps" : "")}; expected {Printable.Number(needed)} or more in one piece, a window. Record more.");
        }
    }
}
