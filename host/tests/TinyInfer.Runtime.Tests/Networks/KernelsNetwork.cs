using TinyInfer.Compiler;
using TinyInfer.Testing;

namespace TinyInfer.Runtime.Tests.Networks;

/// <summary>
/// The network of nf-tests/Benchmarks: every kernel once or twice, on tensors of 1,024 values, so that a figure is about
/// its inner loops.
/// </summary>
internal sealed class KernelsNetwork
{
    private const int Height = 8;
    private const int Width = 8;
    private const int Channels = 16;
    private const float Scale = 0.05f;
    private const int ZeroPoint = -3;

    private static readonly int[] Shape = [1, Height, Width, Channels];

    private readonly SeededRandom _random = new(20250103);
    private readonly TfliteBuilder _model = new();

    public static byte[] Convert() => ModelConverter.Convert(new KernelsNetwork().Build(), new ConvertOptions { Name = "kernels" });

    private byte[] Build()
    {
        var input = Tensor("input");
        var first = Convolve("conv 3x3", input, 3);
        var second = Convolve("conv 1x1", first, 1);
        var depthwise = Depthwise(second);
        var average = Pool(TfliteOp.AVERAGE_POOL_2D, "average", depthwise, 3, 1, Shape);
        var sum = Binary(TfliteOp.ADD, TfliteOptions.Add(), "sum", average, first);
        var difference = Binary(TfliteOp.SUB, TfliteOptions.Sub(), "difference", sum, first);
        var constant = _model.Int8("constant", Shape, _random.NextInt8s(Height * Width * Channels), Scale, ZeroPoint);
        var product = Binary(TfliteOp.MUL, TfliteOptions.Mul(), "product", difference, constant);
        var curved = Op(TfliteOp.LOGISTIC, null, _model.Int8("curved", Shape, 1 / 256f, -128), product);
        var turned = Op(
            TfliteOp.TRANSPOSE, TfliteOptions.Empty(26), _model.Int8("turned", Shape, 1 / 256f, -128),
            curved, _model.Int32("permutation", 0, 2, 1, 3));
        var largest = Op(
            TfliteOp.MAX_POOL_2D, TfliteOptions.Pool2D(TflitePadding.Valid, 2, 2, 2, 2),
            _model.Int8("largest", [1, Height / 2, Width / 2, Channels], 1 / 256f, -128), turned);
        var resized = Op(
            TfliteOp.RESIZE_NEAREST_NEIGHBOR, TfliteOptions.ResizeNearestNeighbor(), _model.Int8("resized", Shape, 1 / 256f, -128),
            largest, _model.Int32("size", Height, Width));
        var scores = Op(TfliteOp.SOFTMAX, TfliteOptions.Softmax(), _model.Int8("scores", Shape, 1 / 256f, -128), resized);
        var mean = Op(
            TfliteOp.MEAN, TfliteOptions.Reducer(true), _model.Int8("mean", [1, 1, 1, Channels], 1 / 256f, -128),
            scores, _model.Int32("axes", 1, 2));
        var best = Op(
            TfliteOp.ARG_MAX, TfliteOptions.ArgMax(), _model.Tensor("best", TfliteType.Int32, [1, Height, Width]),
            scores, _model.Int32("axis", 3));
        var dense = Dense(scores);
        var padded = Op(
            TfliteOp.PAD, TfliteOptions.Empty(22), _model.Int8("padded", [1, Height, 2 * Width, Channels], 1 / 256f, -128),
            scores, _model.Int32("paddings", [4, 2], [0, 0, 0, 0, 0, Width, 0, 0]));
        return _model.Inputs(input).Outputs(mean, best, dense, padded).Build();
    }

    private int Tensor(string name) => _model.Int8(name, Shape, Scale, ZeroPoint);

    private int Op(TfliteOp op, TfliteOptions? options, int output, params int[] inputs)
    {
        _model.Op(op, options, inputs, [output]);
        return output;
    }

    private int Convolve(string name, int input, int size)
    {
        var filter = _model.Weights(
            $"{name} filter", [Channels, size, size, Channels], _random.NextInt8s(Channels * size * size * Channels), ChannelScales(), 0);
        return Op(TfliteOp.CONV_2D, TfliteOptions.Conv2D(TflitePadding.Same), Tensor(name), input, filter, Bias(name));
    }

    private int Depthwise(int input)
    {
        var filter = _model.Weights("depthwise filter", [1, 3, 3, Channels], _random.NextInt8s(9 * Channels), ChannelScales(), 3);
        return Op(
            TfliteOp.DEPTHWISE_CONV_2D, TfliteOptions.DepthwiseConv2D(TflitePadding.Same, 1), Tensor("depthwise"),
            input, filter, Bias("depthwise"));
    }

    private int Dense(int input)
    {
        var weights = _model.Weights(
            "weights", [Channels, Height * Width * Channels], _random.NextInt8s(Channels * Height * Width * Channels), [0.003f], 0);
        var bias = _model.Int32("dense bias", [Channels], new int[Channels], [0.003f / 256]);
        return Op(
            TfliteOp.FULLY_CONNECTED, TfliteOptions.FullyConnected(), _model.Int8("dense", [1, Channels], Scale, ZeroPoint),
            input, weights, bias);
    }

    private int Pool(TfliteOp op, string name, int input, int size, int stride, int[] shape) =>
        Op(op, TfliteOptions.Pool2D(TflitePadding.Same, size, size, stride, stride), _model.Int8(name, shape, Scale, ZeroPoint), input);

    private int Binary(TfliteOp op, TfliteOptions options, string name, int left, int right) => Op(op, options, Tensor(name), left, right);

    private float[] ChannelScales() => [.. Enumerable.Range(0, Channels).Select(_ => _random.NextLogUniform(0.001, 0.01))];

    private int Bias(string name) =>
        _model.Int32($"{name} bias", [Channels], [.. Enumerable.Range(0, Channels).Select(_ => _random.Next(-1000, 1000))], [1e-4f]);
}
