using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>Pools, means, Softmax and Resize.</summary>
internal static class OnnxReductions
{
    public static void MaxPool(OnnxOp op)
    {
        if (op.Outputs.Count > 1 && op.Outputs[1].Length > 0)
        {
            throw op.Refusal("its second output, the indices, is not supported", "use Resize instead of MaxUnpool");
        }

        Pool(op, "MAX_POOL_2D");
    }

    public static void AveragePool(OnnxOp op) => Pool(op, "AVERAGE_POOL_2D");

    public static void GlobalAveragePool(OnnxOp op) => Mean(op, [.. Enumerable.Range(2, Math.Max(0, op.Input(0).Rank - 2))], keepDims: true);

    public static void ReduceMean(OnnxOp op)
    {
        var rank = op.Input(0).Rank;
        var axes = op.Ints("axes") ?? op.Ints(1, "the axes") ?? [];
        if (axes.Length == 0 && op.Int("noop_with_empty_axes", 0) != 0)
        {
            op.Define(op.Input(0));
            return;
        }

        Mean(op, axes.Length == 0 ? OnnxValue.Identity(rank) : [.. axes.Select(axis => op.Axis(axis, rank)).Distinct()], op.Int("keepdims", 1) != 0);
    }

    public static void Softmax(OnnxOp op)
    {
        const int firstOfOneAxis = 13;
        var input = op.Input(0);
        var axis = op.Axis(op.Int32("axis", op.Scope.Opset < firstOfOneAxis ? 1 : -1), input.Rank);
        if (op.Scope.Opset < firstOfOneAxis && input.Shape[(axis + 1)..].Any(size => size != 1))
        {
            throw op.Refusal(
                $"before opset {firstOfOneAxis} it normalises over axis {axis} and all behind it, which is not supported",
                "export the network with a newer opset", input);
        }

        int[] order = [.. OnnxValue.Identity(input.Rank).Where(i => i != axis), axis];
        var tensor = op.Scope.InOrder(input, order);
        op.Define(OnnxValue.Of(op.Scope.Emit("SOFTMAX", new SoftmaxOptions(1), op.Output, tensor.Shape, tensor), order, input.Shape));
    }

    public static void Resize(OnnxOp op)
    {
        var input = op.Input(0);
        var layout = OnnxConvolutions.Layout(op, input);
        if (op.Text("mode", "nearest") is var mode and not "nearest")
        {
            throw op.Refusal($"mode {mode} is not supported (nearest is)", "resize to the nearest neighbour, or with ConvTranspose", input);
        }

        var sizes = Sizes(op, input);
        var logical = OnnxValue.Identity(input.Rank);
        if (sizes[0] != input.Shape[0] || sizes[1] != input.Shape[1])
        {
            throw op.Refusal("only height and width can be resized", "export the network again", input);
        }

        var tensor = op.Scope.InOrder(input, layout);
        int[] size = input.Rank == 3 ? [1, sizes[2]] : [sizes[2], sizes[3]];
        int[] spatial = [tensor.Shape[1], tensor.Shape[2]];
        ResizeNearestNeighborOptions[] candidates = [new(false, false), new(false, true), new(true, false)];
        var options = candidates.FirstOrDefault(candidate => Enumerable.Range(0, 2).All(i =>
                NearestNeighbors.Positions(spatial[i], size[i], candidate).SequenceEqual(OnnxPositions(op, spatial[i], size[i]))))
            ?? throw op.Refusal(
                $"{op.Text("coordinate_transformation_mode", "half_pixel")} with {op.Text("nearest_mode", "round_prefer_floor")} picks other neighbours than are supported",
                "export it as torch.nn.Upsample(mode='nearest') does: asymmetric with floor", input);
        int[] stored = [tensor.Shape[0], .. size, tensor.Shape[3]];
        var result = op.Scope.Emit("RESIZE_NEAREST_NEIGHBOR", options, op.Output, stored, tensor, FloatConstants.Int32("size", size));
        op.Define(OnnxValue.Of(result, layout, [.. logical.Select(i => sizes[i])]));
    }

