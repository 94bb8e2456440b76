using System.CommandLine;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Verbs;

/// <summary>verify: whether a model answers every sample bit for bit as expected, on request op by op.</summary>
internal sealed class VerifyVerb
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _model = new("MODEL.tinf") { Description = "A converted model." };
    private readonly Option<string> _inputs = new("--inputs") { Description = "Samples one after another, each all inputs in the model's order, raw.", HelpName = "IN.bin", Required = true };
    private readonly Option<string> _outputs = new("--outputs") { Description = "The expected outputs of each sample, in the same way.", HelpName = "EXPECTED.bin", Required = true };
    private readonly Option<string?> _layers = new("--layers")
    {
        Description = "For each sample the CRC-32 (as zlib's) of every op's output, uint32 little-endian, in the source network's op order. Needs a model converted with --debug-info.",
        HelpName = "CRC.bin",
    };

    private readonly Option<string> _backend = BackendOption.Create();

    public VerifyVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("verify", "Compares a model's answers with expected ones, bit by bit.") { _model, _inputs, _outputs, _layers, _backend };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var layersPath = arguments.GetValue(_layers);
        using var session = new Session(ModelFile.Load(arguments.GetRequiredValue(_model)), arguments.GetRequiredValue(_backend));
        using var inputs = SampleFile.Open(
            arguments.GetRequiredValue(_inputs), "inputs", session.Inputs.SampleBytes, session.Inputs.Describe());
        using var expected = SampleFile.Open(
            arguments.GetRequiredValue(_outputs), "expected outputs", session.Outputs.SampleBytes, session.Outputs.Describe());
        RequireSameCount(inputs, expected);
        using var layers = layersPath is null ? null : LayerComparison.Open(session, layersPath, inputs);

        var comparison = new OutputComparison(session);
        SlowWork.Run(_terminal, $"verifying {Printable.Count(inputs.Count, "sample")}", progress =>
        {
            for (var i = 0L; i < inputs.Count; i++)
            {
                session.Inputs.Load(inputs.ReadNext());
                if (layers is null)
                {
                    session.Interpreter.Invoke();
                }
                else
                {
                    layers.RunSample(i);
                }

                comparison.Compare(i, expected.ReadNext());
                progress.Report((i + 1.0) / inputs.Count);
            }

            return true;
        });
        return Report(inputs.Count, comparison, layers);
    }

    private int Report(long samples, OutputComparison outputs, LayerComparison? layers)
    {
        _terminal.WriteLine($"{Printable.Number(samples - outputs.Mismatches)} of {Printable.Number(samples)} samples bit-exact");
        if (layers is not null)
        {
            _terminal.WriteLine(Printable.Text(layers.Coverage));
        }

        foreach (var difference in new[] { layers?.FirstDifference, outputs.FirstDifference }.OfType<string>())
        {
            _terminal.WriteLine(Printable.Text(difference));
        }

        return outputs.FirstDifference is null && layers?.FirstDifference is null ? ExitCode.Ok : ExitCode.Mismatch;
    }

    private static void RequireSameCount(SampleFile inputs, SampleFile expected)
    {
        if (inputs.Count != expected.Count)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"inputs file '{inputs.Path}' has {Printable.Count(inputs.Count, "sample")}, but expected outputs file '{expected.Path}' has {Printable.Number(expected.Count)}; give the outputs of exactly these inputs.");
        }
    }
}
