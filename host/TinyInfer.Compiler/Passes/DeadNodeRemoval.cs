using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Passes;

/// <summary>
/// Removes ops whose results nobody reads. Only ops that do nothing but compute their outputs: of others, unknown ones
/// too, nobody knows what else they do, so they stay and are refused.
/// </summary>
internal static class DeadNodeRemoval
{
    private static readonly HashSet<string> s_pureOps =
    [
        "CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "AVERAGE_POOL_2D", "MAX_POOL_2D", "ADD", "SUB", "MUL", "SOFTMAX",
        "LOGISTIC", "TANH", "RELU", "RELU6", "RELU_N1_TO_1", "LEAKY_RELU", "HARD_SWISH", "RESHAPE", "SQUEEZE", "EXPAND_DIMS",
        "PAD", "PADV2", "MEAN", "CONCATENATION", "QUANTIZE", "DEQUANTIZE", "STRIDED_SLICE", "TRANSPOSE", "SPLIT",
        "RESIZE_NEAREST_NEIGHBOR", "ARG_MAX", "LOOKUP", "FUNCTION", "CLIP", "HARD_SIGMOID", "DIV",
        "SHAPE", "PACK", "GATHER", "CAST", "REDUCE_PROD",
    ];

    public static void Run(NetworkGraph graph)
    {
        var needed = graph.Outputs.ToHashSet();
        var kept = new List<GraphNode>();
        for (var i = graph.Nodes.Count - 1; i >= 0; i--)
        {
            var node = graph.Nodes[i];
            if (s_pureOps.Contains(node.Op) && !node.Outputs.Any(needed.Contains))
            {
                graph.Vanished.Add(node);
                continue;
            }

            kept.Add(node);
            needed.UnionWith(node.Inputs.OfType<GraphTensor>());
        }

        kept.Reverse();
        graph.Nodes.Clear();
        graph.Nodes.AddRange(kept);
    }
}
