using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>Conv and ConvTranspose, 1-D and 2-D. One dimension is two of which the first is 1.</summary>
internal static class OnnxConvolutions
{
    private const string MakeSmaller = "use a convolution of one or two dimensions";

    public static void Conv(OnnxOp op)
    {
        var (input, weights) = (op.Input(0), Weights(op));
        var layout = Layout(op, input);
        var group = op.Int32("group", 1);
        var (channels, outputs) = (input.Shape[1], weights.Shape[0]);
        if (group < 1 || channels % group != 0 || outputs % group != 0 || weights.Shape[1] != channels / group)
        {
            throw op.Refusal($"{outputs} filters of {weights.Shape[1]} channels in {group} groups do not fit an input of {channels} channels", "export the network again");
        }

        var source = op.Scope.InOrder(input, layout);
        var geometry = OnnxWindow.Read(op, source.Shape, [.. weights.Shape[2..]]);
        var bias = Bias(op, 2, outputs);
        var depthwise = group == channels && group > 1;
        var result = depthwise || group == 1
            ? Emit(op, op.Output, source, geometry, weights, bias, depthwise)
            : EmitGroups(op, source, geometry, weights, bias, group);
        op.Define(OnnxValue.Of(result, layout, Logical(result.Shape, layout)));
    }

    /// <summary>
    /// A transposed convolution by s writes s outputs for each input: the convolution that computes all s*s of them as
    /// channels, then the channels go to their places. It needs no multiplication more than the transposed one.
    /// </summary>
    public static void ConvTranspose(OnnxOp op)
    {
        var (input, weights) = (op.Input(0), Weights(op));
        var layout = Layout(op, input);
        var source = op.Scope.InOrder(input, layout);
        var kernel = Two(weights.Shape[2..], 1);
        var stride = Two(op.Ints("strides"), 1);
        var extra = Two(op.Ints("output_padding"), 0);
        if (op.Int("group", 1) != 1 || Two(op.Ints("dilations"), 1) is not [1, 1] || op.Text("auto_pad", "NOTSET") != "NOTSET" || op.Has("output_shape"))
        {
            throw op.Refusal("only group 1, dilation 1 and pads that are given are supported", "write it as Resize and Conv, or export with pads instead of auto_pad");
        }

        if (weights.Shape[0] != source.Shape[3] || kernel.Concat(stride).Any(size => size < 1))
        {
            throw op.Refusal($"{weights.Shape[0]} filters do not fit an input of {source.Shape[3]} channels", "export the network again");
        }

        var pads = OnnxWindow.ReadPads(op, weights.Rank - 2);
        var outputs = weights.Shape[1];
        int[] taps = [.. kernel.Zip(stride, (size, step) => (size + step - 1) / step)];
        int[] full = [.. Enumerable.Range(0, 2).Select(i => (source.Shape[i + 1] - 1) * stride[i] + kernel[i] + extra[i])];
        int[] blocks = [.. full.Zip(stride, (size, step) => (size + step - 1) / step)];
        var window = new OnnxWindow(
            taps, [1, 1], [1, 1],
            [taps[0] - 1, blocks[0] - source.Shape[1], taps[1] - 1, blocks[1] - source.Shape[2]],
            [blocks[0], blocks[1]]);
        var filter = Phases(op.Scope.InOrder(weights, weights.Rank == 4 ? [0, 2, 3, 1] : [0, -1, 2, 1]), kernel, stride, taps);
        var bias = Bias(op, 2, outputs) is { } values
            ? FloatConstants.Float("bias", [filter.Shape[0]], [.. Enumerable.Repeat(values.Floats()!, stride[0] * stride[1]).SelectMany(part => part)])
            : null;
        var dense = window.EmitConv(op, $"{op.Output}_phases", source, filter, bias);
        int[] batch = [source.Shape[0]];
        var spread = op.Scope.Reshape(dense, [.. batch, blocks[0], blocks[1], stride[0], stride[1], outputs]);
        var placed = op.Scope.Reshape(
            op.Scope.InOrder(OnnxValue.Of(spread), [0, 1, 3, 2, 4, 5]), [.. batch, blocks[0] * stride[0], blocks[1] * stride[1], outputs]);
        int[] cropped = [full[0] - pads[0] - pads[1], full[1] - pads[2] - pads[3]];
        if (cropped.Any(size => size < 1))
        {
            throw op.Refusal("its pads leave nothing of the output", "export the network again");
        }

        int[] shape = [.. batch, .. cropped, outputs];
        var result = placed.Shape.SequenceEqual(shape) ? placed : OnnxMovement.EmitSlice(
            op.Scope, op.Output, placed, [0, pads[0], pads[2], 0], [1, 1, 1, 1], shape);
        op.Define(OnnxValue.Of(result, layout, Logical(shape, layout)));
    }

    /// <summary>The order of dimensions that convolutions and pools work in: N, H, W, C.</summary>
    public static int[] Layout(OnnxOp op, OnnxValue input) => input.Rank switch
    {
        3 => [0, -1, 2, 1],
        4 => [0, 2, 3, 1],
        _ => throw op.Refusal($"an input of {input.Rank} dimensions is not supported (3 and 4 are)", MakeSmaller, input),
    };

