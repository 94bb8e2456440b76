using TinyInfer.Compiler.Tests.OpReference;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

/// <summary>Ops that map single values, reduce or move them.</summary>
internal static partial class OneOp
{
    public static void Softmax(Int8Tensor input, float beta, Int8Tensor expected) =>
        Unary(TfliteOp.SOFTMAX, TfliteOptions.Softmax(beta), input, expected);

    public static void Logistic(Int8Tensor input, Int8Tensor expected) => Unary(TfliteOp.LOGISTIC, null, input, expected);

    public static void Tanh(Int8Tensor input, Int8Tensor expected) => Unary(TfliteOp.TANH, null, input, expected);

    public static void Relu(Int8Tensor input, Int8Tensor expected) => Unary(TfliteOp.RELU, null, input, expected);

    public static void Relu6(Int8Tensor input, Int8Tensor expected) => Unary(TfliteOp.RELU6, null, input, expected);

    public static void ReluN1To1(Int8Tensor input, Int8Tensor expected) => Unary(TfliteOp.RELU_N1_TO_1, null, input, expected);

    public static void LeakyRelu(Int8Tensor input, float alpha, Int8Tensor expected) =>
        Unary(TfliteOp.LEAKY_RELU, TfliteOptions.LeakyRelu(alpha), input, expected);

    public static void HardSwish(Int8Tensor input, Int8Tensor expected) => Unary(TfliteOp.HARD_SWISH, TfliteOptions.Empty(91), input, expected);

    public static void Quantize(Int8Tensor input, Int8Tensor expected) => Unary(TfliteOp.QUANTIZE, TfliteOptions.Empty(89), input, expected);

    /// <summary>LOGISTIC of LOGISTIC.</summary>
    /// <returns>Number of op records it became.</returns>
    public static int LogisticTwice(Int8Tensor input, Int8Tensor middle, Int8Tensor expected)
    {
        var network = new OpNetwork();
        var inner = network.Inner(middle);
        network.Op(TfliteOp.LOGISTIC, null, [network.Input(input)], inner);
        return network.Op(TfliteOp.LOGISTIC, null, [inner], network.Output(expected)).Check();
    }

    public static void Mean(Int8Tensor input, int[] axes, bool keepDims, Int8Tensor expected) =>
        WithIntegers(TfliteOp.MEAN, TfliteOptions.Reducer(keepDims), input, axes, expected);

    public static void ArgMax(Int8Tensor input, int axis, int[] shape, int[] expected)
    {
        var network = new OpNetwork();
        int[] inputs = [network.Input(input), network.Integers([], [axis])];
        network.Op(TfliteOp.ARG_MAX, TfliteOptions.ArgMax(), inputs, network.Int32Output(shape, expected)).Check();
    }

    public static void Pad(Int8Tensor input, (int Before, int After)[] padding, Int8Tensor expected)
    {
        var network = new OpNetwork();
        AddPad(network, input, padding, null, network.Output(expected));
        network.Check();
    }

    public static void PadV2(Int8Tensor input, (int Before, int After)[] padding, sbyte value, Int8Tensor expected)
    {
        var network = new OpNetwork();
        AddPad(network, input, padding, value, network.Output(expected));
        network.Check();
    }

    public static void Concatenation(IReadOnlyList<Int8Tensor> inputs, int axis, Int8Tensor expected)
    {
        var network = new OpNetwork();
        int[] tensors = [.. inputs.Select(network.Input)];
        network.Op(TfliteOp.CONCATENATION, TfliteOptions.Concatenation(axis), tensors, network.Output(expected)).Check();
    }

    public static void ConcatenationWithItself(Int8Tensor input, int axis, Int8Tensor expected)
    {
        var network = new OpNetwork();
        var tensor = network.Input(input);
        network.Op(TfliteOp.CONCATENATION, TfliteOptions.Concatenation(axis), [tensor, tensor], network.Output(expected)).Check();
    }

    public static void ConcatenationWithConstant(Int8Tensor input, Int8Tensor constant, int axis, Int8Tensor expected)
    {
        var network = new OpNetwork();
        int[] inputs = [network.Input(input), network.Constant(constant)];
        network.Op(TfliteOp.CONCATENATION, TfliteOptions.Concatenation(axis), inputs, network.Output(expected)).Check();
    }

    public static void Split(Int8Tensor input, int axis, IReadOnlyList<Int8Tensor> expected)
    {
        var network = new OpNetwork();
        int[] inputs = [network.Integers([], [axis]), network.Input(input)];
        network.Op(TfliteOp.SPLIT, TfliteOptions.Split(expected.Count), inputs, [.. expected.Select(network.Output)]).Check();
    }

