using System.CommandLine;
using System.Runtime.InteropServices;
using Spectre.Console;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Files.Datasets;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Evaluation;
using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Verbs;

/// <summary>demo: runs a network that the tool carries with it on a recording of somebody it was not trained on, and shows what came out.</summary>
internal sealed class DemoVerb
{
    private const string Network = "activity.tinf";

    private readonly Terminal _terminal;

    public DemoVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("demo", "Runs a network on a real recording, from samples to answers; needs no file.");
        Command.SetAction(_ => Run());
    }

    public Command Command { get; }

    private int Run()
    {
        var model = ModelFile.Of(Network, Resource(Network));
        var labels = model.Description.Labels!;
        var preprocessing = new Preprocessing(key => MetadataSet.Of(model)[key]);
        var samples = MemoryMarshal.Cast<byte, short>(Resource("watch.bin")).ToArray();
        var recording = Dataset.Of("watch", preprocessing.SampleRate, preprocessing.Channels, samples, Resource("watch-labels.bin"), labels);
        using var session = new Session(model, BackendOption.Managed);

        List<int> answers = [];
        List<int> truths = [];
        foreach (var window in new DatasetWindows(recording, preprocessing).All())
        {
            session.Interpreter.Input(0).Write(window.Features);
            session.Interpreter.Invoke();
            var scores = Enumerable.Range(0, labels.Count).Select(session.Interpreter.Output(0).ReadFloat).ToArray();
            answers.Add(QuantizationEvaluator.First(scores));
            truths.Add(labels.ToList().IndexOf(window.Label));
        }

        _terminal.Data.Write(new Text("A watch on somebody's wrist, and a network that never met them\n\n", new Style(decoration: Decoration.Bold)));
        var features = preprocessing.Features;
        new TimelinePicture(_terminal, labels).Write(answers, truths, features.WindowLength / 2.0 / preprocessing.FeatureRate, features.HopLength / preprocessing.FeatureRate);
        _terminal.WriteLine();
        WriteFigures(answers.Zip(truths, (answer, truth) => answer == truth).Count(right => right), answers.Count, model);
        SayWhatNext();
        return ExitCode.Ok;
    }

    private void WriteFigures(int right, int windows, ModelFile model)
    {
        var file = model.Description.File;

        void Row(string title, string figure, string remark) => _terminal.WriteLine($"      {title,-8}{figure,8}  {remark}");

        Row("right", $"{right}", $"of {windows} windows, on the code that will run on the board");
        Row(".tinf", Printable.Number(file.FileBytes), "bytes of flash, as the board reads it in place");
        Row("arena", Printable.Number(file.ArenaBytes), "bytes of RAM for all tensors");
        Row("work", Printable.Number(file.Macs), $"multiply-accumulates in {Printable.Count(model.Description.Ops.Count, "op")}, all integers");
    }

    private void SayWhatNext()
    {
        _terminal.Say("");
        _terminal.Say("      Recording: GeoTec sp-sw-har, subject 04, CC BY 4.0,");
        _terminal.Say("      doi.org/10.5281/zenodo.8398688");
        _terminal.Say("");
        _terminal.Say("      Now yours:");
        _terminal.Say("      tinyinfer convert net.tflite -o net.tinf      your int8 network for the board");
        _terminal.Say("      tinyinfer inspect net.tinf                    what it will need there");
        _terminal.Say("      tinyinfer run net.tinf --input x.bin --json   its answers, bit for bit");
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(DemoVerb).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
