using System.CommandLine;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Files.Datasets;
using TinyInfer.Cli.Files.Samples;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Evaluation;

namespace TinyInfer.Cli.Verbs;

/// <summary>evaluate: how right a model is on labelled recordings, through its own preprocessing.</summary>
internal sealed class EvaluateVerb
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _model = new("MODEL.tinf") { Description = "A converted model with its preprocessing and labels." };
    private readonly Option<string> _data = new("--data") { Description = "Labelled recordings: data.bin, index.csv, manifest.json, and labels.bin or beats.csv if there are some.", HelpName = "FOLDER", Required = true };
    private readonly Option<string[]> _where = new("--where") { Description = "Only recordings of which this column of index.csv has one of these values; may be repeated.", HelpName = "COLUMN=VALUE,…" };
    private readonly Option<string> _backend = BackendOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print the figures as JSON." };

    public EvaluateVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("evaluate", "Measures a model on labelled recordings.") { _model, _data, _where, _backend, _json };
        _where.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.IndexOf('=') < 1) is { } bad)
            {
                result.AddError($"--where '{bad.Value}' is no condition; expected COLUMN=VALUE,… as in subject=s01,s02.");
            }
        });
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var file = ModelFile.Load(arguments.GetRequiredValue(_model));
        var labels = file.Description.Labels ?? throw new ToolException(
            ExitCode.Usage, $"model file '{file.Path}' has no labels, with which the data's are compared; set them with 'tinyinfer metadata --labels FILE'.");
        var data = Dataset.Read(arguments.GetRequiredValue(_data));
        foreach (var condition in arguments.GetValue(_where) ?? [])
        {
            var at = condition.IndexOf('=');
            data = data.Where(condition[..at], condition[(at + 1)..].Split(','));
        }

        using var session = new Session(file, arguments.GetRequiredValue(_backend));
        var evaluation = SlowWork.Run(_terminal, $"evaluating {data.Path}", progress => Evaluate(session, labels, data, progress));
        if (arguments.GetValue(_json))
        {
            _terminal.WriteJson(evaluation.Summary(file));
        }
        else
        {
            evaluation.Print(_terminal, file);
        }

        return ExitCode.Ok;
    }

    private static DatasetEvaluation Evaluate(Session session, IReadOnlyList<string> labels, Dataset data, IProgress<double> progress)
    {
        var evaluation = new DatasetEvaluation(labels, data);
        var input = session.Interpreter.Input(0);
        var output = session.Interpreter.Output(0);
        var scores = new float[labels.Count];
        RequireScores(session.File.Path, output, labels);
        var recordings = data.Recordings.ToList();
        foreach (var window in new Preprocessor(MetadataSet.Of(session.File), $"model file '{session.File.Path}'").Windows(data))
        {
            if (window.Features.Length != input.ElementCount)
            {
                throw new ToolException(
                    ExitCode.BadModel, $"model file '{session.File.Path}': its preprocessing makes {window.Features.Length} features, its input has {input.ElementCount} elements. Correct 'frames', 'window' or the kind of features with 'tinyinfer metadata'.");
            }

            input.Write(window.Features);
            session.Interpreter.Invoke();
            for (var i = 0; i < output.ElementCount; i++)
            {
                scores[i] = output.ReadFloat(i);
            }

            if (output.ElementCount == 1)
            {
                // One score says how sure the second class is.
                scores[1] = scores[0];
                scores[0] = 1 - scores[1];
            }

            evaluation.Add(window, scores);
            progress.Report((recordings.IndexOf(window.Recording) + 1.0) / recordings.Count);
        }

        evaluation.Complete();
        return evaluation;
    }

    private static void RequireScores(string path, Tensor output, IReadOnlyList<string> labels)
    {
        if (output.ElementType != ElementType.Int8 || (output.ElementCount != labels.Count && !(output.ElementCount == 1 && labels.Count == 2)))
        {
            throw new ToolException(
                ExitCode.Usage, $"model file '{path}' gives {Printable.Count(output.ElementCount, "score")} and has {Printable.Count(labels.Count, "label")}; set a label for each score with 'tinyinfer metadata --labels FILE'.");
        }
    }
}
