using System.Buffers.Binary;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Tests.Lowering;

/// <summary>Makes a graph tensor by tensor and node by node.</summary>
internal sealed class GraphMaker
{
    private readonly List<GraphNode> _nodes = [];

    public List<GraphTensor> Inputs { get; } = [];

    public List<GraphTensor> Outputs { get; } = [];

    public GraphTensor Input(string name, int[] shape, float scale = 1, int zeroPoint = 0)
    {
        var tensor = Int8(name, shape, scale, zeroPoint);
        Inputs.Add(tensor);
        return tensor;
    }

    public static GraphTensor Int8(string name, int[] shape, float scale = 1, int zeroPoint = 0) => new()
    {
        Name = name,
        Type = TensorType.Int8,
        Shape = shape,
        Quantization = new([scale], [zeroPoint], 0),
    };

    public static GraphTensor Int32(string name, int[] shape) => new() { Name = name, Type = TensorType.Int32, Shape = shape };

    public static GraphTensor Constant(string name, int[] shape, sbyte[] values, float scale = 1, int zeroPoint = 0)
    {
        var tensor = Int8(name, shape, scale, zeroPoint);
        tensor.Constant = [.. values.Select(value => (byte)value)];
        return tensor;
    }

    public static GraphTensor Integers(string name, params int[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        }

        return new() { Name = name, Type = TensorType.Int32, Shape = [values.Length], Constant = bytes };
    }

    public GraphNode Node(string op, object? options, GraphTensor?[] inputs, params GraphTensor[] outputs)
    {
        var node = new GraphNode { Index = _nodes.Count, Op = op, Inputs = [.. inputs], Outputs = [.. outputs], Options = options };
        _nodes.Add(node);
        return node;
    }

    public NetworkGraph Graph() => new()
    {
        Name = "test",
        Nodes = _nodes,
        Inputs = Inputs,
        Outputs = Outputs,
        SourceOps = [.. _nodes.Select(node => new SourceOp(node.Index, node.Op, [.. node.Outputs]))],
    };

    /// <summary>Lowers the nodes so far, whose last outputs are the network's.</summary>
    public LoweredProgram Lower()
    {
        if (Outputs.Count == 0)
        {
            Outputs.AddRange(_nodes[^1].Outputs);
        }

        return Lowerer.Lower(Graph());
    }

    /// <summary>Lowers a network that must be refused.</summary>
    public IReadOnlyList<ConversionProblem> Problems() => Assert.ThrowsExactly<UnsupportedModelException>(Lower).Problems;
}