    /// <summary>ONNX's dimensions of a tensor in <see cref="Layout"/>.</summary>
    public static int[] Logical(int[] stored, int[] layout) =>
        layout.Length == 4 && layout[1] == -1 ? [stored[0], stored[3], stored[2]] : [stored[0], stored[3], stored[1], stored[2]];

    /// <summary>Height and width of what may be given for the width alone.</summary>
    public static int[] Two(int[]? values, int absent) => values switch
    {
        null or [] => [absent, absent],
        [var width] => [absent, width],
        _ => values,
    };

    private static OnnxValue Weights(OnnxOp op)
    {
        var weights = op.Input(1);
        if (!weights.IsConstant || weights.Stored.Type != TensorType.Float32)
        {
            throw op.Refusal("the weights are computed by the network; only constant ones are supported", "export the network with constant weights", weights);
        }

        return weights.Rank == op.Input(0).Rank
            ? weights
            : throw op.Refusal($"weights of {weights.Rank} dimensions do not fit an input of {op.Input(0).Rank}", "export the network again", weights);
    }

    private static GraphTensor? Bias(OnnxOp op, int position, int outputs)
    {
        if (op.Optional(position) is not { } value)
        {
            return null;
        }

        var bias = op.Floats(position, "the bias")!;
        return bias.Length == outputs
            ? op.Scope.Canonical(value)
            : throw op.Refusal($"the bias has {bias.Length} elements, {outputs} are expected", "export the network again", value);
    }

    private static GraphTensor Emit(
        OnnxOp op, string name, GraphTensor source, OnnxWindow window, OnnxValue weights, GraphTensor? bias, bool depthwise)
    {
        int[] order = (depthwise, weights.Rank) switch
        {
            (false, 4) => [0, 2, 3, 1],
            (false, _) => [0, -1, 2, 1],
            (true, 4) => [1, 2, 3, 0],
            (true, _) => [1, -1, 2, 0],
        };
        var filter = op.Scope.InOrder(weights, order);
        return depthwise ? window.EmitDepthwise(op, name, source, filter, bias) : window.EmitConv(op, name, source, filter, bias);
    }

    private static GraphTensor EmitGroups(OnnxOp op, GraphTensor source, OnnxWindow window, OnnxValue weights, GraphTensor? bias, int group)
    {
        var (channels, outputs) = (source.Shape[3] / group, weights.Shape[0] / group);
        int[] part = [.. source.Shape[..3], channels];
        var parts = op.Scope.Emit(
            "SPLIT", new SplitOptions(group), [.. Enumerable.Range(0, group).Select(i => $"{op.Output}_in{i}")],
            [.. Enumerable.Repeat(part, group)], FloatConstants.Int32("axis", 3), source);
        var results = parts.Select((tensor, i) =>
        {
            var slice = Rows(op.Scope.Canonical(weights), i * outputs, outputs);
            var sliceBias = bias is null ? null : Rows(bias, i * outputs, outputs);
            return Emit(op, $"{op.Output}_group{i}", tensor, window, OnnxValue.Of(slice), sliceBias, depthwise: false);
        }).ToArray();
        return op.Scope.Emit(
            "CONCATENATION", new ConcatenationOptions(3, FusedActivation.None), op.Output, [.. results[0].Shape[..3], outputs * group], results);
    }

    /// <summary>Some rows of the outermost dimension of a constant.</summary>
    private static GraphTensor Rows(GraphTensor tensor, int first, int count)
    {
        var row = tensor.Constant!.Length / tensor.Shape[0];
        return new GraphTensor
        {
            Name = tensor.Name,
            Type = tensor.Type,
            Shape = [count, .. tensor.Shape[1..]],
            Constant = tensor.Constant.AsSpan(first * row, count * row).ToArray(),
            Quantization = tensor.Quantization is { IsPerTensor: false, Axis: 0 } perChannel
                ? new(perChannel.Scales[first..(first + count)], perChannel.ZeroPoints[first..(first + count)], 0)
                : tensor.Quantization,
        };
    }

    /// <summary>Filter (phase row, phase column, output) × taps × input; tap j of phase p is weight p + j*stride, mirrored.</summary>
    /// <param name="weights">[input, height, width, output].</param>
    private static GraphTensor Phases(GraphTensor weights, int[] kernel, int[] stride, int[] taps)
    {
        var (inputs, outputs, values) = (weights.Shape[0], weights.Shape[3], weights.Floats()!);
        int[] shape = [stride[0] * stride[1] * outputs, taps[0], taps[1], inputs];
        var filter = new float[shape[0] * taps[0] * taps[1] * inputs];
        for (var input = 0; input < inputs; input++)
        {
            for (var y = 0; y < kernel[0]; y++)
            {
                for (var x = 0; x < kernel[1]; x++)
                {
                    var phase = y % stride[0] * stride[1] + x % stride[1];
                    var (row, column) = (taps[0] - 1 - y / stride[0], taps[1] - 1 - x / stride[1]);
                    for (var output = 0; output < outputs; output++)
                    {
                        filter[(((phase * outputs + output) * taps[0] + row) * taps[1] + column) * inputs + input] =
                            values[((input * kernel[0] + y) * kernel[1] + x) * outputs + output];
                    }
                }
            }
        }

        return FloatConstants.Float(weights.Name, shape, filter);
    }
}
