using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>CONV_2D and DEPTHWISE_CONV_2D.</summary>
internal static class ConvLowering
{
    public static void LowerConv2D(ProgramBuilder builder, GraphNode node)
    {
        var options = node.RequireOptions<Conv2DOptions>();
        var (input, filter) = RequireTensors(node);
        var (batches, inputChannels) = (input.Shape[0], input.Shape[3]);
        var (channels, height, width, filterChannels) = (filter.Shape[0], filter.Shape[1], filter.Shape[2], filter.Shape[3]);
        if (filterChannels != inputChannels)
        {
            throw inputChannels % filterChannels == 0
                ? node.Refusal(
                    filter,
                    $"grouped convolution ({inputChannels} input channels, {filterChannels} in the filter) is not supported",
                    "split the channels, convolve each group and concatenate; a group a channel is DEPTHWISE_CONV_2D")
                : node.Inconsistent(filter, $"the filter has {filterChannels} input channels, the input has {inputChannels}");
        }

        var (top, bottom, left, right) = options.Explicit;
        var rows = Window.Place(
            node, options.Padding, (top, bottom), input.Shape[1], height, options.StrideHeight, options.DilationHeight);
        var columns = Window.Place(
            node, options.Padding, (left, right), input.Shape[2], width, options.StrideWidth, options.DilationWidth);
        node.RequireShape(node.RequireOutput(), batches, rows.Output, columns.Output, channels);

        var weights = height * width * filterChannels;
        Emit(builder, node, OpCode.Conv2D, rows, columns, channels, options.Activation, 0, (channel, i) => channel * weights + i);
    }

    public static void LowerDepthwiseConv2D(ProgramBuilder builder, GraphNode node)
    {
        var options = node.RequireOptions<DepthwiseConv2DOptions>();
        var (input, filter) = RequireTensors(node);
        var (batches, inputChannels) = (input.Shape[0], input.Shape[3]);
        var (height, width, channels) = (filter.Shape[1], filter.Shape[2], filter.Shape[3]);
        if (filter.Shape[0] != 1 || channels != (long)inputChannels * options.DepthMultiplier)
        {
            throw node.Inconsistent(
                filter,
                $"filter shape {Requirements.ShapeText(filter.Shape)} does not fit {inputChannels} input channels "
                + $"with depth multiplier {options.DepthMultiplier}");
        }

        var (top, bottom, left, right) = options.Explicit;
        var rows = Window.Place(
            node, options.Padding, (top, bottom), input.Shape[1], height, options.StrideHeight, options.DilationHeight);
        var columns = Window.Place(
            node, options.Padding, (left, right), input.Shape[2], width, options.StrideWidth, options.DilationWidth);
        node.RequireShape(node.RequireOutput(), batches, rows.Output, columns.Output, channels);

        Emit(builder, node, OpCode.DepthwiseConv2D, rows, columns, channels, options.Activation, 3, (channel, i) => i * channels + channel);
    }

    private static (GraphTensor Input, GraphTensor Filter) RequireTensors(GraphNode node)
    {
        var (input, filter) = (node.RequireInput(0), node.RequireInput(1));
        node.RequireQuantizedInt8(input);
        node.RequireRank(input, 4);
        node.RequireRank(filter, 4);
        return (input, filter);
    }

    private static void Emit(
        ProgramBuilder builder,
        GraphNode node,
        OpCode code,
        Window rows,
        Window columns,
        int channels,
        FusedActivation activation,
        int channelAxis,
        Func<int, int, int> weightOf)
    {
        var (input, filter, output) = (node.RequireInput(0), node.RequireInput(1), node.RequireOutput());
        var inputQuantization = node.RequireQuantizedInt8(input);
        var outputQuantization = node.RequireQuantizedInt8(output);
        var (bytes, _) = node.RequireFilter(filter, channelAxis);
        var factors = Weights.Factors(node);
        var (min, max) = node.RequireClamp(activation, outputQuantization);
        var macsPerUnit = (long)columns.Output * (bytes.Length / channels) * channels;
        node.RequireInt32(output, macsPerUnit * rows.Output * input.Shape[0], "the number of multiply-accumulates");

        builder.Emit(new ConvOp(code)
        {
            Source = builder.Read(node, input),
            Destination = builder.Write(node, output),
            Weights = new() { Bytes = bytes },
            Bias = Weights.FoldBias(node, node.OptionalInput(2), bytes, channels, inputQuantization.ZeroPoint, weightOf),
            Requantization = Requantization.FromFactors(node, factors),
            InputZeroPoint = inputQuantization.ZeroPoint,
            OutputZeroPoint = outputQuantization.ZeroPoint,
            ActivationMin = min,
            ActivationMax = max,
            Batches = node.RequireUInt16(input, input.Shape[0], "the batch"),
            Rows = rows,
            Columns = columns,
            InputChannels = node.RequireUInt16(input, input.Shape[3], "the channel count"),
            OutputChannels = node.RequireUInt16(output, channels, "the channel count"),
            SourceOps = ProgramBuilder.SourceOps(node),
        });
    }
}
