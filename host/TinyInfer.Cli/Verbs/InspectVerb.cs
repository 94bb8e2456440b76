using System.CommandLine;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Verbs;

/// <summary>inspect: everything a model says about itself.</summary>
internal sealed class InspectVerb
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _file = new("FILE") { Description = "A .tinf file, or a .tflite file, which is converted in memory first." };
    private readonly Option<bool> _json = new("--json") { Description = "Print everything as JSON." };

    public InspectVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("inspect", "Shows what a model needs and what is in it: memory, inputs, outputs, ops.") { _file, _json };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var path = arguments.GetRequiredValue(_file);
        var model = SlowWork.Run(_terminal, $"reading {path}", _ => ModelFile.LoadOrConvert(path));
        if (arguments.GetValue(_json))
        {
            _terminal.WriteJson(InspectSummary.Of(model));
        }
        else
        {
            new InspectReport(_terminal, model).Write();
        }

        return ExitCode.Ok;
    }
}
