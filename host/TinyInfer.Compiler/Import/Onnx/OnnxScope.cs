using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>The graph that grows while an ONNX network is translated op by op, and ONNX's names of its values.</summary>
internal sealed class OnnxScope(long opset)
{
    private const long MostElements = 1 << 26;

    private readonly Dictionary<string, OnnxValue?> _values = [];
    private readonly Dictionary<(GraphTensor Tensor, string Order), GraphTensor> _ordered = [];

    /// <summary>Version of the standard ops.</summary>
    public long Opset { get; } = opset;

    public List<GraphNode> Nodes { get; } = [];

    /// <summary>The op that is being translated: what it becomes bears its number.</summary>
    public int Current { get; set; }

    public bool Contains(string name) => _values.ContainsKey(name);

    /// <summary>Null for a value of an op that was refused: what depends on it is not judged.</summary>
    public OnnxValue? Find(string name) => _values.GetValueOrDefault(name);

    public void Define(string name, OnnxValue? value) => _values[name] = value;

    /// <summary>Adds an op; what depends on constants alone is computed at once.</summary>
    /// <returns>Its output.</returns>
    public GraphTensor Emit(string op, object? options, string name, int[] shape, params GraphTensor?[] inputs) =>
        Emit(op, options, [name], [shape], inputs)[0];

    public GraphTensor[] Emit(string op, object? options, string[] names, int[][] shapes, params GraphTensor?[] inputs)
    {
        foreach (var shape in shapes)
        {
            if (shape.Aggregate(1L, (product, size) => Math.Min(product * size, long.MaxValue >> 32)) is < 1 or > MostElements)
            {
                throw new RefusedException(new(Current, op, names[0], $"{Requirements.ShapeText(shape)} is no shape for a microcontroller", "make the network smaller"));
            }
        }

        var node = new GraphNode
        {
            Index = Current,
            Op = op,
            Inputs = [.. inputs],
            Outputs = [.. names.Zip(shapes, (name, shape) => new GraphTensor { Name = name, Type = TensorType.Float32, Shape = shape })],
            Options = options,
        };
        if (inputs.All(input => input is null or { IsConstant: true }))
        {
            FloatExecutor.Fold(node);
        }
        else
        {
            Nodes.Add(node);
        }

        return [.. node.Outputs];
    }

    /// <summary>The value as ONNX sees it: its dimensions in their order.</summary>
    public GraphTensor Canonical(OnnxValue value) => InOrder(value, OnnxValue.Identity(value.Rank));

    /// <summary>The value with its dimensions in the given order; -1 stands for a 1 more.</summary>
    public GraphTensor InOrder(OnnxValue value, int[] order)
    {
        if (value.IsReshaped)
        {
            var flat = Canonical(new(value.Stored, value.Basis, value.Order, value.Basis));
            value = OnnxValue.Of(Reshape(flat, value.Shape));
        }

        int[] wanted = [.. order.Select(dimension => dimension < 0 ? 1 : value.Shape[dimension])];
        if (Longer(value, value.Order).SequenceEqual(Longer(value, order)))
        {
            return Reshape(value.Stored, wanted);
        }

        var positions = order.Where(dimension => dimension >= 0).Select(dimension => Array.IndexOf(value.Order, dimension)).Where(at => at >= 0).ToList();
        int[] permutation = [.. positions, .. OnnxValue.Identity(value.Order.Length).Except(positions)];
        return Reshape(Transpose(value.Stored, permutation), wanted);
    }

    public GraphTensor Reshape(GraphTensor tensor, int[] shape)
    {
        if (tensor.Shape.AsSpan().SequenceEqual(shape))
        {
            return tensor;
        }

        if (tensor.Constant is { } bytes)
        {
            return new GraphTensor { Name = tensor.Name, Type = tensor.Type, Shape = shape, Constant = bytes, Quantization = Reshape(tensor, shape, tensor.Quantization) };
        }

        return Once(tensor, $"r{string.Join(',', shape)}", () => WithRange(
            tensor, Emit("RESHAPE", null, $"{tensor.Name}_reshaped", shape, tensor, FloatConstants.Int32("shape", shape))));
    }

    /// <summary>Scales for each channel go with the dimension of the channels; where that is lost, so are they.</summary>
    private static Quantization? Reshape(GraphTensor tensor, int[] shape, Quantization? quantization)
    {
        if (quantization is null or { IsPerTensor: true })
        {
            return quantization;
        }

        var inner = Shapes.Product(tensor.Shape.AsSpan(quantization.Axis + 1));
        var axis = Enumerable.Range(0, shape.Length).FirstOrDefault(
            i => shape[i] == quantization.Scales.Length && Shapes.Product(shape.AsSpan(i + 1)) == inner, -1);
        return axis < 0 ? null : quantization with { Axis = axis };
    }

    private GraphTensor Transpose(GraphTensor tensor, int[] permutation)
    {
        int[] shape = [.. permutation.Select(dimension => tensor.Shape[dimension])];
        return Once(tensor, $"t{string.Join(',', permutation)}", () => tensor.IsConstant
            ? Movement.Transpose(tensor, permutation)
            : WithRange(tensor, Emit("TRANSPOSE", null, $"{tensor.Name}_transposed", shape, tensor, FloatConstants.Int32("permutation", permutation))));
    }

    /// <summary>What only moves has the range of what it moves.</summary>
    private static GraphTensor WithRange(GraphTensor source, GraphTensor moved)
    {
        moved.Quantization = source.Quantization;
        return moved;
    }

    private GraphTensor Once(GraphTensor tensor, string key, Func<GraphTensor> make)
    {
        if (!_ordered.TryGetValue((tensor, key), out var made))
        {
            _ordered[(tensor, key)] = made = make();
        }

        return made;
    }

    private static IEnumerable<int> Longer(OnnxValue value, int[] order) =>
        order.Where(dimension => dimension >= 0 && value.Shape[dimension] != 1);
}
