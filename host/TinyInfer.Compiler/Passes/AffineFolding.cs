using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Passes;

/// <summary>
/// Batch normalisation and its like: a constant that is multiplied, added or subtracted channel by channel goes into the
/// weights and the bias of the op before. A pair of MUL and ADD that has no such op before it is a depthwise convolution.
/// </summary>
internal static class AffineFolding
{
    public static void Run(NetworkGraph graph)
    {
        while (Step(graph) || StepForward(graph))
        {
        }

        MakeDepthwise(graph);
    }

    private static bool Step(NetworkGraph graph)
    {
        var uses = new GraphUses(graph);
        foreach (var node in graph.Nodes)
        {
            if (Constant(node) is { } constant && constant.Variable.Quantization is null
                && uses.Producer(constant.Variable) is { } producer && uses.SoleConsumer(constant.Variable) == node
                && HasNoActivation(producer) && ChannelAxis(producer) is { } axis)
            {
                Fold(producer, axis, node, constant.Values);
                producer.Outputs[0] = node.Outputs[0];
                producer.Absorbed.AddRange([.. node.Absorbed, node]);
                producer.Options = WithActivation(producer, (node.Options as BinaryOptions)!.Activation);
                graph.Nodes.Remove(node);
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A factor in front of a convolution goes into its weights, a RESHAPE between them or not: what is padded is 0, with
    /// the factor too.
    /// </summary>
    private static bool StepForward(NetworkGraph graph)
    {
        var uses = new GraphUses(graph);
        foreach (var node in graph.Nodes)
        {
            if (node is not { Op: "MUL", Options: BinaryOptions { Activation: FusedActivation.None }, Outputs: [{ Quantization: null } product] }
                || Constant(node) is not { } factor)
            {
                continue;
            }

            var isOneNumber = factor.Values.All(value => value == factor.Values[0]);
            var reader = uses.SoleConsumer(product);
            var read = product;
            while (reader is { Op: "RESHAPE", Outputs: [{ Quantization: null } reshaped] } && (isOneNumber || reshaped.Shape[^1] == factor.Values.Length))
            {
                (read, reader) = (reshaped, uses.SoleConsumer(reshaped));
            }

            if (reader is not null && reader.Inputs[0] == read && TryScaleInputs(reader, factor.Values, isOneNumber))
            {
                uses.SoleConsumer(product)!.ReplaceInput(product, factor.Variable);
                reader.Absorbed.AddRange([.. node.Absorbed, node]);
                graph.Nodes.Remove(node);
                return true;
            }
        }

        return false;
    }

    private static bool TryScaleInputs(GraphNode node, float[] factors, bool isOneNumber)
    {
        if (ChannelAxis(node) is null || (!isOneNumber && (node.Options is DepthwiseConv2DOptions { DepthMultiplier: > 1 } || node.Inputs[1]!.Shape[^1] != factors.Length)))
        {
            return false;
        }

        var weights = node.Inputs[1].Floats()!;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] *= factors[isOneNumber ? 0 : i % factors.Length];
        }

        node.Inputs[1] = FloatConstants.Float(node.Inputs[1]!.Name, node.Inputs[1]!.Shape, weights);
        return true;
    }

    /// <summary>Which dimension of the filter is the output channel; null for ops without weights.</summary>
    private static int? ChannelAxis(GraphNode node) => node switch
    {
        { Op: "CONV_2D" or "FULLY_CONNECTED" } when node.Inputs[1].Floats() is not null => 0,
        { Op: "DEPTHWISE_CONV_2D" } when node.Inputs[1].Floats() is not null => 3,
        _ => null,
    };

    private static bool HasNoActivation(GraphNode node) => ActivationFusion.ActivationOf(node) == FusedActivation.None;

    private static object? WithActivation(GraphNode node, FusedActivation activation) => ActivationFusion.WithActivation(node, activation);

    /// <summary>
    /// The other operand and a factor or summand for each channel, when the op is a MUL, ADD or SUB with such a constant.
    /// </summary>
    private static (GraphTensor Variable, float[] Values)? Constant(GraphNode node)
    {
        if (node.Op is not ("MUL" or "ADD" or "SUB") || node.Options is not BinaryOptions || node.Inputs is not [{ } a, { } b]
            || node.Outputs is not [{ Type: TensorType.Float32, Shape: [.., var channels] } output])
        {
            return null;
        }

        var (variable, constant) = a.IsConstant && node.Op != "SUB" ? (b, a) : (a, b);
        if (variable.IsConstant || constant.Floats() is not { } values || !variable.Shape.AsSpan().SequenceEqual(output.Shape)
            || (values.Length != 1 && (values.Length != channels || constant.Shape[^1] != channels)))
        {
            return null;
        }

        float[] spread = values.Length == channels ? values : [.. Enumerable.Repeat(values[0], channels)];
        return (variable, node.Op == "SUB" ? [.. spread.Select(value => -value)] : spread);
    }

    private static void Fold(GraphNode producer, int axis, GraphNode node, float[] values)
    {
        var filter = producer.Inputs[1]!;
        var bias = producer.Inputs.ElementAtOrDefault(2)?.Floats() ?? new float[values.Length];
        if (node.Op == "MUL")
        {
            var weights = filter.Floats()!;
            var inner = axis == 0 ? weights.Length / values.Length : 1;
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i] *= values[i / inner % values.Length];
            }

            producer.Inputs[1] = FloatConstants.Float(filter.Name, filter.Shape, weights);
        }

        for (var i = 0; i < bias.Length; i++)
        {
            bias[i] = node.Op == "MUL" ? bias[i] * values[i] : bias[i] + values[i];
        }

        var folded = FloatConstants.Float(producer.Inputs.ElementAtOrDefault(2)?.Name ?? $"{filter.Name}_bias", [bias.Length], bias);
        if (producer.Inputs.Count > 2)
        {
            producer.Inputs[2] = folded;
        }
        else
        {
            producer.Inputs.Add(folded);
        }
    }

    /// <summary>One op with 32-bit sums instead of two that round to 8 bits.</summary>
    private static void MakeDepthwise(NetworkGraph graph)
    {
        var uses = new GraphUses(graph);
        var merged = new HashSet<GraphNode>();
        foreach (var add in graph.Nodes.Where(node => node.Op is "ADD" or "SUB"))
        {
            if (Constant(add) is not { } offset || offset.Variable is not { Shape: [_, _, _, var channels], Quantization: null }
                || uses.Producer(offset.Variable) is not { Op: "MUL", Options: BinaryOptions { Activation: FusedActivation.None } } mul
                || uses.SoleConsumer(offset.Variable) != add || Constant(mul) is not { } factor)
            {
                continue;
            }

            add.Op = "DEPTHWISE_CONV_2D";
            add.Options = new DepthwiseConv2DOptions(Padding.Valid, 1, 1, 1, 1, 1, (add.Options as BinaryOptions)!.Activation);
            add.Inputs.Clear();
            add.Inputs.AddRange(
                [factor.Variable, FloatConstants.Float("scale", [1, 1, 1, channels], factor.Values), FloatConstants.Float("offset", [channels], offset.Values)]);
            add.Absorbed.AddRange([.. mul.Absorbed, mul]);
            merged.Add(mul);
        }

        graph.Nodes.RemoveAll(merged.Contains);
    }
}
