using System.CommandLine;
using Spectre.Console;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler;

namespace TinyInfer.Cli.Verbs;

/// <summary>demo: converts and runs a small network that the tool carries with it, and shows what came out.</summary>
internal sealed class DemoVerb
{
    private const string Network = "sine.tflite";

    private readonly Terminal _terminal;

    public DemoVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("demo", "Converts and runs a small network; needs no file.");
        Command.SetAction(_ => Run());
    }

    public Command Command { get; }

    private int Run()
    {
        var source = ReadNetwork();
        var model = ModelFile.Convert(Network, source, new ConvertOptions { Name = "sine" });
        using var session = new Session(model, BackendOption.Managed);
        var curve = new CurvePicture(_terminal);

        var answers = new float[curve.Points];
        var truths = new float[curve.Points];
        for (var i = 0; i < curve.Points; i++)
        {
            var x = 2 * MathF.PI * i / (curve.Points - 1);
            truths[i] = MathF.Sin(x);
            session.Inputs.Tensors[0].WriteFloat(0, x);
            session.Interpreter.Invoke();
            answers[i] = session.Outputs.Tensors[0].ReadFloat(0);
        }

        _terminal.Data.Write(new Text("A network that learned the sine, on the code that will run on the board\n\n", new Style(decoration: Decoration.Bold)));
        curve.Write(answers, truths);
        _terminal.WriteLine();
        WriteFigures(source.Length, model);
        SayWhatNext();
        return ExitCode.Ok;
    }

    private void WriteFigures(int sourceBytes, ModelFile model)
    {
        var file = model.Description.File;

        void Row(string title, string figure, string remark) => _terminal.WriteLine($"      {title,-12}{figure,8}  {remark}");

        Row(".tflite", Printable.Number(sourceBytes), "bytes, the network as it was trained");
        Row(".tinf", Printable.Number(file.FileBytes), $"bytes of flash ({Printable.Percent(file.FileBytes, sourceBytes)}), as the board reads it in place");
        Row("arena", Printable.Number(file.ArenaBytes), "bytes of RAM for all tensors");
        Row("work", Printable.Number(file.Macs), $"multiply-accumulates in {Printable.Count(model.Description.Ops.Count, "op")}, all integers");
    }

    private void SayWhatNext()
    {
        _terminal.Say("");
        _terminal.Say("      Now yours:");
        _terminal.Say("      tinyinfer convert net.tflite -o net.tinf      your int8 network for the board");
        _terminal.Say("      tinyinfer inspect net.tinf                    what it will need there");
        _terminal.Say("      tinyinfer run net.tinf --input x.bin --json   its answers, bit for bit");
    }

    private static byte[] ReadNetwork()
    {
        using var stream = typeof(DemoVerb).Assembly.GetManifestResourceStream(Network)
            ?? throw new InvalidOperationException($"The resource {Network} is missing.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
