using TinyInfer.Compiler.Tests.OpReference;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

/// <summary>Networks of one op each (few of more), checked against expected outputs: ops with windows or weights.</summary>
internal static partial class OneOp
{
    public static void Conv2D(
        Int8Tensor input, Weights filter, int[]? bias, Sliding rows, Sliding columns, Int8Tensor expected, RealRange activation)
    {
        var network = new OpNetwork();
        AddConv2D(network, network.Input(input), input, filter, bias, rows, columns, expected, activation);
        network.Check();
    }

    /// <param name="padValue">Null: PAD. Otherwise PADV2.</param>
    public static void PadThenConv2D(
        Int8Tensor input, (int Before, int After)[] padding, Int8Tensor padded, Weights filter, int[]? bias,
        Sliding rows, Sliding columns, Int8Tensor expected, sbyte? padValue = null)
    {
        var network = new OpNetwork();
        var middle = network.Inner(padded);
        AddPad(network, input, padding, padValue, middle);
        AddConv2D(network, middle, padded, filter, bias, rows, columns, expected, RealRange.All);
        network.Check();
    }

    public static void DepthwiseConv2D(
        Int8Tensor input, Weights filter, int[]? bias, Sliding rows, Sliding columns, Int8Tensor expected, RealRange activation)
    {
        var network = new OpNetwork();
        var options = TfliteOptions.DepthwiseConv2D(
            PaddingOf(rows, columns), filter.Shape[3] / input.Shape[3], rows.Stride, columns.Stride, Code(activation),
            rows.Dilation, columns.Dilation);
        int[] inputs = [network.Input(input), network.Constant(filter, 3), network.Bias(bias, input, filter)];
        network.Op(TfliteOp.DEPTHWISE_CONV_2D, options, inputs, network.Output(expected)).Check();
    }

    public static void FullyConnected(
        Int8Tensor input, Weights weights, int[]? bias, Int8Tensor expected, RealRange activation, bool keepNumDims = false)
    {
        var network = new OpNetwork();
        int[] inputs = [network.Input(input), network.Constant(weights, 0), network.Bias(bias, input, weights)];
        var options = TfliteOptions.FullyConnected(Code(activation), keepNumDims: keepNumDims);
        network.Op(TfliteOp.FULLY_CONNECTED, options, inputs, network.Output(expected)).Check();
    }

    public static void AveragePool2D(
        Int8Tensor input, int height, int width, Sliding rows, Sliding columns, Int8Tensor expected, RealRange activation) =>
        Pool(TfliteOp.AVERAGE_POOL_2D, input, height, width, rows, columns, expected, activation);

    public static void MaxPool2D(
        Int8Tensor input, int height, int width, Sliding rows, Sliding columns, Int8Tensor expected, RealRange activation) =>
        Pool(TfliteOp.MAX_POOL_2D, input, height, width, rows, columns, expected, activation);

    public static TfliteActivation Code(RealRange activation) =>
        activation == RealRange.Relu ? TfliteActivation.Relu
        : activation == RealRange.Relu6 ? TfliteActivation.Relu6
        : activation == RealRange.ReluN1To1 ? TfliteActivation.ReluN1To1
        : TfliteActivation.None;

    private static void AddConv2D(
        OpNetwork network, int source, Int8Tensor input, Weights filter, int[]? bias, Sliding rows, Sliding columns,
        Int8Tensor expected, RealRange activation)
    {
        var options = TfliteOptions.Conv2D(
            PaddingOf(rows, columns), rows.Stride, columns.Stride, Code(activation), rows.Dilation, columns.Dilation);
        int[] inputs = [source, network.Constant(filter, 0), network.Bias(bias, input, filter)];
        network.Op(TfliteOp.CONV_2D, options, inputs, network.Output(expected));
    }

    private static void Pool(
        TfliteOp op, Int8Tensor input, int height, int width, Sliding rows, Sliding columns, Int8Tensor expected, RealRange activation)
    {
        var network = new OpNetwork();
        var options = TfliteOptions.Pool2D(PaddingOf(rows, columns), height, width, rows.Stride, columns.Stride, Code(activation));
        network.Op(op, options, [network.Input(input)], network.Output(expected)).Check();
    }

    /// <summary>A .tflite has one padding for both dimensions.</summary>
    private static TflitePadding PaddingOf(Sliding rows, Sliding columns)
    {
        Assert.AreEqual(rows.Same, columns.Same);
        return rows.Same ? TflitePadding.Same : TflitePadding.Valid;
    }
}
