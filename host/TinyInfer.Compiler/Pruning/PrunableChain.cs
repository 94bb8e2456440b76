using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Passes;
using TinyInfer.Compiler.Quantizing;

namespace TinyInfer.Compiler.Pruning;

/// <summary>
/// A layer whose channels only one other layer reads, through ops that keep channels apart: each of them can go, with what
/// it does to the one and in the other. Channels that are added or concatenated, or that the app sees, stay.
/// </summary>
/// <param name="First">CONV_2D or FULLY_CONNECTED.</param>
/// <param name="Depthwise">Depthwise convolutions on the way, which lose the channel too.</param>
/// <param name="Last">CONV_2D or FULLY_CONNECTED.</param>
internal sealed record PrunableChain(GraphNode First, IReadOnlyList<GraphNode> Depthwise, GraphNode Last)
{
    private static readonly HashSet<string> s_keeps =
    [
        "RELU", "RELU6", "RELU_N1_TO_1", "LEAKY_RELU", "HARD_SWISH", "TANH", "MAX_POOL_2D", "AVERAGE_POOL_2D", "MEAN", "RESHAPE", "PAD",
        "RESIZE_NEAREST_NEIGHBOR",
    ];

    public int Channels => First.Outputs[0].Shape[^1];

    public static IEnumerable<PrunableChain> Find(NetworkGraph graph)
    {
        var uses = new GraphUses(graph);
        foreach (var first in graph.Nodes.Where(node => node.Op is "CONV_2D" or "FULLY_CONNECTED" && WeightedNode.Of(node) is not null))
        {
            var channels = first.Outputs[0].Shape[^1];
            var depthwise = new List<GraphNode>();
            var next = uses.SoleConsumer(first.Outputs[0]);
            while (next is not null && Keeps(next, channels))
            {
                if (next.Op == "DEPTHWISE_CONV_2D")
                {
                    depthwise.Add(next);
                }

                next = uses.SoleConsumer(next.Outputs[0]);
            }

            if (next is { Op: "CONV_2D" or "FULLY_CONNECTED" } && WeightedNode.Of(next) is not null && next.Inputs[1]!.Shape[^1] % channels == 0)
            {
                yield return new(first, depthwise, next);
            }
        }
    }

    private static bool Keeps(GraphNode node, int channels) => node.Op == "DEPTHWISE_CONV_2D"
        ? node.Options is DepthwiseConv2DOptions { DepthMultiplier: 1 } && WeightedNode.Of(node) is not null && node.Outputs[0].Shape[^1] == channels
        : s_keeps.Contains(node.Op) && node.Outputs[0].Shape[^1] % channels == 0
            && (node.Op == "RESHAPE" || node.Outputs[0].Shape[^1] == channels);
}
