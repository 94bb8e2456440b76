using System.Buffers.Binary;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Passes;

namespace TinyInfer.Compiler.Tests.Passes;

/// <summary>A network written down by hand, as if it had been imported.</summary>
internal sealed class GraphSketch
{
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphTensor> _inputs = [];

    public static GraphTensor Int8(string name, float scale = 0.5f, int zeroPoint = 0, int[]? shape = null) =>
        Tensor(name, TensorType.Int8, scale, zeroPoint, shape);

    public static GraphTensor Tensor(string name, TensorType type, float? scale = null, int zeroPoint = 0, int[]? shape = null) => new()
    {
        Name = name,
        Type = type,
        Shape = shape ?? [1, 4],
        Quantization = scale is { } value ? new Quantization([value], [zeroPoint], 0) : null,
    };

    public static GraphTensor Scalar(string name, sbyte value, float scale, int zeroPoint)
    {
        var tensor = Int8(name, scale, zeroPoint, []);
        tensor.Constant = [(byte)value];
        return tensor;
    }

    public static GraphTensor Integers(string name, params int[] values)
    {
        var bytes = new byte[values.Length * sizeof(int)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), values[i]);
        }

        var tensor = Tensor(name, TensorType.Int32, shape: [values.Length]);
        tensor.Constant = bytes;
        return tensor;
    }

    /// <summary>A tensor of int32 that an op computes.</summary>
    public static GraphTensor Shape(string name, params int[] shape) => Tensor(name, TensorType.Int32, shape: shape);

    public GraphTensor Input(GraphTensor tensor)
    {
        _inputs.Add(tensor);
        return tensor;
    }

    /// <returns>The output, so that the next op can be written behind it.</returns>
    public GraphTensor Op(string op, object? options, GraphTensor output, params GraphTensor?[] inputs)
    {
        _nodes.Add(new GraphNode { Index = _nodes.Count, Op = op, Options = options, Inputs = [.. inputs], Outputs = [output] });
        return output;
    }

    public NetworkGraph Graph(params GraphTensor[] outputs) => new()
    {
        Name = "test",
        Nodes = _nodes,
        Inputs = _inputs,
        Outputs = [.. outputs],
        SourceOps = [.. _nodes.Select(node => new SourceOp(node.Index, node.Op, [.. node.Outputs]))],
    };

    /// <summary>The graph after all passes.</summary>
    public NetworkGraph Passed(params GraphTensor[] outputs)
    {
        var graph = Graph(outputs);
        PassPipeline.Run(graph);
        return graph;
    }
}
