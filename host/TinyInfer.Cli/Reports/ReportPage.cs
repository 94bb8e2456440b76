using System.Globalization;
using System.Text;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;
using TinyInfer.Cli.Verbs;
using TinyInfer.Compiler.Evaluation;
using TinyInfer.Compiler.Graph;

namespace TinyInfer.Cli.Reports;

/// <summary>All about a conversion on one page: no script, nothing from elsewhere, readable on a phone, light and dark.</summary>
internal static class ReportPage
{
    private const string Style = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1c2430;--dim:#5b6675;--line:#d5dae1;--box:#f3f5f8;--a:#2f6fd0;--b:#e08a1e;--c:#9aa7b8}
        @media (prefers-color-scheme:dark){:root{--bg:#12161c;--fg:#e4e9f0;--dim:#98a4b3;--line:#333c48;--box:#1c232c;--a:#6ea4f4;--b:#f0a848;--c:#5c6878}}
        *{box-sizing:border-box}body{margin:0 auto;padding:1rem;max-width:60rem;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif}
        h1{font-size:1.5rem;overflow-wrap:anywhere}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
        .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.6rem}.facts div{background:var(--box);border-radius:.5rem;padding:.5rem .7rem}
        .facts b{display:block;font-size:1.15rem}.facts span,.key,figcaption{color:var(--dim);font-size:.85rem}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem;width:100%}th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid var(--line);white-space:nowrap}
        .n{text-align:right;text-anchor:end;font-variant-numeric:tabular-nums}svg{width:100%;height:auto;display:block}svg.graph{max-width:30rem;margin:auto}svg.memory{max-width:44rem}
        svg text{fill:var(--fg);font:11px system-ui,sans-serif}svg .t{font-weight:600}rect.w{fill:var(--box);stroke:var(--a);stroke-width:2}rect.io{fill:var(--bg);stroke:var(--b);stroke-width:2}
        .graph rect.p{fill:var(--box);stroke:var(--line)}rect.p{fill:var(--a)}.e{fill:none;stroke:var(--c);stroke-width:1.5}
        .m-w{fill:var(--a);background:var(--a)}.m-r{fill:var(--b);background:var(--b)}.m-k{fill:var(--c);background:var(--c)}.key i{display:inline-block;width:.8em;height:.8em;border-radius:2px}
        .grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:1rem}figure{margin:0}
        """;

    /// <param name="graph">The network as it was lowered.</param>
    /// <param name="evaluation">Null without data to compare on.</param>
    public static byte[] Create(string output, ModelFile model, NetworkGraph graph, EvaluationText? evaluation)
    {
        var html = new StringBuilder();
        html.Append($"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{Html.Text(Path.GetFileName(output))}</title><style>{Style}</style></head><body>\n");
        html.Append($"<h1>{Html.Text(Path.GetFileName(model.Path))} → {Html.Text(Path.GetFileName(output))}</h1>\n{Facts(model, evaluation?.Report)}");
        if (evaluation is not null)
        {
            html.Append(Html.Section("Float and int8", Accuracy(evaluation)));
        }

        html.Append(Html.Section("Network", NetworkPicture.Draw(graph)));
        html.Append(Html.Section("Layers", evaluation is null ? Ops(model) : Layers(evaluation.Report)));
        html.Append(Html.Section("Memory over time", Charts.Memory(model.Description)));
        html.Append(Html.Section("Weights", Charts.Weights(graph)));
        html.Append(Html.Section("Folded and dropped", Folded(graph, evaluation?.Report.Pruning)));
        return Encoding.UTF8.GetBytes(html.Append("</body></html>\n").ToString());
    }

    private static string Facts(ModelFile model, QuantizationReport? report)
    {
        List<(string Title, string Value)> facts =
        [
            ("file", Printable.Bytes(model.Bytes.Length)), ("arena", Printable.Bytes(model.Description.File.ArenaBytes)),
            ("MACs", Printable.Number(model.Description.File.Macs)), ("ops", Printable.Number(model.Description.Ops.Count)),
        ];
        if (report?.Agreement is { } agreement)
        {
            facts.Add(("agreement with float", EvaluationText.Percent(agreement)));
        }

        if (report?.Int8 is { } matrix)
        {
            facts.Add(("int8 accuracy", EvaluationText.Percent(matrix.Accuracy)));
        }

        return $"<div class=\"facts\">{string.Concat(facts.Select(fact => $"<div><b>{Html.Text(fact.Value)}</b><span>{Html.Text(fact.Title)}</span></div>"))}</div>\n";
    }

    private static string Accuracy(EvaluationText evaluation)
    {
        var report = evaluation.Report;
        List<string[]> rows = [["samples", Printable.Number(report.Samples), Printable.Number(report.Samples)]];
        if (report.Agreement is { } agreement)
        {
            rows.Add(["same first class as float", "100%", EvaluationText.Percent(agreement)]);
        }

        if (report.FloatError is { } floatError && report.Int8Error is { } int8Error)
        {
            rows.Add(["mean rebuilding error", Real(floatError), Real(int8Error)]);
        }

        if (report is { Float: { } real, Int8: { } int8 })
        {
            rows.Add(["accuracy", EvaluationText.Percent(real.Accuracy), EvaluationText.Percent(int8.Accuracy)]);
            rows.Add(["balanced accuracy", EvaluationText.Percent(real.BalancedAccuracy), EvaluationText.Percent(int8.BalancedAccuracy)]);
        }

        var html = Html.Table(["", ">float", ">int8"], rows)
            + $"<p>Ranges: {Html.Text(evaluation.Decisions())}. Outputs: {EvaluationText.Decibel(report.SignalToNoise)} signal to quantisation noise.</p>"
            + (report.Pruning is { } pruning ? $"<p>Pruned: {Html.Text(EvaluationText.Pruned(pruning))}.</p>" : "");
        if (report.Int8 is { } matrix)
        {
            var all = Enumerable.Range(0, matrix.Classes.Count).ToList();
            html += Html.Table(
                ["true \\ taken for", .. matrix.Classes.Select(name => $">{name}"), ">recall"],
                all.Select(actual => (string[])[matrix.Classes[actual], .. all.Select(predicted => Printable.Number(matrix[actual, predicted])), EvaluationText.Percent(matrix.Recall(actual))]));
        }

        return html;
    }

    private static string Layers(QuantizationReport report) => Html.Table(
        ["op", "tensor", "shape", ">scale", ">zero point", ">in the network", ">alone"],
        report.Layers.Select(layer => (string[])
        [
            $"#{layer.SourceOp} {layer.Op}", Html.Short(layer.Tensor, 32), Printable.Shape(layer.Shape), Real(layer.Scale), Printable.Number(layer.ZeroPoint),
            layer.SignalToNoise is { } noise ? EvaluationText.Decibel(noise) : "folded", layer.Alone is { } alone ? EvaluationText.Decibel(alone) : "–",
        ])) + "<p class=\"key\">Signal to quantisation noise: of the layer's tensor with everything before it rounded, and of the network's outputs when this layer alone is rounded. The lowest alone hurts most.</p>";

    private static string Ops(ModelFile model) => Html.Table(
        ["op", "output", ">MACs", ">parameters"],
        model.Description.Ops.Select(op => (string[])[$"{op.Index} {op.Code}", Printable.Shape(op.Output), Printable.Number(op.Macs), Printable.Number(op.ParameterBytes)]));

    private static string Folded(NetworkGraph graph, PruneReport? pruning)
    {
        var html = new StringBuilder();
        List<string[]> folded =
        [
            .. graph.Nodes.SelectMany(node => node.Absorbed.Select(absorbed => (string[])[$"#{absorbed.Index} {absorbed.Op}", $"into #{node.Index} {node.Op}"])),
            .. graph.Vanished.Select(node => (string[])[$"#{node.Index} {node.Op}", "gone: computed at conversion, or changes nothing"]),
        ];
        html.Append(folded.Count == 0 ? "<p>Every op of the source is computed.</p>" : Html.Table(["op of the source", "what became of it"], folded));
        if (pruning is not null)
        {
            html.Append(Html.Table(
                ["pruned layer", "tensor", ">channels", ">left out"],
                pruning.Layers.Select(layer => (string[])[$"#{layer.SourceOp} {layer.Op}", Html.Short(layer.Tensor, 32), Printable.Number(layer.Channels), Printable.Number(layer.Removed)])));
        }

        return html.ToString();
    }

    private static string Real(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
