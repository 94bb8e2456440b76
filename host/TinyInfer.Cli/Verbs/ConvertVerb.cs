using System.CommandLine;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;
using TinyInfer.Cli.Reports;
using TinyInfer.Compiler;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Cli.Verbs;

/// <summary>convert: from a .tflite file to a .tinf file, with a summary of what it will need.</summary>
internal sealed class ConvertVerb
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _input = new("IN") { Description = "An int8 network (.tflite), or a float one (.tflite, .onnx) with --calibrate." };
    private readonly Option<string> _output = new("--output", "-o") { Description = "Where the model goes.", HelpName = "OUT.tinf", Required = true };
    private readonly Option<string?> _labels = new("--labels") { Description = "Names of the classes, one a line, stored in the model.", HelpName = "FILE" };
    private readonly Option<string> _target = new("--target") { Description = "Whose kernels to lay out the weights for. The file runs everywhere, whatever its target.", HelpName = string.Join('|', LayoutTarget.All.Select(target => target.Name)), DefaultValueFactory = _ => LayoutTarget.Any.Name };
    private readonly Option<long> _flashBudget = new("--flash-budget") { Description = "Bytes that weights may take beyond those of the network, to run faster on the target.", HelpName = "BYTES" };
    private readonly Option<bool> _debugInfo = new("--debug-info") { Description = "Store where the output of every op of the network lies, for 'verify --layers'; channels are then concatenated by copies." };
    private readonly FloatArguments _float = new();
    private readonly Option<string?> _report = new("--report") { Description = "Write a page about the conversion: graph, layers, memory, weights, and what --evaluate found.", HelpName = "OUT.html" };
    private readonly Option<bool> _json = new("--json") { Description = "Print the summary as JSON." };

    public ConvertVerb(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("convert", "Converts a .tflite or .onnx network into a .tinf file for the device.")
        {
            _input, _output, _labels, _target, _flashBudget, _debugInfo, _report, _json,
        };
        _target.Validators.Add(result =>
        {
            if (LayoutTarget.Find(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError($"target '{result.GetValueOrDefault<string>()}' does not exist; expected one of: {string.Join(", ", LayoutTarget.All.Select(target => target.Name))}.");
            }
        });
        Command.Validators.Add(result =>
        {
            if (result.GetResult(_flashBudget) is null)
            {
                return;
            }

            if (result.GetValue(_flashBudget) < 0)
            {
                result.AddError($"--flash-budget is {result.GetValue(_flashBudget)}; expected bytes, at least 0.");
            }
            else if (result.GetValue(_target) is null or "any")
            {
                result.AddError("--flash-budget needs a --target that it is to be spent for.");
            }
        });
        foreach (var option in _float.Options)
        {
            Command.Options.Add(option);
        }

        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult arguments)
    {
        var input = arguments.GetRequiredValue(_input);
        var output = arguments.GetRequiredValue(_output);
        var labelsPath = arguments.GetValue(_labels);

        var source = InputFile.ReadAllBytes(input, "model");
        var labels = labelsPath is null ? null : InputFile.ReadLabels(labelsPath);
        AtomicFile.RequireWritable(output, labelsPath is null ? [input] : [input, labelsPath]);
        var options = new ConvertOptions
        {
            Name = Path.GetFileNameWithoutExtension(output),
            Labels = labels,
            DebugInfo = arguments.GetValue(_debugInfo),
            Target = LayoutTarget.Find(arguments.GetValue(_target)) ?? LayoutTarget.Any,
            FlashBudget = arguments.GetValue(_flashBudget),
        };
        var (model, conversion) = SlowWork.Run(
            _terminal, $"converting {input}", progress => ModelFile.ConvertAndExplain(input, source, _float.Apply(arguments, input, options, progress)));
        model = _float.WithSettings(arguments, model);
        RequireLabelsFit(labelsPath, labels, model.Description);
        var report = _float.Evaluate(arguments, _terminal, conversion.Quantized, labels);
        if (arguments.GetValue(_report) is { } reportPath)
        {
            AtomicFile.RequireWritable(reportPath, input, output);
            AtomicFile.WriteAllBytes(output, model.Bytes);
            AtomicFile.WriteAllBytes(reportPath, ReportPage.Create(output, model, conversion.Network, report));
        }
        else
        {
            AtomicFile.WriteAllBytes(output, model.Bytes);
        }

        var summary = ConvertSummary.Of(output, model, source.Length) with { Quantization = report?.Summary };
        if (arguments.GetValue(_json))
        {
            _terminal.WriteJson(summary);
        }
        else
        {
            Print(summary);
            report?.Print(_terminal);
        }

        return ExitCode.Ok;
    }

    /// <summary>Labels name the channels of an output; the index that an ARG_MAX answers says nothing about their number.</summary>
    private static void RequireLabelsFit(string? path, IReadOnlyList<string>? labels, ModelDescription model)
    {
        var outputs = model.Outputs.Where(output => output.ArenaType == ElementType.Int8).ToList();
        if (labels is null || outputs.Count == 0 || outputs.Any(output => Channels(output) == labels.Count))
        {
            return;
        }

        var found = string.Join(" and ", outputs.Select(output => $"{Printable.Count(Channels(output), "channel")} ('{output.Name}')"));
        throw new ToolException(
            ExitCode.Usage,
            $"labels file '{path}' has {Printable.Count(labels.Count, "label")}, but the network's output has {found}; give one label for each channel, in order.");
    }

    private static string SourceKind(string path) => Path.GetExtension(path) is { Length: > 0 } extension ? extension.ToLowerInvariant() : "source";

    private static int Channels(TensorDescription output) => output.Shape.LastOrDefault(1);

    private void Print(ConvertSummary summary)
    {
        void Row(string title, string value) => _terminal.WriteLine($"  {title,-13}  {value}");

        _terminal.WriteLine($"{Printable.Text(summary.Input)} → {Printable.Text(summary.Output)}");
        Row("ops", Printable.Number(summary.Ops));
        Row("MACs", Printable.Number(summary.Macs));
        Row("file", $"{Printable.Bytes(summary.FileBytes)}, {Printable.Percent(summary.FileBytes, summary.SourceBytes)} of the {SourceKind(summary.Input)}'s {Printable.Number(summary.SourceBytes)}");
        Row("arena", Printable.Bytes(summary.ArenaBytes));
        Row("largest layer", summary.LargestLayer is { } layer
            ? $"#{layer.Index} {layer.Op} → {Printable.Shape(layer.Output)}: {Printable.Number(layer.Macs)} MACs, {Printable.Percent(layer.Macs, summary.Macs)} of all"
            : "none: no op multiplies and accumulates");
        if (summary.Target != LayoutTarget.Any.Name)
        {
            Row("laid out", $"{summary.Target}: {Printable.Bytes(summary.LayoutBytes)} for about {Printable.Number(summary.SavedInstructions)} instructions");
        }

        Row("labels", summary.Labels is 0 ? "none" : Printable.Number(summary.Labels));
        if (summary.DebugOutputs > 0)
        {
            Row("debug info", Printable.Count(summary.DebugOutputs, "op output"));
        }
    }
}

