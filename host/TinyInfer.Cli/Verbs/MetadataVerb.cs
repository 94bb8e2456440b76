using System.CommandLine;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Emit;
using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Verbs;

/// <summary>metadata: shows a model's keys and values, or writes the model with others.</summary>
internal sealed class MetadataVerb
{
    private const string LabelsKey = "labels";

    private readonly Terminal _terminal;
    private readonly Argument<string> _model = new("MODEL.tinf") { Description = "A converted model." };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Where the changed model goes; may be the model itself.", HelpName = "OUT.tinf" };
    private readonly Option<string[]> _remove = new("--remove") { Description = "A key to take away; may be repeated.", HelpName = "KEY" };
    private readonly Option<string?> _labels = new("--labels") { Description = "Names of the classes, one a line.", HelpName = "FILE" };
    private readonly SettingsOptions _settings = new();

    public MetadataVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("metadata", "Shows a model's metadata, or sets its preprocessing, labels and smoothing.")
        {
            _model, _settings.Set, _settings.File, _labels, _remove, _output,
        };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var path = arguments.GetRequiredValue(_model);
        var model = ModelFile.Load(path);
        var changes = Changes(arguments);
        if (changes.Count == 0)
        {
            foreach (var (key, value) in MetadataEditor.Read(model.Bytes))
            {
                _terminal.WriteLine(Printable.Text($"{key} = {value.Replace("\n", ", ")}"));
            }

            return ExitCode.Ok;
        }

        var outputPath = arguments.GetValue(_output) ?? throw new ToolException(
            ExitCode.Usage, "there is nowhere to put the changed model: expected --output OUT.tinf; it may be the model itself.");
        var edited = MetadataEditor.Set(model.Bytes, changes);
        RequireFits(outputPath, edited);
        AtomicFile.WriteAllBytes(outputPath, edited);
        _terminal.Say($"{Printable.Count(changes.Count, "key")} changed, {Printable.Bytes(edited.Length)} → {outputPath}");
        return ExitCode.Ok;
    }

    private List<(string Key, string? Value)> Changes(ParseResult arguments)
    {
        List<(string Key, string? Value)> changes = [.. _settings.Read(arguments).Select(setting => (setting.Key, (string?)setting.Value))];
        if (arguments.GetValue(_labels) is { } labels)
        {
            changes.Add((LabelsKey, string.Join('\n', InputFile.ReadLabels(labels))));
        }

        changes.AddRange((arguments.GetValue(_remove) ?? []).Select(key => (key, (string?)null)));
        return changes;
    }

    /// <summary>Preprocessing that would fail on the board fails here.</summary>
    internal static void RequireFits(string path, byte[] bytes)
    {
        var model = Model.Load(ModelSource.FromArray(bytes));
        if (model.GetMetadata(PreprocessingKeys.Features) is null)
        {
            return;
        }

        try
        {
            var preprocessing = new Preprocessing(model.GetMetadata);
            using var classifier = Classifier.FromModel(model, new NoSource(preprocessing));
        }
        catch (PipelineException failure)
        {
            throw PipelineText.Refuse($"model file '{path}'", failure, model.GetMetadata, "");
        }
    }

    /// <summary>A source that fits and has nothing.</summary>
    private sealed class NoSource(Preprocessing preprocessing) : ISampleSource
    {
        public float SampleRate => preprocessing.SampleRate;

        public int Channels => preprocessing.Channels;

        public long Time => 0;

        public bool IsAfterGap => false;

        public bool IsAtEnd => true;

        public int Read(short[] values, int start, int count) => 0;
    }
}
