using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import;

/// <summary>
/// Checks that indices are in range, that every tensor is written at most once, and that no op reads what a later one
/// writes: then the ops can run in the file's order and there is no cycle.
/// </summary>
internal sealed class ExecutionOrder(FlatFile file, int tensorCount)
{
    private const int Input = -1;

    /// <summary>Who writes a tensor: the op's index, or <see cref="Input"/>.</summary>
    private readonly Dictionary<int, int> _writers = [];

    /// <summary>The network's inputs and what its ops write.</summary>
    public HashSet<int> Computed => [.. _writers.Keys];

    public void Check(int[] inputs, List<SourceNode> nodes, int[] outputs)
    {
        foreach (var input in inputs)
        {
            DemandTensor(input, "an input of the network");
            Write(input, Input, "it is an input of the network");
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var output in nodes[i].Outputs)
            {
                DemandTensor(output, $"an output of op #{i} {nodes[i].Op}");
                Write(output, i, $"op #{i} {nodes[i].Op} writes it");
            }

            foreach (var input in nodes[i].Inputs.Where(input => input != -1))
            {
                DemandTensor(input, $"an input of op #{i} {nodes[i].Op}");
            }
        }

        foreach (var output in outputs)
        {
            DemandTensor(output, "an output of the network");
        }

        if (outputs.Length == 0)
        {
            throw file.Damaged("the network has no outputs, at least one is expected");
        }
    }

    public void CheckReads(List<SourceNode> nodes, int[] outputs, GraphTensor[] tensors, Dictionary<GraphTensor, TensorObstacle> obstacles)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var input in nodes[i].Inputs.Where(input => input != -1))
            {
                DemandReadable(tensors[input], $"op #{i} {nodes[i].Op} reads it", i, nodes, obstacles);
            }
        }

        foreach (var output in outputs)
        {
            DemandReadable(tensors[output], "it is an output of the network", nodes.Count, nodes, obstacles);
        }
    }

    private void DemandReadable(GraphTensor tensor, string use, int reader, List<SourceNode> nodes, Dictionary<GraphTensor, TensorObstacle> obstacles)
    {
        if (!_writers.TryGetValue(tensor.SourceIndex, out var writer))
        {
            // A variable keeps its value and a sparse constant is not unpacked; both are problems of their own.
            if (!tensor.IsConstant && !obstacles.ContainsKey(tensor))
            {
                throw file.Damaged($"tensor #{tensor.SourceIndex} '{tensor.Name}': {use}, but no op writes it and it is neither an input nor a constant");
            }
        }
        else if (writer >= reader)
        {
            throw file.Damaged(
                $"tensor #{tensor.SourceIndex} '{tensor.Name}': {use}, but op #{writer} {nodes[writer].Op} writes it only then; the ops are out of order or form a cycle");
        }
    }

    private void Write(int tensor, int writer, string how)
    {
        if (!_writers.TryAdd(tensor, writer))
        {
            var before = _writers[tensor];
            throw file.Damaged(
                $"tensor #{tensor} has two sources: {how}, and {(before == Input ? "it is an input of the network" : $"op #{before} writes it")}; one is expected");
        }
    }

    private void DemandTensor(int index, string what)
    {
        if (index < 0 || index >= tensorCount)
        {
            throw file.Damaged($"tensor #{index} is {what}, but there are {tensorCount} tensors");
        }
    }
}