/// <summary>What 'convert' answers; with --json, these names are part of the tool's contract.</summary>
/// <param name="Target">Whose kernels the weights are laid out for.</param>
/// <param name="LayoutBytes">What that takes beyond plain weights.</param>
/// <param name="SavedInstructions">What it saves there, of an inference, as estimated.</param>
/// <param name="DebugOutputs">Op outputs whose place is stored; 0 without debug info.</param>
internal sealed record ConvertSummary(
    string Input, string Output, int Ops, long Macs, int FileBytes, int SourceBytes, int ArenaBytes, string Target,
    long LayoutBytes, long SavedInstructions, LayerSummary? LargestLayer, int Labels, int DebugOutputs)
{
    /// <summary>What quantisation cost on the data of --evaluate; null without.</summary>
    public QuantizationSummary? Quantization { get; init; }

    public static ConvertSummary Of(string output, ModelFile model, int sourceBytes)
    {
        var description = model.Description;
        return new ConvertSummary(
            model.Path, output, description.Ops.Count, description.File.Macs, model.Bytes.Length, sourceBytes, description.File.ArenaBytes,
            description.Target, description.Ops.Sum(op => op.Layout?.FlashBytes ?? 0), description.Ops.Sum(op => op.Layout?.SavedInstructions ?? 0),
            description.LargestLayer is { } layer
                ? new LayerSummary(layer.Index, $"{layer.Code}", layer.Output, layer.Macs, (double)layer.Macs / description.File.Macs)
                : null,
            description.Labels?.Count ?? 0, description.Debug.Count);
    }
}

/// <param name="Share">Of the network's multiply-accumulates, 0 … 1.</param>
internal sealed record LayerSummary(int Index, string Op, IReadOnlyList<int> Output, long Macs, double Share);
