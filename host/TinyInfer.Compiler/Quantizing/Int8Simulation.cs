using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Passes;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>
/// A float network that rounds as int8 would: weights, and each tensor that has a scale. Not bit-exact, but quick and close
/// enough to choose by.
/// </summary>
internal sealed class Int8Simulation
{
    private readonly NetworkGraph _graph;
    private readonly GraphNode? _only;

    /// <param name="sharing">Another simulation of the same network: weights are held once.</param>
    /// <param name="only">The one op that rounds its weights and output; null: all do, and the inputs too.</param>
    public Int8Simulation(NetworkGraph graph, Int8Simulation? sharing = null, GraphNode? only = null)
    {
        (_graph, _only) = (graph, only);
        Executor = new FloatExecutor(graph, sharing?.Executor) { Computed = Round };
        if (sharing is null)
        {
            foreach (var node in only is null ? graph.Nodes : [only])
            {
                RoundConstants(node);
            }
        }
    }

    public FloatExecutor Executor { get; }

    public void Run(ReadOnlySpan<float> sample)
    {
        Load(sample);
        Executor.Run(_graph.Nodes);
    }

    public void Load(ReadOnlySpan<float> sample)
    {
        Executor.Load(sample);
        foreach (var input in _only is null ? _graph.Inputs : [])
        {
            RoundTensor(input);
        }
    }

    /// <summary>Rounds a node's weights to 8 bits; again after they or the input's scale have changed.</summary>
    public void RoundConstants(GraphNode node)
    {
        if (WeightedNode.Of(node) is { } weighted)
        {
            var scales = weighted.Filter.Quantization?.Scales
                ?? Int8Scales.PerChannel(weighted.Weights, weighted.Channels, weighted.ChannelsLast, node.Inputs[0]!.Quantization!.Scale, weighted.Bias);
            var rounded = Int8Scales.Symmetric(weighted.Weights, scales, weighted.ChannelsLast);
            var values = new float[rounded.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = rounded[i] * scales[weighted.ChannelOf(i) % scales.Length];
            }

            Executor.Replace(weighted.Filter, values);
        }
        else if (node.Op is "ADD" or "SUB" or "MUL")
        {
            foreach (var constant in node.Inputs.OfType<GraphTensor>().Where(input => input.IsConstant))
            {
                var values = constant.Floats()!;
                Int8Scales.Round(values, Int8Rewriting.OperandScale(constant));
                Executor.Replace(constant, values);
            }
        }
    }

    private void Round(GraphNode node, FloatExecutor executor)
    {
        if (_only is null || _only == node)
        {
            node.Outputs.ForEach(RoundTensor);
        }
    }

    private void RoundTensor(GraphTensor tensor)
    {
        if (tensor.Quantization is { } quantization)
        {
            Int8Scales.Round(Executor.Values(tensor), quantization);
        }
    }
}

/// <summary>A convolution or fully connected op with constant weights, seen channel by channel.</summary>
internal sealed record WeightedNode(GraphNode Node, GraphTensor Filter, float[] Weights, float[]? Bias, bool ChannelsLast)
{
    public int Channels => Filter.Shape[ChannelsLast ? ^1 : 0];

    public static WeightedNode? Of(GraphNode node) =>
        node.Op is "CONV_2D" or "FULLY_CONNECTED" or "DEPTHWISE_CONV_2D" && node.Inputs[1].Floats() is { } weights
            ? new(node, node.Inputs[1]!, weights, node.Inputs.ElementAtOrDefault(2).Floats(), node.Op == "DEPTHWISE_CONV_2D")
            : null;

    /// <summary>The output channel that a weight belongs to.</summary>
    public int ChannelOf(int weight) => ChannelsLast ? weight % Channels : weight / (Weights.Length / Channels);

    /// <summary>The same op before its activation, into a tensor of its own.</summary>
    public GraphNode WithoutActivation() => new()
    {
        Index = Node.Index,
        Op = Node.Op,
        Inputs = Node.Inputs,
        Outputs = [new GraphTensor { Name = "sum", Type = TensorType.Float32, Shape = Node.Outputs[0].Shape }],
        Options = ActivationFusion.WithActivation(Node, FusedActivation.None),
    };

    public void SetWeights(float[] weights) => Node.Inputs[1] = FloatConstants.Float(Filter.Name, Filter.Shape, weights);

    public void SetBias(float[] bias)
    {
        var tensor = FloatConstants.Float(Node.Inputs.ElementAtOrDefault(2)?.Name ?? $"{Filter.Name}_bias", [bias.Length], bias);
        if (Node.Inputs.Count > 2)
        {
            Node.Inputs[2] = tensor;
        }
        else
        {
            Node.Inputs.Add(tensor);
        }
    }
}
