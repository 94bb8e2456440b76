using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>
/// Tensors that must have one scale because the op between them only moves, selects or averages: pools, movements, and a
/// concatenation with its parts.
/// </summary>
internal sealed class ScaleGroups
{
    private static readonly HashSet<string> s_moves =
    [
        "RESHAPE", "SQUEEZE", "EXPAND_DIMS", "MAX_POOL_2D", "AVERAGE_POOL_2D", "PAD", "PADV2", "STRIDED_SLICE", "TRANSPOSE",
        "RESIZE_NEAREST_NEIGHBOR", "RELU6",
    ];

    private readonly Dictionary<GraphTensor, GraphTensor> _parents = [];

    public ScaleGroups(NetworkGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            if (Moves(node))
            {
                var input = node.Op == "SPLIT" ? node.Inputs[1]! : node.Inputs[0]!;
                foreach (var output in node.Outputs)
                {
                    Join(input, output);
                }
            }
        }
    }

    /// <summary>Whether an op's outputs have its input's scale.</summary>
    public static bool Moves(GraphNode node) => node.Op == "SPLIT" || s_moves.Contains(node.Op);

    /// <summary>The first tensor of the group: what all others have their range from.</summary>
    public GraphTensor Leader(GraphTensor tensor)
    {
        while (_parents.TryGetValue(tensor, out var parent))
        {
            tensor = parent;
        }

        return tensor;
    }

    public void Join(GraphTensor first, GraphTensor second)
    {
        var (a, b) = (Leader(first), Leader(second));
        if (a != b)
        {
            _parents[b] = a;
        }
    }

    /// <summary>The scale that a group has whatever its values are; null when calibration says it.</summary>
    public static Quantization? Fixed(GraphNode? producer) => producer?.Op switch
    {
        "LOGISTIC" or "SOFTMAX" => Int8Scales.Logistic,
        "TANH" => Int8Scales.Tanh,
        _ => null,
    };
}
