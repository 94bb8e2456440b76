using System.Globalization;
using TinyInfer.Cli.Output;
using TinyInfer.Cli.Reports;
using TinyInfer.Compiler.Evaluation;

namespace TinyInfer.Cli.Verbs;

/// <summary>What quantisation cost, for a person and for a program.</summary>
internal sealed class EvaluationText(QuantizationReport report)
{
    private const int WorstLayers = 5;

    public QuantizationReport Report => report;

    public QuantizationSummary Summary { get; } = new(
        report.Samples, report.Agreement, report.SignalToNoise, report.FloatError, report.Int8Error, report.Float?.Accuracy, report.Int8?.Accuracy,
        report.Float?.BalancedAccuracy, report.Int8?.BalancedAccuracy,
        [.. report.Layers.Where(layer => layer.SignalToNoise is not null)
            .Select(layer => new LayerNoise(layer.SourceOp, layer.Op, layer.Tensor, layer.SignalToNoise!.Value, layer.Alone))]);

    public void Print(Terminal terminal)
    {
        void Row(string title, string value) => terminal.WriteLine($"  {title,-13}  {value}");

        terminal.WriteLine();
        terminal.WriteLine($"float and int8 on {Printable.Count(report.Samples, "sample")}");
        Row("chosen", Decisions());
        Row("outputs", $"{Decibel(report.SignalToNoise)} signal to quantisation noise");
        if (report.Agreement is { } agreement)
        {
            Row("agreement", $"{Percent(agreement)} have the same first class");
        }

        if (report.FloatError is { } floatError && report.Int8Error is { } int8Error)
        {
            Row("rebuilding", string.Create(CultureInfo.InvariantCulture, $"mean error float {floatError:G6}, int8 {int8Error:G6} ({int8Error / floatError - 1:+0.0%;-0.0%})"));
        }

        if (report.Pruning is { } pruning)
        {
            Row("pruned", Pruned(pruning));
        }

        if (report is { Float: { } real, Int8: { } int8 })
        {
            Row("accuracy", $"float {Percent(real.Accuracy)}, int8 {Percent(int8.Accuracy)}");
            Row("balanced", $"float {Percent(real.BalancedAccuracy)}, int8 {Percent(int8.BalancedAccuracy)}");
            ConfusionText.Write(terminal, int8);
        }

        terminal.WriteLine("  layers that hurt most (the outputs when such a layer alone is rounded)");
        var table = new TextTable("op", "tensor", ">alone", ">in the network");
        foreach (var layer in report.Layers.Where(layer => layer.Alone is not null).OrderBy(layer => layer.Alone).Take(WorstLayers))
        {
            table.Add($"#{layer.SourceOp} {layer.Op}", Html.Short(layer.Tensor, 40), Decibel(layer.Alone!.Value), layer.SignalToNoise is { } noise ? Decibel(noise) : "–");
        }

        table.Write(terminal);
    }

    public string Decisions()
    {
        if (report.Decisions is not { } decisions)
        {
            return "the network's own scales";
        }

        var others = decisions.Layers.Count == 0 ? "" : $", another for {Printable.Count(decisions.Layers.Count, "tensor")}";
        return $"{decisions.Observer}{others}{(decisions.Equalized ? ", equalised" : "")}";
    }

    public static string Pruned(PruneReport pruning)
    {
        var text = $"{Printable.Number(pruning.Layers.Sum(layer => layer.Removed))} of {Printable.Number(pruning.Layers.Sum(layer => layer.Channels))} channels that can go; in float then";
        text += pruning.Agreement is { } agreement ? $" {Percent(agreement)} agreement" : "";
        text += pruning.Error is { } error ? string.Create(CultureInfo.InvariantCulture, $" a mean error of {error:G6}") : "";
        return text + (pruning.Float is { } matrix ? $", {Percent(matrix.Accuracy)} accuracy" : "");
    }

    public static string Decibel(double value) =>
        double.IsPositiveInfinity(value) ? "exact" : string.Create(CultureInfo.InvariantCulture, $"{value:F1} dB");

    public static string Percent(double value) => double.IsNaN(value) ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100 * value:F1}%");
}

/// <summary>With --json, these names are part of the tool's contract.</summary>
internal sealed record QuantizationSummary(
    int Samples, double? Agreement, double SignalToNoise, double? FloatError, double? Int8Error, double? FloatAccuracy, double? Int8Accuracy,
    double? FloatBalancedAccuracy, double? Int8BalancedAccuracy, IReadOnlyList<LayerNoise> Layers);

internal sealed record LayerNoise(int SourceOp, string Op, string Tensor, double SignalToNoise, double? Alone);
