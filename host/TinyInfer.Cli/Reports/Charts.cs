using System.Text;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Cli.Reports;

/// <summary>Memory over time, and how weights are spread.</summary>
internal static class Charts
{
    private const int MemoryWidth = 420;
    private const int RowHeight = 16;
    private const int Labels = 130;
    private const int HistogramBins = 51;

    /// <summary>A row for each op, from the start of the arena to its end: what it writes, reads, and what waits for later.</summary>
    public static string Memory(ModelDescription model)
    {
        var timeline = ArenaTimeline.Of(model);
        var arena = Math.Max(1, model.File.ArenaBytes);
        double X(int position) => Labels + (double)position / arena * (MemoryWidth - Labels - 55);
        var svg = new StringBuilder();
        foreach (var op in model.Ops)
        {
            var y = op.Index * RowHeight;
            svg.Append($"<text x=\"0\" y=\"{y + 12}\">{op.Index} {op.Code}</text>");
            foreach (var value in timeline.Values.Where(value => value.IsLiveAt(op.Index)))
            {
                var kind = value.FirstOp == op.Index ? "m-w" : value.LastOp == op.Index ? "m-r" : "m-k";
                var (x, end) = (X(value.Range.Start), X(value.Range.End));
                svg.Append($"<rect class=\"{kind}\" x=\"{Html.Number(x)}\" y=\"{y + 1}\" width=\"{Html.Number(Math.Max(1, end - x))}\" height=\"{RowHeight - 2}\"/>");
            }

            svg.Append($"<text class=\"n\" x=\"{MemoryWidth - 2}\" y=\"{y + 12}\">{Printable.Number(timeline.LiveBytes(op.Index))}</text>");
        }

        return $"<p class=\"key\"><i class=\"m-w\"></i> written <i class=\"m-r\"></i> read last here <i class=\"m-k\"></i> kept for later · bytes in use at the right, arena {Printable.Bytes(arena)}</p>"
            + $"<svg class=\"memory\" viewBox=\"0 0 {MemoryWidth} {model.Ops.Count * RowHeight}\" role=\"img\" aria-label=\"Memory over time\">{svg}</svg>";
    }

    /// <summary>One small picture for each op with weights: how often each int8 value occurs.</summary>
    public static string Weights(NetworkGraph graph)
    {
        var html = new StringBuilder("<div class=\"grid\">");
        foreach (var node in graph.Nodes.Where(node => node.Op is "CONV_2D" or "DEPTHWISE_CONV_2D" or "FULLY_CONNECTED"))
        {
            if (node.Inputs[1] is not { Type: TensorType.Int8, Constant: { Length: > 0 } weights })
            {
                continue;
            }

            var counts = new int[HistogramBins];
            foreach (var weight in weights)
            {
                counts[Math.Clamp(((sbyte)weight + 128) * HistogramBins / 256, 0, HistogramBins - 1)]++;
            }

            var most = counts.Max();
            var bars = string.Concat(counts.Select((count, bin) =>
                $"<rect class=\"p\" x=\"{bin * 3}\" y=\"{Html.Number(50 - 50.0 * count / most)}\" width=\"2.6\" height=\"{Html.Number(50.0 * count / most)}\"/>"));
            var zeros = weights.Count(weight => weight == 0);
            html.Append(
                $"<figure><svg viewBox=\"0 0 {HistogramBins * 3} 50\" role=\"img\" aria-label=\"Weights of op {node.Index}\">{bars}</svg>"
                + $"<figcaption>#{node.Index} {Html.Text(node.Op)}: {Printable.Number(weights.Length)} weights, {Html.Text(Printable.Percent(zeros, weights.Length))} zero</figcaption></figure>");
        }

        return html.Append("</div>").ToString();
    }
}
