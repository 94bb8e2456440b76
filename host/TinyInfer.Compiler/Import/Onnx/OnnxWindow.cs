using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>Where a kernel's windows lie. Height first, then width.</summary>
/// <param name="Pads">Top, bottom, left, right.</param>
internal sealed record OnnxWindow(int[] Kernel, int[] Strides, int[] Dilations, int[] Pads, int[] Output)
{
    /// <param name="input">Shape of the input, NHWC.</param>
    /// <param name="kernel">One size or two.</param>
    public static OnnxWindow Read(OnnxOp op, int[] input, int[] kernel)
    {
        var rank = kernel.Length;
        int[] sizes = [input[1], input[2]];
        var kernels = OnnxConvolutions.Two(kernel, 1);
        var strides = OnnxConvolutions.Two(op.Ints("strides"), 1);
        var dilations = OnnxConvolutions.Two(op.Ints("dilations"), 1);
        if (kernels.Concat(strides).Concat(dilations).Any(value => value < 1 || value > ushort.MaxValue) || strides.Length != 2 || dilations.Length != 2)
        {
            throw op.Refusal("kernel, strides and dilations must be at least 1", "export the network again");
        }

        if (kernels.Zip(dilations).Any(pair => pair.First * (long)pair.Second > ushort.MaxValue))
        {
            throw op.Refusal($"a window of {kernels[0]}×{kernels[1]}, dilated by {dilations[0]}×{dilations[1]}, is too large", "make it smaller");
        }

        var autoPad = op.Text("auto_pad", "NOTSET");
        var pads = autoPad is "SAME_UPPER" or "SAME_LOWER" ? new int[4] : ReadPads(op, rank);
        var output = new int[2];
        for (var i = 0; i < 2; i++)
        {
            var extent = (kernels[i] - 1) * dilations[i] + 1;
            if (autoPad is "SAME_UPPER" or "SAME_LOWER")
            {
                output[i] = (sizes[i] + strides[i] - 1) / strides[i];
                var total = Math.Max(0, (output[i] - 1) * strides[i] + extent - sizes[i]);
                var smaller = total / 2;
                (pads[2 * i], pads[2 * i + 1]) = autoPad == "SAME_UPPER" ? (smaller, total - smaller) : (total - smaller, smaller);
            }

            var room = sizes[i] + pads[2 * i] + pads[2 * i + 1] - extent;
            if (room < 0)
            {
                throw op.Refusal($"its window of {extent} is larger than the input of {sizes[i]} with its pads", "export the network again with a larger input");
            }

            output[i] = op.Int("ceil_mode", 0) != 0 ? CeilOutput(room, strides[i], sizes[i], pads[2 * i]) : room / strides[i] + 1;

            // What the last window needs beyond the pads that were given, or leaves of them.
            pads[2 * i + 1] = Math.Max(0, (output[i] - 1) * strides[i] + extent - sizes[i] - pads[2 * i]);
        }

        return new(kernels, strides, dilations, pads, output);
    }

    /// <summary>Top, bottom, left, right; ONNX has all the begins, then all the ends.</summary>
    public static int[] ReadPads(OnnxOp op, int rank)
    {
        var pads = op.Text("auto_pad", "NOTSET") == "VALID" ? null : op.Ints("pads");
        if (pads is not null && (pads.Length != 2 * rank || pads.Any(pad => pad is < 0 or > ushort.MaxValue)))
        {
            throw op.Refusal($"pads [{string.Join(", ", pads)}] are not {2 * rank} numbers of at least 0", "export the network again");
        }

        return pads switch
        {
            null => [0, 0, 0, 0],
            [var left, var right] => [0, 0, left, right],
            _ => [pads[0], pads[2], pads[1], pads[3]],
        };
    }

    public GraphTensor EmitConv(OnnxOp op, string name, GraphTensor source, GraphTensor filter, GraphTensor? bias)
    {
        var (padded, pads) = PadWhereNeeded(op, source);
        var options = new Conv2DOptions(Padding.Valid, Strides[0], Strides[1], Dilations[0], Dilations[1], FusedActivation.None) { Explicit = pads };
        return op.Scope.Emit("CONV_2D", options, name, [source.Shape[0], .. Output, filter.Shape[0]], padded, filter, bias);
    }

    public GraphTensor EmitDepthwise(OnnxOp op, string name, GraphTensor source, GraphTensor filter, GraphTensor? bias)
    {
        var (padded, pads) = PadWhereNeeded(op, source);
        var options = new DepthwiseConv2DOptions(
            Padding.Valid, Strides[0], Strides[1], Dilations[0], Dilations[1], filter.Shape[3] / source.Shape[3], FusedActivation.None) { Explicit = pads };
        return op.Scope.Emit("DEPTHWISE_CONV_2D", options, name, [source.Shape[0], .. Output, filter.Shape[3]], padded, filter, bias);
    }

    public GraphTensor EmitPool(OnnxOp op, string kind, GraphTensor source)
    {
        var options = new Pool2DOptions(Padding.Valid, Strides[0], Strides[1], Kernel[0], Kernel[1], FusedActivation.None)
        {
            Explicit = (Pads[0], Pads[1], Pads[2], Pads[3]),
        };
        return op.Scope.Emit(kind, options, op.Output, [source.Shape[0], .. Output, source.Shape[3]], source);
    }

    /// <summary>A convolution's own padding reaches no further than its window; what is more is a PAD before it.</summary>
    private (GraphTensor Source, (int Top, int Bottom, int Left, int Right) Pads) PadWhereNeeded(OnnxOp op, GraphTensor source)
    {
        var (tall, wide) = ((Kernel[0] - 1) * Dilations[0], (Kernel[1] - 1) * Dilations[1]);
        if (Math.Max(Pads[0], Pads[1]) <= tall && Math.Max(Pads[2], Pads[3]) <= wide)
        {
            return (source, (Pads[0], Pads[1], Pads[2], Pads[3]));
        }

        var padded = OnnxMovement.EmitPad(op.Scope, $"{op.Output}_padded", source, [0, 0, .. Pads, 0, 0], 0);
        return (padded, (0, 0, 0, 0));
    }

    /// <summary>One window more that begins inside of the image or the pads before it.</summary>
    private static int CeilOutput(int room, int stride, int size, int before)
    {
        var output = (room + stride - 1) / stride + 1;
        return (output - 1) * stride >= size + before ? output - 1 : output;
    }
}
