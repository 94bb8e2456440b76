using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>A program that grows op by op, and where each tensor of the graph lies in it.</summary>
internal sealed class ProgramBuilder
{
    private readonly Dictionary<GraphTensor, ArenaTensor> _tensors = [];

    public LoweredProgram Program { get; } = new();

    /// <summary>Tensors that took the place of another one without an op.</summary>
    public HashSet<GraphTensor> Aliases { get; } = [];

    /// <summary>Where a tensor lies; null when nothing has computed it.</summary>
    public ArenaTensor? Find(GraphTensor tensor) => _tensors.GetValueOrDefault(tensor);

    /// <summary>Where an op reads a tensor. A constant is brought into the arena for this op alone, so that it dies soon.</summary>
    public ArenaTensor Read(GraphNode node, GraphTensor tensor)
    {
        if (tensor.Constant is null)
        {
            return Find(tensor) ?? throw node.Inconsistent(tensor, "no op before this one computes it");
        }

        var bytes = node.RequireConstant(tensor);
        var output = Temporary(tensor.Name, bytes.Length);
        Emit(new LoadConstantOp
        {
            Data = new ConstantData { Bytes = bytes },
            Destination = output,
            SourceOps = SourceOps(node),
        });
        return output;
    }

    /// <summary>Where an output of the network lies, which may be a constant.</summary>
    public ArenaTensor FindOrLoad(GraphTensor tensor)
    {
        if (Find(tensor) is { } place)
        {
            return place;
        }

        var output = Define(tensor);
        Emit(new LoadConstantOp { Data = new ConstantData { Bytes = tensor.Constant! }, Destination = output, SourceOps = [] });
        return output;
    }

    /// <summary>After a refused op: its outputs count as computed, so that the ops behind it are judged by themselves.</summary>
    public void AssumeOutputs(GraphNode node)
    {
        foreach (var output in node.Outputs)
        {
            _tensors.TryAdd(output, Temporary(output.Name, 0));
        }
    }

    /// <summary>The place of a tensor that an op writes.</summary>
    public ArenaTensor Write(GraphNode node, GraphTensor tensor)
    {
        var bytes = tensor.Shape.Aggregate(
            (long)Requirements.ElementBytes(tensor.Type),
            (product, dimension) => node.RequireInt32(tensor, product * dimension, "the byte count"));
        return _tensors[tensor] = Temporary(tensor.Name, (int)bytes);
    }

    /// <summary>An input of the network.</summary>
    public ArenaTensor Define(GraphTensor tensor) =>
        _tensors[tensor] = Temporary(tensor.Name, checked(tensor.ElementCount * Requirements.ElementBytes(tensor.Type)));

    /// <summary>A value between the ops that one source op becomes.</summary>
    public static ArenaTensor Temporary(string name, int bytes) => new() { Name = name, Bytes = bytes };

    /// <summary>Makes the output another name of the input.</summary>
    public void Alias(GraphNode node, GraphTensor input, GraphTensor output)
    {
        _tensors[output] = Read(node, input);
        Aliases.Add(output);
    }

    public void Emit(LoweredOp op) => Program.Ops.Add(op);

    public static IReadOnlyList<int> SourceOps(GraphNode node) =>
        [.. node.Absorbed.Select(absorbed => absorbed.Index).Append(node.Index).Distinct().Order()];
}
