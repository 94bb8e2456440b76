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
    private readonly Dictionary<GraphTensor, float[]> _constants = [];

    /// <param name="sharing">Another executor of the same network: constants are held once.</param>
    /// <exception cref="UnsupportedModelException">The network has ops that cannot be computed; all are listed.</exception>
    public FloatExecutor(NetworkGraph graph, FloatExecutor? sharing = null)
    {
        _graph = graph;
        _constants = sharing?._constants ?? _constants;
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
        Load(inputs);
        Run(_graph!.Nodes);
    }

    /// <summary>Sets all inputs.</summary>
    public void Load(ReadOnlySpan<float> inputs)
    {
        foreach (var input in _graph!.Inputs)
        {
            inputs[..input.ElementCount].CopyTo(Values(input));
            inputs = inputs[input.ElementCount..];
        }
    }

    /// <summary>Computes some ops, with what those before have left.</summary>
    public void Run(IEnumerable<GraphNode> nodes)
    {
        foreach (var node in nodes)
        {
            Evaluate(node);
            Computed?.Invoke(node, this);
        }
    }

    /// <summary>What a tensor holds now; a constant is read once.</summary>
    public float[] Values(GraphTensor tensor)
    {
        var values = tensor.IsConstant ? _constants : _values;
        if (!values.TryGetValue(tensor, out var found))
        {
            values[tensor] = found = tensor.Floats() ?? new float[tensor.ElementCount];
        }

        return found;
    }

    /// <summary>Lets a constant hold other numbers from now on, here and in those that share it.</summary>
    public void Replace(GraphTensor constant, float[] values) => _constants[constant] = values;

    /// <summary>Computes an op that need not be part of the network.</summary>
    /// <returns>Its output.</returns>
    internal float[] Compute(GraphNode node)
    {
        Evaluate(node);
        return Values(node.Outputs[0]);
    }

    /// <summary>Computes an op whose inputs are all constants: its outputs become constants.</summary>
    internal static void Fold(GraphNode node)
    {
        var executor = new FloatExecutor();
        executor.Evaluate(node);
        foreach (var output in node.Outputs)
        {
            output.SetFloats(executor.Values(output));
        }
    }

    private void Evaluate(GraphNode node)
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
