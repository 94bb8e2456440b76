using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>Ops that move elements or only rename dimensions.</summary>
internal static class OnnxMovement
{
    public static void Identity(OnnxOp op) => op.Define(op.Input(0));

    public static void Transpose(OnnxOp op)
    {
        var input = op.Input(0);
        var permutation = op.Ints("perm") ?? [.. OnnxValue.Identity(input.Rank).Reverse()];
        if (!permutation.Order().SequenceEqual(OnnxValue.Identity(input.Rank)))
        {
            throw op.Refusal($"[{string.Join(", ", permutation)}] is no permutation of {input.Rank} dimensions", "export the network again");
        }

        op.Define(Plain(op, input).Transpose(permutation));
    }

    public static void Reshape(OnnxOp op)
    {
        var input = op.Input(0);
        var target = op.Ints(1, "the shape") ?? throw op.Refusal("the shape is missing", "export the network again");
        if (op.Int("allowzero", 0) == 0)
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = target[i] == 0 && i < input.Rank ? input.Shape[i] : target[i];
            }
        }

        var open = Array.IndexOf(target, -1);
        var known = target.Where(size => size != -1).Aggregate(1L, (product, size) => product * size);
        if (open >= 0 && known > 0 && input.ElementCount % known == 0)
        {
            target[open] = (int)(input.ElementCount / known);
        }

        if (target.Any(size => size < 1) || target.Aggregate(1L, (product, size) => product * size) != input.ElementCount)
        {
            throw op.Refusal($"{input.ElementCount} elements do not fit shape [{string.Join(", ", target)}]", "export the network again with fixed shapes", input);
        }

        op.Define(input.Reshape(target));
    }

    public static void Flatten(OnnxOp op)
    {
        var input = op.Input(0);
        var axis = op.Int32("axis", 1);
        axis = axis < 0 ? axis + input.Rank : axis;
        if (axis < 0 || axis > input.Rank)
        {
            throw op.Refusal($"axis {axis} does not exist in {input.Rank} dimensions", "export the network again");
        }

        var rows = input.Shape[..axis].Aggregate(1, (product, size) => product * size);
        op.Define(input.Reshape([rows, input.ElementCount / rows]));
    }

    public static void Squeeze(OnnxOp op)
    {
        var input = op.Input(0);
        var axes = (op.Ints("axes") ?? op.Ints(1, "the axes"))?.Select(axis => op.Axis(axis, input.Rank)).ToHashSet()
            ?? [.. OnnxValue.Identity(input.Rank).Where(i => input.Shape[i] == 1)];
        if (axes.Any(axis => input.Shape[axis] != 1))
        {
            throw op.Refusal("a dimension that is not 1 cannot be squeezed", "export the network again", input);
        }

        op.Define(input.Reshape([.. input.Shape.Where((_, i) => !axes.Contains(i))]));
    }

    public static void Unsqueeze(OnnxOp op)
    {
        var input = op.Input(0);
        var given = op.Ints("axes") ?? op.Ints(1, "the axes") ?? throw op.Refusal("its axes are missing", "export the network again");
        var rank = input.Rank + given.Length;
        var axes = given.Select(axis => op.Axis(axis, rank)).ToHashSet();
        var sizes = new Queue<int>(input.Shape);
        op.Define(axes.Count == given.Length
            ? input.Reshape([.. OnnxValue.Identity(rank).Select(i => axes.Contains(i) ? 1 : sizes.Dequeue())])
            : throw op.Refusal("an axis is given twice", "export the network again"));
    }

    public static void Concat(OnnxOp op)
    {
        OnnxValue[] inputs = [.. Enumerable.Range(0, op.InputCount).Select(op.Input)];
        var rank = inputs[0].Rank;
        var axis = op.Axis(op.Int32("axis", 0), rank);
        if (inputs.Any(input => input.Rank != rank || !Enumerable.Range(0, rank).All(i => i == axis || input.Shape[i] == inputs[0].Shape[i])))
        {
            throw op.Refusal("its inputs' shapes do not fit together", "export the network again");
        }

        // The order of the first that has one of its own; a dimension of 1 may be missing in it.
        var leader = inputs.FirstOrDefault(input => !input.IsConstant && !input.IsReshaped) ?? inputs[0];
        var order = !leader.IsReshaped && OnnxValue.Identity(rank).All(i => leader.Order.Contains(i) || (i != axis && leader.Shape[i] == 1))
            ? leader.Order
            : OnnxValue.Identity(rank);
        GraphTensor[] tensors = [.. inputs.Select(input => op.Scope.InOrder(input, order))];
        var position = Array.IndexOf(order, axis);
        int[] stored = [.. tensors[0].Shape];
        int[] shape = [.. inputs[0].Shape];
        stored[position] = shape[axis] = inputs.Sum(input => input.Shape[axis]);
        var result = op.Scope.Emit("CONCATENATION", new ConcatenationOptions(position, FusedActivation.None), op.Output, stored, tensors);
        op.Define(OnnxValue.Of(result, order, shape));
    }

    public static void Split(OnnxOp op)
    {
        var (input, position, axis) = WithAxis(op, op.Input(0), op.Int32("axis", 0));
        var sizes = op.Ints("split") ?? op.Ints(1, "the sizes of the parts") ?? EqualParts(input.Shape[axis], op.Outputs.Count);
        if (sizes.Length != op.Outputs.Count || sizes.Any(size => size < 1) || sizes.Sum(size => (long)size) != input.Shape[axis])
        {
            throw op.Refusal($"parts of [{string.Join(", ", sizes)}] do not fit a dimension of {input.Shape[axis]}", "export the network again", input);
        }

        var tensor = input.Stored;
        int[][] stored = [.. sizes.Select(size => With(tensor.Shape, position, size))];
        GraphTensor[] parts;
        if (sizes.All(size => size == sizes[0]))
        {
            parts = op.Scope.Emit(
                "SPLIT", new SplitOptions(sizes.Length), [.. op.Outputs], stored, FloatConstants.Int32("axis", position), tensor);
        }
        else
        {
            var begin = 0;
            parts = new GraphTensor[sizes.Length];
            for (var i = 0; i < sizes.Length; i++)
            {
                parts[i] = EmitSlice(
                    op.Scope, op.Outputs[i], tensor, With(new int[tensor.Shape.Length], position, begin),
                    [.. Enumerable.Repeat(1, tensor.Shape.Length)], stored[i]);
                begin += sizes[i];
            }
        }

        for (var i = 0; i < parts.Length; i++)
        {
            op.Define(i, OnnxValue.Of(parts[i], input.Order, With(input.Shape, axis, sizes[i])));
        }
    }

    public static void Slice(OnnxOp op)
    {
        var input = Plain(op, op.Input(0));
        var starts = op.Ints("starts") ?? op.Ints(1, "the starts") ?? [];
        var ends = op.Ints("ends") ?? op.Ints(2, "the ends") ?? [];
        var axes = op.Ints("axes") ?? op.Ints(3, "the axes") ?? OnnxValue.Identity(starts.Length);
        var steps = op.Ints(4, "the steps") ?? [.. Enumerable.Repeat(1, starts.Length)];
        if (ends.Length != starts.Length || axes.Length != starts.Length || steps.Length != starts.Length || steps.Contains(0))
        {
            throw op.Refusal("starts, ends, axes and steps do not fit together", "export the network again");
        }

        // All dimensions that are cut must be there.
        if (axes.Select(axis => op.Axis(axis, input.Rank)).Any(axis => !input.Order.Contains(axis)))
        {
            input = OnnxValue.Of(op.Scope.Canonical(input));
        }

        int[] shape = [.. input.Shape];
        int[] stored = [.. input.Stored.Shape];
        var begins = new int[stored.Length];
        int[] strides = [.. Enumerable.Repeat(1, stored.Length)];
        for (var i = 0; i < axes.Length; i++)
        {
            var axis = op.Axis(axes[i], input.Rank);
            var size = input.Shape[axis];
            var (lowest, highest) = steps[i] > 0 ? (0, size) : (-1, size - 1);
            var from = (int)Math.Clamp(starts[i] < 0 ? (long)starts[i] + size : starts[i], Math.Max(lowest, 0), highest);
            var to = (int)Math.Clamp(ends[i] < 0 ? (long)ends[i] + size : ends[i], lowest, highest);
            var step = Math.Abs((long)steps[i]);
            var count = Math.Max(0, (int)(((steps[i] > 0 ? (long)to - from : (long)from - to) + step - 1) / step));
            if (count == 0)
            {
                throw op.Refusal($"the slice {starts[i]} to {ends[i]} of a dimension of {size} is empty", "export the network again", input);
            }

            var position = Array.IndexOf(input.Order, axis);
            (begins[position], strides[position]) = (from, steps[i]);
            stored[position] = shape[axis] = count;
        }

        var result = stored.SequenceEqual(input.Stored.Shape) && strides.Zip(stored).All(pair => pair.First > 0 || pair.Second == 1)
            ? input.Stored
            : EmitSlice(op.Scope, op.Output, input.Stored, begins, strides, stored);
        op.Define(OnnxValue.Of(result, input.Order, shape));
    }

    public static void Pad(OnnxOp op)
    {
        var input = op.Input(0);
        if (op.Text("mode", "constant") is var mode and not "constant")
        {
            throw op.Refusal($"mode {mode} is not supported (constant is)", "pad with a constant, or in the app", input);
        }

        var given = op.Ints("pads") ?? op.Ints(1, "the pads") ?? [];
        var axes = op.Ints(3, "the axes")?.Select(axis => op.Axis(axis, input.Rank)).ToArray() ?? OnnxValue.Identity(input.Rank);
        if (given.Length != 2 * axes.Length || given.Any(pad => pad is < 0 or > ushort.MaxValue))
        {
            throw op.Refusal($"pads [{string.Join(", ", given)}] are not {2 * axes.Length} numbers of at least 0", "cut with Slice, pad with Pad", input);
        }

        input = Plain(op, input);
        if (axes.Where((_, i) => given[i] + given[i + axes.Length] > 0).Any(axis => !input.Order.Contains(axis)))
        {
            input = OnnxValue.Of(op.Scope.Canonical(input));
        }

        int[] shape = [.. input.Shape];
        var paddings = new int[2 * input.Stored.Shape.Length];
        for (var i = 0; i < axes.Length; i++)
        {
            var (before, after) = (given[i], given[i + axes.Length]);
            if (before + after > 0)
            {
                var position = Array.IndexOf(input.Order, axes[i]);
                (paddings[2 * position], paddings[2 * position + 1]) = (before, after);
                shape[axes[i]] += before + after;
            }
        }

        var value = op.Has("value") ? op.Float("value", 0) : op.Floats(2, "the value") is [var constant] ? constant : 0;
        op.Define(OnnxValue.Of(EmitPad(op.Scope, op.Output, input.Stored, paddings, value), input.Order, shape));
    }

    /// <param name="paddings">Before and after for each dimension of the tensor.</param>
    public static GraphTensor EmitPad(OnnxScope scope, string name, GraphTensor tensor, int[] paddings, float value)
    {
        int[] shape = [.. tensor.Shape.Select((size, i) => size + paddings[2 * i] + paddings[2 * i + 1])];
        var amounts = FloatConstants.Int32("paddings", paddings);
        amounts.Shape = [tensor.Shape.Length, 2];
        return value == 0
            ? scope.Emit("PAD", null, name, shape, tensor, amounts)
            : scope.Emit("PADV2", null, name, shape, tensor, amounts, FloatConstants.Float("pad_value", [1], [value]));
    }

    /// <param name="begins">First position for each dimension.</param>
    /// <param name="shape">How many positions are taken.</param>
    public static GraphTensor EmitSlice(OnnxScope scope, string name, GraphTensor tensor, int[] begins, int[] strides, int[] shape)
    {
        // Going down to the very first position has no end that could be given.
        int[] ends = [.. begins.Select((begin, i) => begin + strides[i] * shape[i])];
        var endMask = ends.Select((end, i) => end < 0 ? 1 << i : 0).Sum();
        return scope.Emit(
            "STRIDED_SLICE", new StridedSliceOptions(0, endMask, 0, 0, 0, false), name, shape, tensor,
            FloatConstants.Int32("begin", begins), FloatConstants.Int32("end", [.. ends.Select(end => Math.Max(end, 0))]),
            FloatConstants.Int32("strides", strides));
    }

    /// <summary>A value whose order is about its own dimensions.</summary>
    public static OnnxValue Plain(OnnxOp op, OnnxValue value) => value.IsReshaped ? OnnxValue.Of(op.Scope.Canonical(value)) : value;

    /// <summary>The value with the axis among the dimensions that are stored.</summary>
    public static (OnnxValue Value, int Position, int Axis) WithAxis(OnnxOp op, OnnxValue value, int axis)
    {
        axis = op.Axis(axis, value.Rank);
        value = Plain(op, value);
        value = value.Order.Contains(axis) ? value : OnnxValue.Of(op.Scope.Canonical(value));
        return (value, Array.IndexOf(value.Order, axis), axis);
    }

    public static int[] With(int[] shape, int position, int size)
    {
        int[] changed = [.. shape];
        changed[position] = size;
        return changed;
    }

    /// <summary>ONNX: all equal, the last one smaller where that does not come out.</summary>
    private static int[] EqualParts(int size, int count)
    {
        var part = (size + count - 1) / Math.Max(count, 1);
        return [.. Enumerable.Range(0, count).Select(i => Math.Min(part, size - i * part))];
    }
}
