using System.CommandLine;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Packing;

namespace TinyInfer.Cli.Verbs;

/// <summary>pack: a model in a form in which a board reads it where it lies in flash.</summary>
internal sealed class PackVerb
{
    /// <summary>What the flash of an ESP32 and of a Pico is erased by; a model ends with one.</summary>
    private const int SectorBytes = 4096;

    private const byte Erased = 0xFF;

    private readonly Terminal _terminal;
    private readonly Argument<string> _file = new("MODEL.tinf") { Description = "The model." };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where it goes: a folder that is not there yet, or the file of an image.", HelpName = "OUT", Required = true };
    private readonly Option<int?> _region = new("--region") { Description = "Make an image for a region of flash of so many bytes.", HelpName = "BYTES" };
    private readonly Option<string?> _name = new("--name") { Description = "Of the assembly; made of the model's file name if it is not given.", HelpName = "NAME" };

    public PackVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("pack", "Makes a project with the model as its only resource, or an image of a flash region: read in place by the native back end.")
        {
            _file, _output, _region, _name,
        };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var path = arguments.GetRequiredValue(_file);
        var output = arguments.GetRequiredValue(_output);
        var name = arguments.GetValue(_name);
        if (arguments.GetValue(_region) is not { } regionBytes)
        {
            return PackAssembly(ModelFile.Load(path), output, name ?? ModelAssembly.NameFor(path));
        }

        if (name is not null)
        {
            throw new ToolException(ExitCode.Usage, "--name is for an assembly and --region for an image, which has no name; leave one of them away.");
        }

        AtomicFile.RequireWritable(output, path);
        return PackRegion(ModelFile.Load(path), output, regionBytes);
    }

    private int PackRegion(ModelFile model, string output, int regionBytes)
    {
        if (model.Bytes.Length > regionBytes)
        {
            throw new ToolException(
                ExitCode.Failed,
                $"model file '{model.Path}' has {Printable.Bytes(model.Bytes.Length)}, and the region {Printable.Number(regionBytes)}; make the region larger, or use a smaller network.");
        }

        var sectors = Math.Min(regionBytes, (model.Bytes.Length + SectorBytes - 1) / SectorBytes * SectorBytes);
        var image = new byte[sectors];
        model.Bytes.CopyTo(image, 0);
        image.AsSpan(model.Bytes.Length).Fill(Erased);
        AtomicFile.WriteAllBytes(output, image);
        _terminal.Say($"{model.Path} → {output}: {Printable.Bytes(image.Length)}, {Printable.Number(regionBytes - image.Length)} of the region left");
        return ExitCode.Ok;
    }

    private int PackAssembly(ModelFile model, string output, string name)
    {
        if (!ModelAssembly.IsName(name))
        {
            throw new ToolException(ExitCode.Usage, $"name '{name}' is none that a C# namespace can have; use letters, digits and underscores, a letter first.");
        }

        var folder = Path.GetFullPath(output);
        if (Path.Exists(folder))
        {
            throw new ToolException(ExitCode.Usage, $"output '{output}' is there already; give the path of a folder that is not.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(folder)))
        {
            throw new ToolException(ExitCode.Failed, $"output '{output}' cannot be written: there is no directory '{Path.GetDirectoryName(folder)}'; create it first.");
        }

        var assembly = new ModelAssembly(name, model.Bytes);
        AtomicFolder.Write(folder, assembly.Files());
        _terminal.Say($"{model.Path} → {output}: project {name}");
        _terminal.Say($"Add {name}.nfproj to your solution, refer to it, and load the model with");
        _terminal.Say($"    FlashSource.FromResource({name}.InFlash.Assembly, {name}.InFlash.BaseName, {name}.InFlash.Id)");
        return ExitCode.Ok;
    }
}
