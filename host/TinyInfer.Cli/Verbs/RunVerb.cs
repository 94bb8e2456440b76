using System.CommandLine;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Verbs;

/// <summary>run: samples in, raw outputs or scores out.</summary>
internal sealed class RunVerb
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _model = new("MODEL.tinf") { Description = "A converted model." };
    private readonly Option<string?> _input = new("--input") { Description = "Samples one after another, each all inputs in the model's order, raw.", HelpName = "IN.bin" };
    private readonly Option<string?> _wav = new("--wav") { Description = "Or a recording: the whole pipeline that the model's metadata describe, a line for each decision with its time.", HelpName = "FILE" };
    private readonly Option<string?> _csv = new("--csv") { Description = "The same for a text file, whole numbers, a line a frame; without a column 'time' it has the model's sample rate.", HelpName = "FILE" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Where the raw outputs go, in the same way.", HelpName = "OUT.bin" };
    private readonly Option<string> _backend = BackendOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print scores and labels of each sample as JSON instead." };

    public RunVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("run", "Runs a model on samples from a file, or the whole pipeline on a recording.") { _model, _input, _wav, _csv, _output, _backend, _json };
        Command.Validators.Add(result =>
        {
            Option[] given = [.. new Option[] { _input, _wav, _csv }.Where(option => result.GetResult(option) is not null)];
            if (given.Length != 1)
            {
                result.AddError("expected one of --input IN.bin, --wav FILE and --csv FILE.");
            }
            else if (given[0] == _input && result.GetResult(_output) is null && result.GetResult(_json) is null)
            {
                result.AddError("there is nowhere to put the answers: expected --output OUT.bin for raw outputs, or --json for scores.");
            }
            else if (given[0] != _input && (result.GetResult(_output) is not null || result.GetResult(_json) is not null))
            {
                result.AddError("--output and --json are for --input; a recording's decisions are printed.");
            }
        });
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var modelPath = arguments.GetRequiredValue(_model);
        if (arguments.GetValue(_input) is not { } inputPath)
        {
            return RunRecording(arguments, modelPath);
        }

        var outputPath = arguments.GetValue(_output);

        using var session = new Session(ModelFile.Load(modelPath), arguments.GetRequiredValue(_backend));
        using var samples = SampleFile.Open(inputPath, "input", session.Inputs.SampleBytes, session.Inputs.Describe());
        using var output = outputPath is null ? null : AtomicFile.Create(outputPath, modelPath, inputPath);
        var scores = arguments.GetValue(_json) ? new RunScores(session.File.Description) : null;

        SlowWork.Run(_terminal, $"running {Printable.Count(samples.Count, "sample")}", progress =>
        {
            RunAll(session, samples, output, scores, progress);
            return true;
        });

        output?.Commit();
        if (scores is not null)
        {
            _terminal.WriteJson(scores);
        }

        if (outputPath is not null)
        {
            _terminal.Say($"{Printable.Count(samples.Count, "sample")}, {Printable.Bytes(session.Outputs.SampleBytes)} each → {outputPath}");
        }

        return ExitCode.Ok;
    }

    private int RunRecording(ParseResult arguments, string modelPath)
    {
        var file = ModelFile.Load(modelPath);
        using var recording = arguments.GetValue(_wav) is { } wav
            ? RecordingFile.OpenWav(wav)
            : RecordingFile.OpenCsv(arguments.GetRequiredValue(_csv)!, MetadataSet.Of(file).SampleRate);
        new RecordingRun(_terminal, file, Session.CreateBackend(arguments.GetRequiredValue(_backend)), recording).Run();
        return ExitCode.Ok;
    }

    private static void RunAll(Session session, SampleFile samples, AtomicFile? output, RunScores? scores, IProgress<double> progress)
    {
        var answer = new byte[session.Outputs.SampleBytes];
        for (var i = 0L; i < samples.Count; i++)
        {
            session.Inputs.Load(samples.ReadNext());
            session.Interpreter.Invoke();
            session.Outputs.Store(answer);
            output?.Write(answer);
            scores?.Add(session.Outputs.Tensors);
            progress.Report((i + 1.0) / samples.Count);
        }
    }
}