    private static void Pool(OnnxOp op, string code)
    {
        var input = op.Input(0);
        var layout = OnnxConvolutions.Layout(op, input);
        var kernel = op.Ints("kernel_shape");
        if (kernel is null || kernel.Length != input.Rank - 2 || OnnxConvolutions.Two(op.Ints("dilations"), 1) is not [1, 1])
        {
            throw op.Refusal("its kernel shape is missing, or it is dilated", "use a pool without dilation", input);
        }

        var source = op.Scope.InOrder(input, layout);
        var window = OnnxWindow.Read(op, source.Shape, kernel);
        if (code == "AVERAGE_POOL_2D" && op.Int("count_include_pad", 0) != 0 && window.Pads.Any(pad => pad > 0))
        {
            if (op.Int("ceil_mode", 0) != 0)
            {
                throw op.Refusal("ceil_mode with pads that count is not supported", "pad before the pool, or leave ceil_mode out", input);
            }

            source = OnnxMovement.EmitPad(op.Scope, $"{op.Output}_padded", source, [0, 0, .. window.Pads, 0, 0], 0);
            window = window with { Pads = [0, 0, 0, 0] };
        }

        if (Math.Max(window.Pads[0], window.Pads[1]) >= window.Kernel[0] || Math.Max(window.Pads[2], window.Pads[3]) >= window.Kernel[1])
        {
            if (window.Kernel.Zip([window.Pads[0], window.Pads[2]]).Any(pair => pair.Second >= pair.First))
            {
                throw op.Refusal("a window lies in the pads alone", "use pads smaller than the kernel", input);
            }
        }

        var result = window.EmitPool(op, code, source);
        op.Define(OnnxValue.Of(result, layout, OnnxConvolutions.Logical(result.Shape, layout)));
    }

    private static void Mean(OnnxOp op, int[] axes, bool keepDims)
    {
        var input = OnnxMovement.Plain(op, op.Input(0));
        int[] positions = [.. axes.Select(axis => Array.IndexOf(input.Order, axis)).Where(at => at >= 0)];
        int[] stored = [.. input.Stored.Shape.Select((size, i) => positions.Contains(i) ? 1 : size)];
        int[] shape = [.. input.Shape.Select((size, i) => axes.Contains(i) ? 1 : size)];
        var result = positions.Length == 0
            ? input.Stored
            : op.Scope.Emit("MEAN", new ReducerOptions(KeepDims: true), op.Output, stored, input.Stored, FloatConstants.Int32("axes", positions));
        var kept = OnnxValue.Of(result, input.Order, shape);
        op.Define(keepDims ? kept : kept.Reshape([.. shape.Where((_, i) => !axes.Contains(i))]));
    }

    private static int[] Sizes(OnnxOp op, OnnxValue input)
    {
        const int oldOpset = 10;
        var position = op.Scope.Opset > oldOpset ? 2 : 1;
        if (op.Ints(3, "the sizes") is { Length: > 0 } sizes)
        {
            return sizes.Length == input.Rank && sizes.All(size => size is > 0 and <= ushort.MaxValue) ? sizes
                : throw op.Refusal($"sizes [{string.Join(", ", sizes)}] do not fit {input.Rank} dimensions", "export the network again", input);
        }

        var scales = op.Floats(position, "the scales");
        return scales?.Length == input.Rank && scales.All(scale => scale > 0 && scale <= ushort.MaxValue)
            ? [.. scales.Select((scale, i) => Math.Max(1, (int)MathF.Floor(input.Shape[i] * scale)))]
            : throw op.Refusal("its scales do not fit the input", "export the network again", input);
    }

    /// <summary>Which input position each output position takes, by the ONNX specification of Resize.</summary>
    private static int[] OnnxPositions(OnnxOp op, int input, int output)
    {
        var scale = output / (float)input;
        return [.. Enumerable.Range(0, output).Select(i =>
        {
            var x = op.Text("coordinate_transformation_mode", "half_pixel") switch
            {
                "asymmetric" => i / scale,
                "align_corners" => output > 1 ? i * (input - 1f) / (output - 1f) : 0,
                "pytorch_half_pixel" => output > 1 ? (i + 0.5f) / scale - 0.5f : 0,
                "half_pixel" => (i + 0.5f) / scale - 0.5f,
                var other => throw op.Refusal($"coordinate transformation {other} is not supported", "export with asymmetric"),
            };
            var nearest = op.Text("nearest_mode", "round_prefer_floor") switch
            {
                "floor" => MathF.Floor(x),
                "ceil" => MathF.Ceiling(x),
                "round_prefer_ceil" => MathF.Floor(x + 0.5f),
                _ => MathF.Ceiling(x - 0.5f),
            };
            return (int)Math.Clamp(nearest, 0, input - 1);
        })];
    }
}
