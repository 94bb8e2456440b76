using TinyInfer.Compiler;
using TinyInfer.Testing;

namespace TinyInfer.Runtime.Tests.Networks;

/// <summary>The networks whose converted bytes the shared tests have as arrays. Together they become every opcode.</summary>
internal static class TestNetworks
{
    /// <summary>The example of docs/format.md: y = relu(W x + b).</summary>
    public static byte[] Tiny()
    {
        var model = new TfliteBuilder();
        var input = model.Int8("x", [1, 2], 0.5f, -1);
        var weights = model.Weights("w", [2, 2], [1, 1, 2, -3], [0.5f], 0);
        var bias = model.Int32("b", [2], [7, 0], [0.25f]);
        var output = model.Int8("y", [1, 2], 2, 10);
        return model
            .Op(TfliteOp.FULLY_CONNECTED, TfliteOptions.FullyConnected(TfliteActivation.Relu), [input, weights, bias], [output])
            .Inputs(input)
            .Outputs(output)
            .Build();
    }

    public static byte[] ConvertTiny(bool debugInfo = false) => Convert(Tiny(), "tiny", debugInfo, "cold", "hot");

    /// <summary>An image to three classes and the index of the best, through every op that slides, sums or classifies.</summary>
    public static byte[] Image()
    {
        var random = new SeededRandom(20250101);
        var model = new TfliteBuilder();
        var image = model.Int8("image", [1, 6, 6, 2], 0.02f, -7);
        var convolved = model.Int8("convolved", [1, 6, 6, 4], 0.03f, -128);
        var filter = model.Weights("filter", [4, 3, 3, 2], random.NextInt8s(72), [0.004f, 0.003f, 0.005f, 0.002f], 0);
        var filterBias = model.Int32("filter bias", [4], [200, -300, 100, 0], [0.00008f, 0.00006f, 0.0001f, 0.00004f]);
        model.Op(TfliteOp.CONV_2D, TfliteOptions.Conv2D(TflitePadding.Same, activation: TfliteActivation.Relu6), [image, filter, filterBias], [convolved]);

        var depthwise = model.Int8("depthwise", [1, 6, 6, 4], 0.04f, 5);
        var taps = model.Weights("taps", [1, 3, 3, 4], random.NextInt8s(36), [0.003f, 0.004f, 0.002f, 0.005f], 3);
        var tapsBias = model.Int32("taps bias", [4], [50, 0, -500, 1000], [0.00009f, 0.00012f, 0.00006f, 0.00015f]);
        model.Op(
            TfliteOp.DEPTHWISE_CONV_2D, TfliteOptions.DepthwiseConv2D(TflitePadding.Same, 1, dilationHeight: 2, dilationWidth: 2),
            [convolved, taps, tapsBias], [depthwise]);

        var added = model.Int8("added", [1, 6, 6, 4], 0.05f, -20);
        model.Op(TfliteOp.ADD, TfliteOptions.Add(), [convolved, depthwise], [added]);
        var largest = model.Int8("largest", [1, 3, 3, 4], 0.05f, -20);
        model.Op(TfliteOp.MAX_POOL_2D, TfliteOptions.Pool2D(TflitePadding.Valid, 2, 2, 2, 2), [added], [largest]);
        var average = model.Int8("average", [1, 3, 3, 4], 0.05f, -20);
        model.Op(TfliteOp.AVERAGE_POOL_2D, TfliteOptions.Pool2D(TflitePadding.Same, 2, 2), [largest], [average]);
        var resized = model.Int8("resized", [1, 5, 4, 4], 0.05f, -20);
        model.Op(
            TfliteOp.RESIZE_NEAREST_NEIGHBOR, TfliteOptions.ResizeNearestNeighbor(halfPixelCenters: true),
            [average, model.Int32("size", 5, 4)], [resized]);
        var mean = model.Int8("mean", [1, 4], 0.03f, 3);
        model.Op(TfliteOp.MEAN, TfliteOptions.Reducer(false), [resized, model.Int32("axes", 1, 2)], [mean]);

        var logits = model.Int8("logits", [1, 3], 0.1f, -4);
        var weights = model.Weights("weights", [3, 4], random.NextInt8s(12), [0.02f], 0);
        model.Op(
            TfliteOp.FULLY_CONNECTED, TfliteOptions.FullyConnected(),
            [mean, weights, model.Int32("bias", [3], [500, -200, 300], [0.0006f])], [logits]);
        var scores = model.Int8("scores", [1, 3], 1 / 256f, -128);
        model.Op(TfliteOp.SOFTMAX, TfliteOptions.Softmax(), [logits], [scores]);
        var best = model.Tensor("best", TfliteType.Int32, [1]);
        model.Op(TfliteOp.ARG_MAX, TfliteOptions.ArgMax(), [scores, model.Int32("axis", 1)], [best]);
        return model.Inputs(image).Outputs(scores, best).Build();
    }

