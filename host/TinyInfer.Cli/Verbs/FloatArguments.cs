using System.CommandLine;
using System.Globalization;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Files.Samples;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler;
using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Evaluation;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Pruning;
using TinyInfer.Compiler.Quantizing;
using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Verbs;

/// <summary>What 'convert' takes for float networks.</summary>
internal sealed class FloatArguments
{
    private readonly Option<string?> _calibrate = new("--calibrate") { Description = "Quantise a float network with this data: raw float32 (.bin), .npy, .npz, a folder of CSV files or images; with preprocessing of WAV files or labelled recordings.", HelpName = "DATA" };
    private readonly Option<int> _effort = new("--effort") { Description = "How long to search for the best ranges: 0 not, 1 for the network, 2 for each layer.", HelpName = "0|1|2", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _evaluate = new("--evaluate") { Description = "Compare float and int8 on this data; labels come from a .npz file's 'labels' or from a folder for each class.", HelpName = "DATA" };
    private readonly Option<string?> _prune = new("--prune") { Description = "Leave out this share of the channels, the least important on the calibration data; layers keep a multiple of N channels.", HelpName = "0.5[:N]" };
    private readonly Option<string[]> _shapes = new("--shape") { Description = "Shape of an ONNX input with open dimensions; may be repeated.", HelpName = "NAME=1,3,96,96" };
    private readonly SettingsOptions _settings = new();
    private readonly Option<bool> _channelsLast = new("--nhwc") { Description = "The app gives an ONNX network's pictures channels last, which saves a transposition." };

    /// <summary>More show nothing new and only take time.</summary>
    private const int MostSamples = 2000;

    public FloatArguments()
    {
        _effort.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 2)
            {
                result.AddError("--effort is 0, 1 or 2.");
            }
        });
        _prune.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => ParsePrune(token.Value) is null) is { } bad)
            {
                result.AddError($"--prune '{bad.Value}' is no share; expected a number above 0 and below 1, as 0.5, or with a granularity, as 0.5:4.");
            }
            else if (result.GetResult(_calibrate) is null)
            {
                result.AddError("--prune needs --calibrate DATA, on which it chooses and repairs.");
            }
        });
        _shapes.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => ParseShape(token.Value) is null) is { } bad)
            {
                result.AddError($"--shape '{bad.Value}' is no shape; expected NAME=1,3,96,96.");
            }
        });
    }

    public IEnumerable<Option> Options => [_calibrate, _effort, _evaluate, _prune, _shapes, _channelsLast, _settings.Set, _settings.File];

    /// <summary>The options of a conversion with what these say.</summary>
    /// <param name="path">The source network.</param>
    public ConvertOptions Apply(ParseResult arguments, string path, ConvertOptions options, IProgress<double>? progress)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var calibrate = arguments.GetValue(_calibrate);
        var preprocessor = Preprocessing(arguments);
        return options with
        {
            Import = new ImportOptions
            {
                Shapes = (arguments.GetValue(_shapes) ?? []).Select(ParseShape).OfType<(string Name, int[] Shape)>().ToDictionary(shape => shape.Name, shape => shape.Shape),
                ChannelsLast = arguments.GetValue(_channelsLast),
                ExternalData = name => ReadBeside(folder, name),
            },
            Float = calibrate is null ? null : new FloatOptions
            {
                Calibration = graph => Calibration(Read(graph, calibrate, preprocessor, null), graph).AtMost(MostSamples),
                Prune = arguments.GetValue(_prune) is { } prune ? ParsePrune(prune) : null,
                Quantize = new QuantizeOptions
                {
                    Effort = arguments.GetValue(_effort),
                    Progress = progress,
                    Input = preprocessor is null ? null : QuantizeOptions.Int8AsItIs,
                },
            },
        };
    }

    /// <summary>Float against int8; null without --evaluate.</summary>
    public EvaluationText? Evaluate(ParseResult arguments, Terminal terminal, QuantizedNetwork? network, IReadOnlyList<string>? labels)
    {
        if (arguments.GetValue(_evaluate) is not { } path)
        {
            return null;
        }

        if (network is null)
        {
            throw new ToolException(
                ExitCode.Usage, "--evaluate compares a float network with its int8 one, and this one is int8 already; 'tinyinfer evaluate MODEL.tinf --data FOLDER' measures it by itself.");
        }

        try
        {
            var set = Read(network.Float, path, Preprocessing(arguments), labels);
            var data = Calibration(set, network.Float);
            return new(SlowWork.Run(terminal, $"evaluating {path}", progress =>
                QuantizationEvaluator.Compare(network, data, set.Labels, set.Classes ?? labels, progress)));
        }
        catch (BadDataException failure)
        {
            throw new ToolException(ExitCode.Usage, $"{failure.Message}.");
        }
    }

    /// <summary>The model with the metadata that was given.</summary>
    public ModelFile WithSettings(ParseResult arguments, ModelFile model)
    {
        List<(string Key, string? Value)> settings = [.. _settings.Read(arguments).Select(setting => (setting.Key, (string?)setting.Value))];
        if (settings.Count == 0)
        {
            return model;
        }

        var bytes = MetadataEditor.Set(model.Bytes, settings);
        MetadataVerb.RequireFits(model.Path, bytes);
        return model with { Bytes = bytes, Description = ModelDescription.Read(bytes) };
    }

    /// <summary>Null where no features are set.</summary>
    private Preprocessor? Preprocessing(ParseResult arguments)
    {
        var metadata = Settings(arguments);
        return metadata[PreprocessingKeys.Features] is null ? null : new Preprocessor(metadata, "the settings");
    }

    private MetadataSet Settings(ParseResult arguments)
    {
        var metadata = new MetadataSet();
        foreach (var (key, value) in _settings.Read(arguments))
        {
            metadata[key] = value;
        }

        return metadata;
    }

    private SampleSet Read(NetworkGraph graph, string path, Preprocessor? preprocessor, IReadOnlyList<string>? classes) =>
        new SampleReader(graph, PixelRange.Bytes, preprocessor, classes).Read(path);

    private static CalibrationSet Calibration(SampleSet set, NetworkGraph graph) => new(set.Source, graph, set.Samples);

    private static (string Name, int[] Shape)? ParseShape(string text)
    {
        var at = text.LastIndexOf('=');
        var sizes = text[(at + 1)..].Split(',').Select(size => int.TryParse(size, CultureInfo.InvariantCulture, out var value) ? value : 0).ToArray();
        return at > 0 && sizes.All(size => size > 0) ? (text[..at], sizes) : null;
    }

    private static PruneOptions? ParsePrune(string text)
    {
        var parts = text.Split(':');
        var granularity = 1;
        return parts.Length <= 2 && double.TryParse(parts[0], CultureInfo.InvariantCulture, out var share) && share is > 0 and < 1
            && (parts.Length == 1 || (int.TryParse(parts[1], CultureInfo.InvariantCulture, out granularity) && granularity > 0))
            ? new(share, granularity)
            : null;
    }

    /// <summary>Only files in the model's own folder.</summary>
    private static byte[]? ReadBeside(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path) ? InputFile.ReadAllBytes(path, "model data") : null;
    }
}
