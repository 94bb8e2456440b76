using System.Text;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Graph;

namespace TinyInfer.Cli.Reports;

/// <summary>The network as a column of ops, in execution order; what skips ops goes around them at the right.</summary>
internal static class NetworkPicture
{
    private const int Width = 420;
    private const int BoxWidth = 270;
    private const int BoxHeight = 40;
    private const int Step = 58;
    private const int Left = 10;
    private const int LaneWidth = 9;

    public static string Draw(NetworkGraph graph)
    {
        var nodes = graph.Nodes;
        var places = new Dictionary<GraphTensor, int>();
        var svg = new StringBuilder();
        for (var i = 0; i < graph.Inputs.Count; i++)
        {
            places[graph.Inputs[i]] = 0;
        }

        svg.Append(Box(0, "input", string.Join(", ", graph.Inputs.Select(input => $"{Html.Short(input.Name, 18)} {Printable.Shape(input.Shape)}")), "io"));
        var lane = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            var output = nodes[i].Outputs[0];
            var detail = Printable.Shape(output.Shape) + (nodes[i].Absorbed.Count > 0 ? $" with {string.Join(", ", nodes[i].Absorbed.Select(node => node.Op).Distinct())}" : "");
            svg.Append(Box(i + 1, $"#{nodes[i].Index} {nodes[i].Op}", detail, nodes[i].Inputs.Any(input => input is { IsConstant: true, Type: TensorType.Int8 }) ? "w" : "p"));
            foreach (var input in nodes[i].Inputs.OfType<GraphTensor>().Where(places.ContainsKey).Distinct())
            {
                svg.Append(Edge(places[input], i + 1, ref lane));
            }

            foreach (var tensor in nodes[i].Outputs)
            {
                places[tensor] = i + 1;
            }
        }

        svg.Append(Box(nodes.Count + 1, "output", string.Join(", ", graph.Outputs.Select(output => $"{Html.Short(output.Name, 18)} {Printable.Shape(output.Shape)}")), "io"));
        foreach (var output in graph.Outputs.Where(places.ContainsKey).Distinct())
        {
            svg.Append(Edge(places[output], nodes.Count + 1, ref lane));
        }

        var height = (nodes.Count + 2) * Step;
        return $"<svg class=\"graph\" viewBox=\"0 -2 {Width} {height + 4}\" role=\"img\" aria-label=\"The network as a graph\">{svg}</svg>";
    }

    private static string Box(int place, string title, string detail, string kind) =>
        $"<g transform=\"translate({Left},{place * Step})\"><rect class=\"{kind}\" width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"6\"/>"
        + $"<text class=\"t\" x=\"10\" y=\"17\">{Html.Text(title)}</text><text x=\"10\" y=\"33\">{Html.Text(Cut(detail))}</text></g>";

    private static string Cut(string text) => text.Length <= 44 ? text : text[..43] + "…";

    private static string Edge(int from, int to, ref int lane)
    {
        if (to == from + 1)
        {
            var x = Left + BoxWidth / 2;
            return $"<path class=\"e\" d=\"M{x},{from * Step + BoxHeight}V{to * Step}\"/>";
        }

        var side = Left + BoxWidth + 14 + lane++ % 12 * LaneWidth;
        var (start, end, edge) = (from * Step + BoxHeight - 10, to * Step + 10, Left + BoxWidth);
        return $"<path class=\"e\" d=\"M{edge},{start}H{side}V{end}H{edge}\"/>";
    }
}
