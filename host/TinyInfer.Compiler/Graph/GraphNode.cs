namespace TinyInfer.Compiler.Graph;

/// <summary>An op of the source network: its name is TensorFlow Lite's builtin operator name.</summary>
public sealed class GraphNode
{
    /// <summary>Position in the source network; error messages and debug info name ops by it.</summary>
    public required int Index { get; init; }

    /// <summary>"CONV_2D", "ADD", …; a custom op's own name.</summary>
    public required string Op { get; set; }

    /// <summary>Null for an optional input that is left out.</summary>
    public required List<GraphTensor?> Inputs { get; init; }

    public required List<GraphTensor> Outputs { get; init; }

    /// <summary>The op's options, one record type an op family (see OpOptions.cs); null where it has none.</summary>
    public object? Options { get; set; }

    /// <summary>Source ops that passes merged into this one, so that debug info can name them: folded, in order.</summary>
    public List<GraphNode> Absorbed { get; } = [];

    public void ReplaceInput(GraphTensor tensor, GraphTensor by)
    {
        for (var i = 0; i < Inputs.Count; i++)
        {
            Inputs[i] = Inputs[i] == tensor ? by : Inputs[i];
        }
    }

    public override string ToString() => $"op #{Index} {Op}";
}

/// <summary>A network: nodes in execution order.</summary>
public sealed class NetworkGraph
{
    public required string Name { get; init; }

    public required List<GraphNode> Nodes { get; init; }

    public required List<GraphTensor> Inputs { get; init; }

    public required List<GraphTensor> Outputs { get; init; }

    /// <summary>
    /// What the app sees where it differs from the tensor's own type: FLOAT32 or UINT8 at a peeled edge.
    /// </summary>
    public Dictionary<GraphTensor, TensorType> AppTypes { get; } = [];

    /// <summary>
    /// Source ops that vanished without becoming part of another node (folded shapes, dropped identities), for debug info.
    /// </summary>
    public List<GraphNode> Vanished { get; } = [];

    /// <summary>
    /// What importer and passes found that cannot be converted; an op that is named here is not looked at any further.
    /// </summary>
    public List<ConversionProblem> Problems { get; } = [];

    /// <summary>All source ops, in the file's order, as they were imported.</summary>
    public required IReadOnlyList<SourceOp> SourceOps { get; init; }
}

/// <summary>An op as the source file has it: what debug info lists.</summary>
public sealed record SourceOp(int Index, string Op, IReadOnlyList<GraphTensor> Outputs);
