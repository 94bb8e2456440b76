using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>FULLY_CONNECTED. All dimensions of the input but what one row of weights takes are batches.</summary>
internal static class FullyConnectedLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var options = node.RequireOptions<FullyConnectedOptions>();
        var (input, filter, output) = (node.RequireInput(0), node.RequireInput(1), node.RequireOutput());
        if (options.ShuffledWeights)
        {
            throw node.Refusal(filter, "shuffled weights are not supported", "convert the network with plain weights (the default)");
        }

        var inputQuantization = node.RequireQuantizedInt8(input);
        var outputQuantization = node.RequireQuantizedInt8(output);
        node.RequireRank(filter, 2);
        var (weights, filterQuantization) = node.RequireFilter(filter, channelAxis: 0);
        var (outputDepth, inputDepth) = (filter.Shape[0], filter.Shape[1]);
        var batches = RequireBatches(node, input, output, outputDepth, inputDepth);
        var bias = node.OptionalInput(2);
        var factors = Weights.Factors(node);
        var (min, max) = node.RequireClamp(options.Activation, outputQuantization);
        node.RequireInt32(output, (long)weights.Length * batches, "the number of multiply-accumulates");

        builder.Emit(new FullyConnectedOp
        {
            Source = builder.Read(node, input),
            Destination = builder.Write(node, output),
            Weights = new() { Bytes = weights },
            Bias = Weights.FoldBias(
                node, bias, weights, outputDepth, inputQuantization.ZeroPoint, (channel, i) => channel * inputDepth + i),
            Requantization = Requantization.FromFactors(node, factors),
            InputZeroPoint = inputQuantization.ZeroPoint,
            OutputZeroPoint = outputQuantization.ZeroPoint,
            ActivationMin = min,
            ActivationMax = max,
            Batches = batches,
            InputDepth = inputDepth,
            OutputDepth = outputDepth,
            SourceOps = ProgramBuilder.SourceOps(node),
        });
    }

    private static int RequireBatches(GraphNode node, GraphTensor input, GraphTensor output, int outputDepth, int inputDepth)
    {
        if (output.Shape.Length == 0 || output.Shape[^1] != outputDepth)
        {
            throw node.Inconsistent(
                output,
                $"shape {Requirements.ShapeText(output.Shape)} does not end in the {outputDepth} outputs of the weights");
        }

        var batches = output.ElementCount / outputDepth;
        node.RequireElementCount(input, (long)batches * inputDepth);
        return node.RequireUInt16(input, batches, "the batch");
    }

    /// <summary>Here the product of input and filter scale is a float before it becomes a double.</summary>
    public static double PerTensorFactor(
        GraphNode node,
        Quantization input,
        Quantization filter,
        Quantization output,
        GraphTensor? bias)
    {
        // As the reference does: a bias of another scale would be added as if it had this one.
        if (bias?.Quantization is { IsPerTensor: true } biasQuantization
            && Math.Abs((double)input.Scale * filter.Scale - biasQuantization.Scale) / output.Scale > 0.02)
        {
            throw node.Inconsistent(
                bias,
                $"the bias's scale {biasQuantization.Scale} is not the product of the input's and the filter's, "
                + $"{input.Scale * filter.Scale}");
        }

        return (double)(input.Scale * filter.Scale) / output.Scale;
    }
}
