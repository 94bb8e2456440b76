using System.CommandLine;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Boards;

namespace TinyInfer.Cli.Verbs;

/// <summary>flash: firmware, app and model onto a board, through nanoff. Shows each command that it runs.</summary>
internal sealed class FlashVerb
{
    private readonly Terminal _terminal;
    private readonly Option<string> _board = new("--board") { Description = "One of the boards that 'tinyinfer fit' lists.", HelpName = "NAME", Required = true };
    private readonly Option<string> _port = new("--port") { Description = "The board's serial port.", HelpName = "PORT", Required = true };
    private readonly Option<string?> _firmware = new("--firmware") { Description = "A nanoCLR image; nanoFramework's own if nothing is given.", HelpName = "FILE" };
    private readonly Option<string?> _app = new("--app") { Description = "A deployment image of the app.", HelpName = "FILE" };
    private readonly Option<string?> _model = new("--model") { Description = "A .tinf file or an image of 'tinyinfer pack --region', for the board's model region.", HelpName = "FILE" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Show the commands and run none." };

    public FlashVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("flash", "Writes firmware, app and model to a board with nanoFramework's nanoff.") { _board, _port, _firmware, _app, _model, _dryRun };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var board = FitVerb.BoardNamed(arguments.GetRequiredValue(_board));
        var port = arguments.GetRequiredValue(_port);
        var firmware = arguments.GetValue(_firmware);
        var app = arguments.GetValue(_app);
        var model = arguments.GetValue(_model);
        if (firmware is not null)
        {
            CheckFirmware(firmware);
        }

        if (app is not null)
        {
            RequireRoom("app", InputFile.ReadAllBytes(app, "app"), app, board.App);
        }

        if (model is not null)
        {
            CheckModel(model, board);
        }

        List<string[]> commands = [];
        string[] device = ["--target", board.Target, "--serialport", port];
        if (firmware is not null || (app is null && model is null))
        {
            commands.Add([.. device, "--update", .. firmware is null ? [] : new[] { "--clrfile", firmware }]);
        }

        if (app is not null)
        {
            commands.Add([.. device, "--deploy", "--image", app]);
        }

        if (model is not null)
        {
            commands.Add([.. device, "--deploy", "--image", model, "--address", $"0x{board.Model.Address:X}"]);
        }

        string[] details = ["--nanodevice", "--devicedetails", "--serialport", port];
        if (arguments.GetValue(_dryRun))
        {
            commands.ForEach(command => _terminal.WriteLine(Nanoff.CommandLine(command)));
            _terminal.WriteLine(Nanoff.CommandLine(details));
            return ExitCode.Ok;
        }

        var nanoff = Nanoff.Find();
        commands.ForEach(command => RunOne(nanoff, command, port));
        return CompareDevice(RunOne(nanoff, details, port));
    }

    /// <summary>Its own words come through as it says them.</summary>
    private string RunOne(Nanoff nanoff, string[] command, string port)
    {
        _terminal.Say(Nanoff.CommandLine(command));
        var (exitCode, output) = nanoff.Run(command, _terminal.Say);
        return exitCode == 0 ? output : throw new ToolException(
            ExitCode.Failed,
            $"nanoff ended with exit code {exitCode}; what it said is above. Check that the board is on port '{port}', that no other program has it open, and try again.");
    }

    private int CompareDevice(string details)
    {
        switch (InteropChecksum.InDetails(details, out var found))
        {
            case InteropChecksum.Answer.Fits:
                _terminal.Say($"The firmware has the native half of {InteropChecksum.Assembly}, checksum 0x{InteropChecksum.OfThePackage:X8}.");
                return ExitCode.Ok;
            case InteropChecksum.Answer.Absent:
                _terminal.Say($"nanoff does not list {InteropChecksum.Assembly} among the firmware's native assemblies: apps run in managed code there.");
                return ExitCode.Ok;
            default:
                throw new ToolException(
                    ExitCode.Mismatch,
                    $"the board's firmware has a native half of {InteropChecksum.Assembly} with checksum {found}, and the package's is 0x{InteropChecksum.OfThePackage:X8}: its CLR will not load the app. Build firmware and app from the same version.");
        }
    }

    private void CheckFirmware(string path)
    {
        switch (InteropChecksum.InImage(InputFile.ReadAllBytes(path, "firmware")))
        {
            case InteropChecksum.Answer.Fits:
                break;
            case InteropChecksum.Answer.Absent:
                _terminal.Say($"firmware '{path}' has no native half of {InteropChecksum.Assembly}: apps will run in managed code.");
                break;
            default:
                throw new ToolException(
                    ExitCode.Mismatch,
                    $"firmware '{path}' has a native half of {InteropChecksum.Assembly} whose checksum is not the package's 0x{InteropChecksum.OfThePackage:X8}; its CLR would not load the app. Build it from the same version.");
        }
    }

    private static void CheckModel(string path, Board board)
    {
        var bytes = InputFile.ReadAllBytes(path, "model");
        RequireRoom("model", bytes, path, board.Model);
        if (!bytes.AsSpan().StartsWith("TINF"u8))
        {
            throw new ToolException(ExitCode.BadModel, $"model file '{path}' is no .tinf file: it does not start with 'TINF'. Convert it first: tinyinfer convert IN.tflite -o OUT.tinf");
        }
    }

    private static void RequireRoom(string what, byte[] bytes, string path, Partition partition)
    {
        if (bytes.Length > partition.Bytes)
        {
            throw new ToolException(
                ExitCode.Failed,
                $"{what} file '{path}' has {Printable.Bytes(bytes.Length)}, and '{partition.Name}' of this board has room for {Printable.Number(partition.Bytes)}; 'tinyinfer fit' lists boards with more.");
        }
    }
}
