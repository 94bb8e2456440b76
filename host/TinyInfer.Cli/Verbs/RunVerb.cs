using System.CommandLine;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Verbs;

/// <summary>run: samples in, raw outputs or scores out.</summary>
internal sealed class RunVerb
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _model = new("MODEL.tinf") { Description = "A converted model." };
    private readonly Option<string> _input = new("--input") { Description = "Samples one after another, each all inputs in the model's order, raw.", HelpName = "IN.bin", Required = true };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Where the raw outputs go, in the same way.", HelpName = "OUT.bin" };
    private readonly Option<string> _backend = BackendOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print scores and labels of each sample as JSON instead." };

    public RunVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("run", "Runs a model on samples from a file.") { _model, _input, _output, _backend, _json };
        Command.Validators.Add(result =>
        {
            if (result.GetResult(_output) is null && result.GetResult(_json) is null)
            {
                result.AddError("there is nowhere to put the answers: expected --output OUT.bin for raw outputs, or --json for scores.");
            }
        });
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var modelPath = arguments.GetRequiredValue(_model);
        var inputPath = arguments.GetRequiredValue(_input);
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