    /// <summary>Two parts, put together again with the second first.</summary>
    public static void SplitThenConcatenation(Int8Tensor input, IReadOnlyList<Int8Tensor> parts, int axis, Int8Tensor expected)
    {
        var network = new OpNetwork();
        int[] inner = [.. parts.Select(network.Inner)];
        network.Op(TfliteOp.SPLIT, TfliteOptions.Split(2), [network.Integers([], [axis]), network.Input(input)], inner);
        network.Op(TfliteOp.CONCATENATION, TfliteOptions.Concatenation(axis), [inner[1], inner[0]], network.Output(expected)).Check();
    }

    /// <param name="slices">Null for an open end, which becomes a bit in the mask.</param>
    public static void StridedSlice(
        Int8Tensor input, (int? Begin, int? End, int Stride)[] slices, Int8Tensor expected, int shrinkAxisMask = 0)
    {
        var network = new OpNetwork();
        var beginMask = slices.Select((slice, axis) => slice.Begin is null ? 1 << axis : 0).Sum();
        var endMask = slices.Select((slice, axis) => slice.End is null ? 1 << axis : 0).Sum();
        int[] inputs =
        [
            network.Input(input),
            network.Integers([.. slices.Select(slice => slice.Begin ?? 0)]),
            network.Integers([.. slices.Select(slice => slice.End ?? 0)]),
            network.Integers([.. slices.Select(slice => slice.Stride)]),
        ];
        var options = TfliteOptions.StridedSlice(beginMask, endMask, shrinkAxisMask: shrinkAxisMask);
        network.Op(TfliteOp.STRIDED_SLICE, options, inputs, network.Output(expected)).Check();
    }

    public static void Transpose(Int8Tensor input, int[] permutation, Int8Tensor expected) =>
        WithIntegers(TfliteOp.TRANSPOSE, TfliteOptions.Empty(26), input, permutation, expected);

    public static void ResizeNearestNeighbor(Int8Tensor input, bool alignCorners, bool halfPixelCenters, Int8Tensor expected) =>
        WithIntegers(
            TfliteOp.RESIZE_NEAREST_NEIGHBOR, TfliteOptions.ResizeNearestNeighbor(alignCorners, halfPixelCenters),
            input, expected.Shape[1..3], expected);

    public static void Reshape(Int8Tensor input, int[] newShape, Int8Tensor expected) =>
        WithIntegers(TfliteOp.RESHAPE, TfliteOptions.Reshape(newShape), input, newShape, expected);

    public static void Squeeze(Int8Tensor input, int[] axes, Int8Tensor expected) =>
        Unary(TfliteOp.SQUEEZE, TfliteOptions.Squeeze(axes), input, expected);

    public static void ExpandDims(Int8Tensor input, int axis, Int8Tensor expected)
    {
        var network = new OpNetwork();
        int[] inputs = [network.Input(input), network.Integers([], [axis])];
        network.Op(TfliteOp.EXPAND_DIMS, TfliteOptions.Empty(52), inputs, network.Output(expected)).Check();
    }

    /// <summary>RELU6, RESHAPE to a matrix and TRANSPOSE of it.</summary>
    /// <returns>Number of op records it became.</returns>
    public static int Relu6ReshapeTranspose(Int8Tensor input, Int8Tensor middle, int[] matrix, Int8Tensor expected)
    {
        var network = new OpNetwork();
        int[] inner = [network.Inner(middle), network.Inner(middle.Reshape(matrix))];
        network.Op(TfliteOp.RELU6, null, [network.Input(input)], inner[0]);
        network.Op(TfliteOp.RESHAPE, TfliteOptions.Reshape(matrix), [inner[0], network.Integers(matrix)], inner[1]);
        network.Op(TfliteOp.TRANSPOSE, TfliteOptions.Empty(26), [inner[1], network.Integers(1, 0)], network.Output(expected));
        return network.Check();
    }

    private static void AddPad(OpNetwork network, Int8Tensor input, (int Before, int After)[] padding, sbyte? value, int output)
    {
        List<int> inputs =
        [
            network.Input(input),
            network.Integers([padding.Length, 2], [.. padding.SelectMany(pad => new[] { pad.Before, pad.After })]),
        ];
        if (value is { } constant)
        {
            inputs.Add(network.Constant(new Int8Tensor([1], [constant], input.Scale, input.ZeroPoint)));
        }

        var (op, kind) = value is null ? (TfliteOp.PAD, 22) : (TfliteOp.PADV2, 43);
        network.Op(op, TfliteOptions.Empty((byte)kind), [.. inputs], output);
    }

    private static void Unary(TfliteOp op, TfliteOptions? options, Int8Tensor input, Int8Tensor expected)
    {
        var network = new OpNetwork();
        network.Op(op, options, [network.Input(input)], network.Output(expected)).Check();
    }

    private static void WithIntegers(TfliteOp op, TfliteOptions options, Int8Tensor input, int[] integers, Int8Tensor expected)
    {
        var network = new OpNetwork();
        int[] inputs = [network.Input(input), network.Integers(integers)];
        network.Op(op, options, inputs, network.Output(expected)).Check();
    }
}
