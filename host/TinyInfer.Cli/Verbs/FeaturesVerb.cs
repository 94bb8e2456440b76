using System.CommandLine;
using System.Runtime.InteropServices;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;
using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Verbs;

/// <summary>features: a recording in, the features that a network sees of it out.</summary>
internal sealed class FeaturesVerb
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _recording = new("IN.wav") { Description = "A recording, 16-bit PCM." };
    private readonly Option<string> _frontend = new("--frontend") { Description = "What computes them. micro: as micro_speech, 16 kHz, 40 features each 20 ms.", HelpName = "KIND", Required = true };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where the features go: int8, frame by frame.", HelpName = "OUT.bin", Required = true };

    public FeaturesVerb(Terminal terminal)
    {
        _terminal = terminal;
        _frontend.AcceptOnlyFromAmong("micro");
        Command = new Command("features", "Computes a network's features of a recording.") { _recording, _frontend, _output };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var path = arguments.GetRequiredValue(_recording);
        var outputPath = arguments.GetRequiredValue(_output);
        var wav = WavFile.Parse(path, InputFile.ReadAllBytes(path, "recording"));
        var settings = new MicroFrontendSettings();
        var features = new MicroFrontend(settings);
        if (wav.SampleRate != settings.SampleRate || wav.Channels != 1)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"recording '{path}': it has {Printable.Count(wav.Channels, "channel")} at {Printable.Number(wav.SampleRate)} Hz; expected 1 channel at {Printable.Number(settings.SampleRate)} Hz. Convert it with an audio program.");
        }

        if (wav.Samples.Length < features.WindowLength)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"recording '{path}': it has {Printable.Count(wav.Samples.Length, "sample")}; expected {Printable.Number(features.WindowLength)} or more, a window. Record more.");
        }

        using var output = AtomicFile.Create(outputPath, path);
        var window = new SlidingWindow(features.WindowLength, features.HopLength, 1, settings.SampleRate);
        var frame = new sbyte[features.FeatureCount];
        var frames = 0;
        for (var i = 0; i < wav.Samples.Length;)
        {
            i += window.Add(wav.Samples, i, wav.Samples.Length - i, 0);
            if (window.IsComplete)
            {
                features.Compute(window.Values, window.Start, frame, 0);
                output.Write(MemoryMarshal.AsBytes<sbyte>(frame));
                frames++;
            }
        }

        output.Commit();
        _terminal.Say($"{Printable.Count(frames, "frame")}, {Printable.Count(features.FeatureCount, "feature")} each → {outputPath}");
        return ExitCode.Ok;
    }
}
