namespace TinyInfer.Compiler.Graph;

/// <summary>A network that can be rewritten while the original stays.</summary>
public sealed class GraphCopy
{
    private readonly Dictionary<GraphTensor, GraphTensor> _tensors = [];

    /// <summary>Constants' bytes are shared: nobody changes them in place.</summary>
    public GraphCopy(NetworkGraph source)
    {
        Graph = new NetworkGraph
        {
            Name = source.Name,
            Nodes = [.. source.Nodes.Select(Copy)],
            Inputs = [.. source.Inputs.Select(Of)],
            Outputs = [.. source.Outputs.Select(Of)],
            SourceOps = [.. source.SourceOps.Select(op => op with { Outputs = [.. op.Outputs.Select(Of)] })],
        };
        foreach (var (tensor, type) in source.AppTypes)
        {
            Graph.AppTypes[Of(tensor)] = type;
        }

        Graph.Vanished.AddRange(source.Vanished.Select(Copy));
        Graph.Problems.AddRange(source.Problems);
    }

    public NetworkGraph Graph { get; }

    /// <summary>The copy of a tensor of the source.</summary>
    public GraphTensor Of(GraphTensor tensor)
    {
        if (!_tensors.TryGetValue(tensor, out var copy))
        {
            _tensors[tensor] = copy = new GraphTensor
            {
                Name = tensor.Name,
                SourceIndex = tensor.SourceIndex,
                Type = tensor.Type,
                Shape = [.. tensor.Shape],
                Quantization = tensor.Quantization,
                Constant = tensor.Constant,
            };
        }

        return copy;
    }

    private GraphNode Copy(GraphNode node)
    {
        var copy = new GraphNode
        {
            Index = node.Index,
            Op = node.Op,
            Inputs = [.. node.Inputs.Select(input => input is null ? null : Of(input))],
            Outputs = [.. node.Outputs.Select(Of)],
            Options = node.Options,
        };
        copy.Absorbed.AddRange(node.Absorbed.Select(Copy));
        return copy;
    }
}
