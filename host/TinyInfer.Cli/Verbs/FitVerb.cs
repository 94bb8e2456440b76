using System.CommandLine;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Boards;

namespace TinyInfer.Cli.Verbs;

/// <summary>fit: which boards have room for a model, why others have not, and what would help.</summary>
internal sealed class FitVerb
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _file = new("MODEL") { Description = "A .tinf file, or a .tflite file, which is converted in memory first." };
    private readonly Option<string?> _board = new("--board") { Description = "One of the boards; all of them if it is not given.", HelpName = "NAME" };
    private readonly Option<bool> _json = new("--json") { Description = "Print everything as JSON." };

    public FitVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("fit", "Compares what a model needs with what boards have: flash, managed heap, memory for the arena.") { _file, _board, _json };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    /// <exception cref="ToolException">There is no such board; the message has the nearest.</exception>
    internal static Board BoardNamed(string name) => Board.Find(name)
        ?? throw new ToolException(ExitCode.Usage, $"board '{name}' does not exist; did you mean {Board.Nearest(name).Name}? There are: {string.Join(", ", Board.All.Select(board => board.Name))}.");

    private int Run(ParseResult arguments)
    {
        var boards = arguments.GetValue(_board) is { } name ? [BoardNamed(name)] : Board.All;
        var path = arguments.GetRequiredValue(_file);
        var model = SlowWork.Run(_terminal, $"reading {path}", _ => ModelFile.LoadOrConvert(path));
        var fits = boards.Select(board => BoardFit.Of(board, model.Description)).ToList();
        if (arguments.GetValue(_json))
        {
            _terminal.WriteJson(fits);
            return ExitCode.Ok;
        }

        var table = new TextTable("board", ">managed heap", "on stock firmware", ">arena memory", "on the native back end");
        foreach (var fit in fits)
        {
            table.Add(fit.Board, Share(fit.Managed[0]), Verdict(fit.FitsManaged), Share(fit.Native[1]), Verdict(fit.FitsNative));
        }

        table.Write(_terminal);
        WriteReasons(fits);
        return ExitCode.Ok;
    }

    private void WriteReasons(List<BoardFit> fits)
    {
        foreach (var fit in fits)
        {
            foreach (var need in fit.Managed.Where(need => need.Fits != true))
            {
                var help = fit.FitsNative == true ? "the native back end leaves the file in flash and the arena outside" : Help(need, fits);
                _terminal.WriteLine($"{fit.Board}, stock firmware: {Reason(need)}; {help}.");
            }

            foreach (var need in fit.Native.Where(need => need.Fits != true))
            {
                _terminal.WriteLine($"{fit.Board}, native back end: {Reason(need)}; {Help(need, fits)}.");
            }
        }
    }

    private static string Reason(Need need) => need.Available is { } available
        ? $"it needs {Printable.Bytes(need.Needed)} of {need.Memory}, and there are {Printable.Number(available)}"
        : $"it needs {Printable.Bytes(need.Needed)} of {need.Memory}, and how much there is nobody measured";

    private static string Help(Need need, List<BoardFit> fits)
    {
        if (need.Available is null)
        {
            return "nanoFramework.Runtime.Native.GC.Run(true) on the board says it";
        }

        var others = Board.All.Select(board => board.Name).Except(fits.Where(fit => fit.FitsNative != true).Select(fit => fit.Board)).ToList();
        var elsewhere = fits.Count > 1 && others.Count > 0 ? $", or one of {string.Join(", ", others)}" : "";
        return need.Memory switch
        {
            "arena memory" => $"a network with smaller activations{elsewhere}, or firmware that keeps more for native code would help",
            "flash" => $"a network with fewer weights{elsewhere} would help",
            _ => $"a smaller network{elsewhere} would help",
        };
    }

    private static string Share(Need need) => $"{Printable.Number(need.Needed)} of {(need.Available is { } available ? Printable.Number(available) : "?")}";

    private static string Verdict(bool? fits) => fits switch { true => "fits", false => "does not fit", null => "not known" };
}