    public static byte[] ConvertImage(bool debugInfo = false) => Convert(Image(), "image", debugInfo, "süß", "salty", "bitter 🍋");

    /// <summary>Two inputs and two outputs, through every op that moves bytes or computes one by one.</summary>
    public static byte[] Moves()
    {
        var random = new SeededRandom(20250102);
        var model = new TfliteBuilder();
        var first = model.Int8("first", [1, 3, 4, 2], 0.05f, 3);
        var second = model.Int8("second", [1, 1, 5, 2], 0.04f, -11);
        var padded = model.Int8("padded", [1, 4, 5, 2], 0.05f, 3);
        model.Op(TfliteOp.PAD, TfliteOptions.Empty(22), [first, model.Int32("paddings", [4, 2], [0, 0, 1, 0, 0, 1, 0, 0])], [padded]);
        var product = model.Int8("product", [1, 4, 5, 2], 0.02f, 1);
        model.Op(TfliteOp.MUL, TfliteOptions.Mul(), [padded, second], [product]);
        var turned = model.Int8("turned", [1, 5, 4, 2], 0.02f, 1);
        model.Op(TfliteOp.TRANSPOSE, TfliteOptions.Empty(26), [product, model.Int32("permutation", 0, 2, 1, 3)], [turned]);
        var curved = model.Int8("curved", [1, 5, 4, 2], 1 / 256f, -128);
        model.Op(TfliteOp.LOGISTIC, null, [turned], [curved]);
        var constant = model.Int8("constant", [1, 5, 2, 2], random.NextInt8s(20), 1 / 256f, -128);
        var joined = model.Int8("joined", [1, 5, 6, 2], 1 / 256f, -128);
        model.Op(TfliteOp.CONCATENATION, TfliteOptions.Concatenation(2), [curved, constant], [joined]);
        var left = model.Int8("left", [1, 5, 3, 2], 1 / 256f, -128);
        var right = model.Int8("right", [1, 5, 3, 2], 1 / 256f, -128);
        model.Op(TfliteOp.SPLIT, TfliteOptions.Split(2), [model.Int32("axis", [], [2]), joined], [left, right]);
        var difference = model.Int8("difference", [1, 5, 3, 2], 0.01f, 9);
        model.Op(TfliteOp.SUB, TfliteOptions.Sub(), [left, right], [difference]);
        return model.Inputs(first, second).Outputs(difference, right).Build();
    }

    public static byte[] ConvertMoves(bool debugInfo = false) => Convert(Moves(), "moves", debugInfo);

    /// <summary>As a fire module of SqueezeNet: two convolutions, whose channels lie side by side.</summary>
    public static byte[] Joint()
    {
        var random = new SeededRandom(20250103);
        var model = new TfliteBuilder();
        var image = model.Int8("image", [1, 3, 4, 2], 0.02f, 5);
        var narrow = model.Int8("narrow", [1, 3, 4, 2], 0.03f, -128);
        var filter = model.Weights("filter", [2, 1, 1, 2], random.NextInt8s(4), [0.01f, 0.02f], 0);
        var bias = model.Int32("bias", [2], [300, -200], [0.0002f, 0.0004f]);
        model.Op(TfliteOp.CONV_2D, TfliteOptions.Conv2D(TflitePadding.Same, activation: TfliteActivation.Relu), [image, filter, bias], [narrow]);
        var wide = model.Int8("wide", [1, 3, 4, 3], 0.03f, -128);
        var wideFilter = model.Weights("wide filter", [3, 3, 3, 2], random.NextInt8s(54), [0.004f, 0.003f, 0.005f], 0);
        var wideBias = model.Int32("wide bias", [3], [0, 500, -400], [0.00008f, 0.00006f, 0.0001f]);
        model.Op(TfliteOp.CONV_2D, TfliteOptions.Conv2D(TflitePadding.Same, activation: TfliteActivation.Relu6), [image, wideFilter, wideBias], [wide]);
        var joint = model.Int8("joint", [1, 3, 4, 5], 0.03f, -128);
        model.Op(TfliteOp.CONCATENATION, TfliteOptions.Concatenation(3), [narrow, wide], [joint]);
        return model.Inputs(image).Outputs(joint).Build();
    }

    public static byte[] ConvertJoint() => Convert(Joint(), "joint", debugInfo: false);

    private static byte[] Convert(byte[] network, string name, bool debugInfo, params string[] labels) =>
        ModelConverter.Convert(network, new ConvertOptions { Name = name, Labels = labels.Length > 0 ? labels : null, DebugInfo = debugInfo });
}
