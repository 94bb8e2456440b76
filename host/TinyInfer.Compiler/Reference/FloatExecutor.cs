using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Reference;

/// <summary>
/// Computes a float network on the PC: what calibration observes and what reports compare with. Sums are float, as those
/// of float runtimes are. Not for two threads at once.
/// </summary>
public sealed class FloatExecutor
{
    private static readonly Dictionary<string, Action<FloatExecutor, GraphNode>> s_kernels = new()
    {
        ["CONV_2D"] = FloatConvolutions.Conv2D,
        ["DEPTHWISE_CONV_2D"] = FloatConvolutions.DepthwiseConv2D,
        ["FULLY_CONNECTED"] = FloatConvolutions.FullyConnected,
        ["AVERAGE_POOL_2D"] = FloatReductions.AveragePool,
        ["MAX_POOL_2D"] = FloatReductions.MaxPool,
        ["MEAN"] = FloatReductions.Mean,
        ["SOFTMAX"] = FloatReductions.Softmax,
        ["ARG_MAX"] = FloatReductions.ArgMax,
        ["ADD"] = (memory, node) => FloatElementwise.Binary(memory, node, (a, b) => a + b),
        ["SUB"] = (memory, node) => FloatElementwise.Binary(memory, node, (a, b) => a - b),
        ["MUL"] = (memory, node) => FloatElementwise.Binary(memory, node, (a, b) => a * b),
        ["DIV"] = (memory, node) => FloatElementwise.Binary(memory, node, (a, b) => a / b),
        ["RESHAPE"] = FloatMovement.Copy,
        ["SQUEEZE"] = FloatMovement.Copy,
        ["EXPAND_DIMS"] = FloatMovement.Copy,
        ["QUANTIZE"] = FloatMovement.Copy,
        ["DEQUANTIZE"] = FloatMovement.Copy,
        ["PAD"] = FloatMovement.Pad,
        ["PADV2"] = FloatMovement.Pad,
        ["CONCATENATION"] = FloatMovement.Concatenation,
        ["STRIDED_SLICE"] = FloatMovement.StridedSlice,
        ["TRANSPOSE"] = FloatMovement.Transpose,
        ["SPLIT"] = FloatMovement.Split,
        ["RESIZE_NEAREST_NEIGHBOR"] = FloatMovement.ResizeNearestNeighbor,
    };

    private readonly NetworkGraph? _graph;
    private readonly Dictionary<GraphTensor, float[]> _values = [];

    public FloatExecutor(NetworkGraph graph)
    {
        _graph = graph;
        if (Unsupported(graph).ToList() is { Count: > 0 } problems)
        {
            throw new UnsupportedModelException(problems);
        }
    }

    private FloatExecutor()
    {
    }

    public IReadOnlyList<GraphTensor> Inputs => _graph!.Inputs;

    public IReadOnlyList<GraphTensor> Outputs => _graph!.Outputs;

    /// <summary>Called after each op has computed its outputs, which it may change; null for nothing.</summary>
    public Action<GraphNode, FloatExecutor>? Computed { get; set; }

    /// <summary>Ops of the network that have no float kernel.</summary>
    public static IEnumerable<ConversionProblem> Unsupported(NetworkGraph graph) =>
        from node in graph.Nodes
        where !CanCompute(node)
        select new ConversionProblem(
            node.Index, node.Op, node.Outputs.FirstOrDefault()?.Name, "this op is not supported in a float network",
            "express it with supported ops, or cut the network before it and compute the rest in the app");

    internal static bool CanCompute(GraphNode node) => s_kernels.ContainsKey(node.Op) || FloatElementwise.Function(node) is not null;

    /// <summary>One inference.</summary>
    /// <param name="inputs">All inputs' elements, in the network's order.</param>
    /// <exception cref="UnsupportedModelException">An op's shapes do not fit together.</exception>
    public void Run(ReadOnlySpan<float> inputs)
    {
        foreach (var input in _graph!.Inputs)
        {
            inputs[..input.ElementCount].CopyTo(Values(input));
            inputs = inputs[input.ElementCount..];
        }

        Run(_graph.Nodes);
    }

    /// <summary>Computes some ops again, with what the others have left.</summary>
    public void Run(IEnumerable<GraphNode> nodes)
    {
        foreach (var node in nodes)
        {
            Compute(node);
            Computed?.Invoke(node, this);
        }
    }

    /// <summary>What a tensor holds now; a constant is read once.</summary>
    public float[] Values(GraphTensor tensor)
    {
        if (!_values.TryGetValue(tensor, out var values))
        {
            _values[tensor] = values = tensor.Floats() ?? new float[tensor.ElementCount];
        }

        return values;
    }

    /// <summary>Lets a constant hold other numbers from now on, here only.</summary>
    public void Replace(GraphTensor constant, float[] values) => _values[constant] = values;

    /// <summary>Computes an op whose inputs are all constants: its outputs become constants.</summary>
    internal static void Fold(GraphNode node)
    {
        var executor = new FloatExecutor();
        executor.Compute(node);
        foreach (var output in node.Outputs)
        {
            output.SetFloats(executor.Values(output));
        }
    }

    private void Compute(GraphNode node)
    {
        try
        {
            if (s_kernels.TryGetValue(node.Op, out var kernel))
            {
                kernel(this, node);
            }
            else
            {
                FloatElementwise.Unary(this, node, FloatElementwise.Function(node)!);
            }
        }
        catch (RefusedException refused)
        {
            throw new UnsupportedModelException([refused.Problem]);
        }
    }
}
