using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>
/// From a float network whose tensors have scales to an int8 network by TensorFlow Lite's rules. Where an op cannot write
/// the scale that its output has, a table does it behind it.
/// </summary>
internal static class Int8Rewriting
{
    /// <param name="exactFunctions">
    /// Functions of one value are rounded from the real function instead of TensorFlow Lite's fixed point: what a network
    /// with scales of its own means.
    /// </param>
    /// <exception cref="UnsupportedModelException">A tensor has no scale; all such are listed.</exception>
    public static void Run(NetworkGraph graph, bool exactFunctions = false)
    {
        RequireScales(graph);
        foreach (var edge in graph.Inputs.Concat(graph.Outputs))
        {
            graph.AppTypes[edge] = edge.Type;
        }

        var nodes = new List<GraphNode>();
        foreach (var node in graph.Nodes)
        {
            Rewrite(node, nodes, exactFunctions);
        }

        foreach (var input in graph.Inputs)
        {
            input.Type = TensorType.Int8;
        }

        graph.Nodes.Clear();
        graph.Nodes.AddRange(nodes);
        foreach (var output in graph.Outputs.Where(output => output.Type == TensorType.Int32))
        {
            graph.AppTypes.Remove(output);
        }
    }

    private static void RequireScales(NetworkGraph graph)
    {
        var problems = graph.Nodes
            .SelectMany(node => node.Inputs.Concat(node.Op == "ARG_MAX" ? [] : node.Outputs).OfType<GraphTensor>().Select(tensor => (Node: node, Tensor: tensor)))
            .Where(use => use.Tensor is { IsConstant: false, Type: TensorType.Float32, Quantization: null })
            .DistinctBy(use => use.Tensor)
            .Select(use => new ConversionProblem(
                use.Node.Index, use.Node.Op, use.Tensor.Name, "it is not quantised, but other parts of the network are",
                "quantise the whole network: put QuantizeLinear and DequantizeLinear behind every op, or export it in float and give --calibrate DATA"))
            .ToList();
        if (problems.Count > 0)
        {
            throw new UnsupportedModelException(problems);
        }
    }

    private static void Rewrite(GraphNode node, List<GraphNode> nodes, bool exactFunctions)
    {
        switch (node.Op)
        {
            case "CONV_2D" or "FULLY_CONNECTED":
                QuantizeWeights(node, channelsLast: false);
                break;
            case "DEPTHWISE_CONV_2D":
                QuantizeWeights(node, channelsLast: true);
                break;
            case "ADD" or "SUB" or "MUL":
                QuantizeOperand(node, 0);
                QuantizeOperand(node, 1);
                break;
            case "PADV2":
                QuantizeConstant(node, 2, node.Inputs[0]!.Quantization!);
                break;
            case "CONCATENATION":
                Align(node, nodes);
                break;
            case "CLIP" or "HARD_SIGMOID":
                BecomeFunction(node);
                break;
            case "QUANTIZE":
                node.Options = new FunctionOptions(value => value);
                node.Op = "FUNCTION";
                break;
            case "LOGISTIC" or "TANH" or "HARD_SWISH" or "LEAKY_RELU" or "RELU" or "RELU6" or "RELU_N1_TO_1" when exactFunctions:
                BecomeFunction(node);
                break;
        }

        nodes.Add(node);
        foreach (var output in node.Outputs)
        {
            output.Type = node.Op == "ARG_MAX" ? TensorType.Int32 : TensorType.Int8;
        }

        if (node.Op != "ARG_MAX" && RequiredScale(node) is { } required)
        {
            for (var i = 0; i < node.Outputs.Count; i++)
            {
                Requantize(node, i, required, nodes);
            }
        }
    }

    /// <summary>The scale that an op's output has, whatever it should be; null when the op takes any.</summary>
    private static Quantization? RequiredScale(GraphNode node) => node.Op switch
    {
        "SPLIT" => node.Inputs[1]!.Quantization,
        "SOFTMAX" => Int8Scales.Logistic,
        _ => ScaleGroups.Moves(node) ? node.Inputs[0]!.Quantization : null,
    };

