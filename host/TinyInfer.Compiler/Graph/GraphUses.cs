namespace TinyInfer.Compiler.Graph;

/// <summary>Who writes and who reads each tensor, as the graph was when this was made.</summary>
internal sealed class GraphUses
{
    private readonly Dictionary<GraphTensor, GraphNode> _producers = [];
    private readonly Dictionary<GraphTensor, List<GraphNode>> _consumers = [];
    private readonly HashSet<GraphTensor> _inputs;
    private readonly HashSet<GraphTensor> _outputs;

    public GraphUses(NetworkGraph graph)
    {
        _inputs = [.. graph.Inputs];
        _outputs = [.. graph.Outputs];
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs)
            {
                _producers[output] = node;
            }

            foreach (var input in node.Inputs.OfType<GraphTensor>())
            {
                if (!_consumers.TryGetValue(input, out var consumers))
                {
                    _consumers[input] = consumers = [];
                }

                consumers.Add(node);
            }
        }
    }

    /// <summary>Null for inputs of the network and for constants.</summary>
    public GraphNode? Producer(GraphTensor tensor) => _producers.GetValueOrDefault(tensor);

    /// <summary>The ops that read the tensor; an op that reads it twice is there twice.</summary>
    public IReadOnlyList<GraphNode> Consumers(GraphTensor tensor) => _consumers.GetValueOrDefault(tensor) ?? [];

    /// <summary>The op that alone reads the tensor, once; null when others do or the network outputs it.</summary>
    public GraphNode? SoleConsumer(GraphTensor tensor) =>
        !IsOutput(tensor) && Consumers(tensor) is [var consumer] ? consumer : null;

    public bool IsInput(GraphTensor tensor) => _inputs.Contains(tensor);

    public bool IsOutput(GraphTensor tensor) => _outputs.Contains(tensor);
}
