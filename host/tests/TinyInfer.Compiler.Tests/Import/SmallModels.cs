using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.Import;

/// <summary>Models of a few kilobytes that between them have most kinds of ops.</summary>
internal static class SmallModels
{
    public static byte[] Build(string name) => name == "layers" ? Layers() : Movements();

    /// <summary>uint8 edges, a padded convolution, activations as tables, an open batch's shape arithmetic, a dense layer.</summary>
    private static byte[] Layers()
    {
        var builder = new TfliteBuilder();
        var image = builder.Tensor("image", TfliteType.UInt8, [1, 4, 4, 1], [0.5f], [128], shapeSignature: [-1, 4, 4, 1]);
        var input = builder.Int8("input", [1, 4, 4, 1], 0.5f, 0);
        var padded = builder.Int8("padded", [1, 6, 6, 1], 0.5f, 0);
        var convolved = builder.Int8("convolved", [1, 4, 4, 2], 0.25f, 3);
        var activated = builder.Int8("activated", [1, 4, 4, 2], 1f / 256, -128);
        var shape = builder.Tensor("shape", TfliteType.Int32, [4]);
        var batch = builder.Tensor("batch", TfliteType.Int32, []);
        var target = builder.Tensor("target", TfliteType.Int32, [2]);
        var flat = builder.Int8("flat", [1, 32], 1f / 256, -128);
        var dense = builder.Int8("dense", [1, 3], 0.1f, 5);
        var scores = builder.Tensor("scores", TfliteType.UInt8, [1, 3], [0.1f], [133]);
        var random = new SeededRandom(7);
        var filter = builder.Weights("filter", [2, 3, 3, 1], random.NextInt8s(18), [0.02f, 0.03f], 0);
        var bias = builder.Int32("bias", [2], [100, -100], [0.01f, 0.015f]);
        var weights = builder.Weights("weights", [3, 32], random.NextInt8s(96), [0.01f], 0);
        builder.Op(TfliteOp.QUANTIZE, null, [image], [input]);
        builder.Op(TfliteOp.PAD, null, [input, builder.Int32("paddings", [4, 2], [0, 0, 1, 1, 1, 1, 0, 0])], [padded]);
        builder.Op(TfliteOp.CONV_2D, TfliteOptions.Conv2D(TflitePadding.Valid), [padded, filter, bias], [convolved]);
        builder.Op(TfliteOp.LOGISTIC, null, [convolved], [activated]);
        builder.Op(TfliteOp.SHAPE, TfliteOptions.Shape(), [activated], [shape]);
        builder.Op(
            TfliteOp.STRIDED_SLICE, TfliteOptions.StridedSlice(shrinkAxisMask: 1),
            [shape, builder.Int32("begin", 0), builder.Int32("end", 1), builder.Int32("stride", 1)], [batch]);
        builder.Op(TfliteOp.PACK, TfliteOptions.Pack(2, 0), [batch, builder.Int32("features", [], [32])], [target]);
        builder.Op(TfliteOp.RESHAPE, null, [activated, target], [flat]);
        builder.Op(TfliteOp.FULLY_CONNECTED, TfliteOptions.FullyConnected(), [flat, weights, -1], [dense]);
        builder.Op(TfliteOp.QUANTIZE, null, [dense], [scores]);
        return builder.Inputs(image).Outputs(scores).Build();
    }

    /// <summary>Two inputs and two outputs; pools, means, slices, transposes, broadcasts, tables.</summary>
    private static byte[] Movements()
    {
        var builder = new TfliteBuilder();
        var left = builder.Int8("left", [1, 4, 6, 2], 0.5f, 1);
        var right = builder.Int8("right", [1, 1, 6, 2], 0.25f, -1);
        var sum = builder.Int8("sum", [1, 4, 6, 2], 0.5f, 0);
        var pooled = builder.Int8("pooled", [1, 2, 3, 2], 0.5f, 0);
        var largest = builder.Int8("largest", [1, 2, 3, 2], 0.5f, 0);
        var joined = builder.Int8("joined", [1, 2, 3, 4], 0.5f, 0);
        var turned = builder.Int8("turned", [1, 3, 2, 4], 0.5f, 0);
        var wide = builder.Int8("wide", [1, 6, 4, 4], 0.5f, 0);
        var (first, second) = (builder.Int8("first", [1, 6, 4, 2], 0.5f, 0), builder.Int8("second", [1, 6, 4, 2], 0.5f, 0));
        var leaky = builder.Int8("leaky", [1, 6, 4, 2], 0.4f, 3);
        var scaled = builder.Int8("scaled", [1, 6, 4, 2], 0.3f, 0);
        var mean = builder.Int8("mean", [1, 2], 0.2f, 0);
        var sliced = builder.Int8("sliced", [1, 3, 2], 0.5f, 0);
        var padded = builder.Int8("padded", [1, 4, 2], 0.5f, 0);
        var chances = builder.Int8("chances", [1, 4, 2], 1f / 256, -128);
        var best = builder.Tensor("best", TfliteType.Int32, [1]);
        builder.Op(TfliteOp.ADD, TfliteOptions.Add(TfliteActivation.Relu), [left, right], [sum]);
        builder.Op(TfliteOp.AVERAGE_POOL_2D, TfliteOptions.Pool2D(TflitePadding.Valid, 2, 2, 2, 2), [sum], [pooled]);
        builder.Op(TfliteOp.MAX_POOL_2D, TfliteOptions.Pool2D(TflitePadding.Same, 3, 3, 2, 2), [sum], [largest]);
        builder.Op(TfliteOp.CONCATENATION, TfliteOptions.Concatenation(3), [pooled, largest], [joined]);
        builder.Op(TfliteOp.TRANSPOSE, null, [joined, builder.Int32("order", 0, 2, 1, 3)], [turned]);
        builder.Op(TfliteOp.RESIZE_NEAREST_NEIGHBOR, TfliteOptions.ResizeNearestNeighbor(), [turned, builder.Int32("size", 6, 4)], [wide]);
        builder.Op(TfliteOp.SPLIT, TfliteOptions.Split(2), [builder.Int32("axis", [], [3]), wide], [first, second]);
        builder.Op(TfliteOp.LEAKY_RELU, TfliteOptions.LeakyRelu(0.1f), [first], [leaky]);
        builder.Op(TfliteOp.MUL, TfliteOptions.Mul(), [leaky, builder.Int8("factor", [], [77], 0.01f, 0)], [scaled]);
        builder.Op(TfliteOp.MEAN, TfliteOptions.Reducer(false), [scaled, builder.Int32("axes", 1, 2)], [mean]);
        builder.Op(
            TfliteOp.STRIDED_SLICE, TfliteOptions.StridedSlice(shrinkAxisMask: 4),
            [second, builder.Int32("begin", 0, 0, 1, 0), builder.Int32("end", 1, 6, 2, 2), builder.Int32("stride", 1, 2, 1, 1)], [sliced]);
        builder.Op(TfliteOp.PAD, null, [sliced, builder.Int32("paddings", [3, 2], [0, 0, 1, 0, 0, 0])], [padded]);
        builder.Op(TfliteOp.SOFTMAX, TfliteOptions.Softmax(), [padded], [chances]);
        builder.Op(TfliteOp.ARG_MAX, TfliteOptions.ArgMax(), [mean, builder.Int32("last", [], [-1])], [best]);
        return builder.Inputs(left, right).Outputs(best, chances).Build();
    }
}