    private static void QuantizeWeights(GraphNode node, bool channelsLast)
    {
        var filter = node.Inputs[1]!;
        var weights = filter.Floats()
            ?? throw new UnsupportedModelException([new(node.Index, node.Op, filter.Name, "its weights are computed by the network", "export the network with constant weights")]);
        var channels = filter.Shape[channelsLast ? ^1 : 0];
        var bias = node.Inputs.ElementAtOrDefault(2).Floats();
        var inputScale = node.Inputs[0]!.Quantization!.Scale;
        var scales = filter.Quantization is { } given ? Spread(given.Scales, channels) : Int8Scales.PerChannel(weights, channels, channelsLast, inputScale, bias);
        node.Inputs[1] = new GraphTensor
        {
            Name = filter.Name,
            Type = TensorType.Int8,
            Shape = filter.Shape,
            Quantization = new(scales, new long[channels], channelsLast ? 3 : 0),
            Constant = (byte[])(Array)Int8Scales.Symmetric(weights, scales, channelsLast, filter.Quantization is not null),
        };
        if (bias is not null)
        {
            node.Inputs[2] = QuantizeBias(node.Inputs[2]!, bias, scales, inputScale);
        }
    }

    private static GraphTensor QuantizeBias(GraphTensor source, float[] bias, float[] scales, float inputScale)
    {
        var quantized = new GraphTensor { Name = source.Name, Type = TensorType.Int32, Shape = [bias.Length] };
        quantized.SetIntegers([.. bias.Select((value, i) => (long)Math.Clamp(Math.Round(value / ((double)inputScale * scales[i])), int.MinValue, int.MaxValue))]);
        return quantized;
    }

    private static void BecomeFunction(GraphNode node)
    {
        node.Options = new FunctionOptions(FloatElementwise.Function(node)!);
        node.Op = "FUNCTION";
    }

    private static void QuantizeOperand(GraphNode node, int position)
    {
        if (node.Inputs[position] is { IsConstant: true } constant)
        {
            QuantizeConstant(node, position, OperandScale(constant));
        }
    }

    /// <summary>The scale of a constant operand: its own range, with 0 in it.</summary>
    public static Quantization OperandScale(GraphTensor constant)
    {
        var values = constant.Floats()!;
        var (min, max) = (Math.Min(values.Min(), 0), Math.Max(values.Max(), 0));
        return constant.Quantization ?? Int8Scales.Asymmetric(min, max == min ? 1 : max);
    }

    private static void QuantizeConstant(GraphNode node, int position, Quantization quantization)
    {
        var constant = node.Inputs[position]!;
        node.Inputs[position] = new GraphTensor
        {
            Name = constant.Name,
            Type = TensorType.Int8,
            Shape = constant.Shape,
            Quantization = quantization,
            Constant = [.. constant.Floats()!.Select(value => (byte)Int8Scales.Quantize(value, quantization.Scale, quantization.ZeroPoint))],
        };
    }

    /// <summary>A concatenation rescales nothing: each part that has another scale is brought to the joint one before it.</summary>
    private static void Align(GraphNode node, List<GraphNode> nodes)
    {
        var joint = node.Outputs[0].Quantization!;
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            var input = node.Inputs[i]!;
            if (input.IsConstant)
            {
                QuantizeConstant(node, i, joint);
            }
            else if (!joint.Equals(input.Quantization))
            {
                var aligned = new GraphTensor { Name = $"{input.Name}_aligned", Type = TensorType.Int8, Shape = input.Shape, Quantization = joint };
                nodes.Add(Rescale(node, input, aligned));
                node.Inputs[i] = aligned;
            }
        }
    }

    private static void Requantize(GraphNode node, int position, Quantization required, List<GraphNode> nodes)
    {
        var output = node.Outputs[position];
        if (required.Equals(output.Quantization))
        {
            return;
        }

        var exact = new GraphTensor { Name = $"{output.Name}_exact", Type = TensorType.Int8, Shape = output.Shape, Quantization = required };
        node.Outputs[position] = exact;
        nodes.Add(Rescale(node, exact, output));
    }

    /// <summary>
    /// The same reals in other steps. Not TensorFlow Lite's QUANTIZE: that rounds twice, and with a factor near a half it
    /// is off by one as often as not.
    /// </summary>
    private static GraphNode Rescale(GraphNode node, GraphTensor from, GraphTensor to) => new()
    {
        Index = node.Index, Op = "FUNCTION", Inputs = [from], Outputs = [to], Options = new FunctionOptions(value => value),
    };

    private static float[] Spread(float[] scales, int channels) => scales.Length == channels ? scales : [.. Enumerable.Repeat(scales[0], channels)];
}
