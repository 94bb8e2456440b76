using TinyInfer.OpGrids.Grids;
using TinyInfer.Testing;

namespace TinyInfer.OpGrids;

/// <summary>For every op a grid of single-op models, the same for ever.</summary>
public static class OpGrid
{
    /// <summary>What each op's grid has at least.</summary>
    public const int LeastCases = 200;

    private delegate GridCase Generator(GridModel model, int index);

    private static readonly SortedDictionary<string, Generator> Generators = new(StringComparer.Ordinal)
    {
        [nameof(TfliteOp.CONV_2D)] = ConvGrid.Conv2D,
        [nameof(TfliteOp.DEPTHWISE_CONV_2D)] = ConvGrid.DepthwiseConv2D,
        [nameof(TfliteOp.FULLY_CONNECTED)] = FullyConnectedGrid.FullyConnected,
        [nameof(TfliteOp.AVERAGE_POOL_2D)] = (model, index) => PoolGrid.Pool2D(TfliteOp.AVERAGE_POOL_2D, model, index),
        [nameof(TfliteOp.MAX_POOL_2D)] = (model, index) => PoolGrid.Pool2D(TfliteOp.MAX_POOL_2D, model, index),
        [nameof(TfliteOp.ADD)] = (model, index) => BinaryGrid.Binary(TfliteOp.ADD, model, index),
        [nameof(TfliteOp.SUB)] = (model, index) => BinaryGrid.Binary(TfliteOp.SUB, model, index),
        [nameof(TfliteOp.MUL)] = (model, index) => BinaryGrid.Binary(TfliteOp.MUL, model, index),
        [nameof(TfliteOp.SOFTMAX)] = SoftmaxGrid.Softmax,
        [nameof(TfliteOp.LOGISTIC)] = ElementwiseGrid.Logistic,
        [nameof(TfliteOp.TANH)] = ElementwiseGrid.Tanh,
        [nameof(TfliteOp.RELU)] = (model, index) => ElementwiseGrid.Rescaling(TfliteOp.RELU, model, index),
        [nameof(TfliteOp.RELU6)] = (model, index) => ElementwiseGrid.Rescaling(TfliteOp.RELU6, model, index),
        [nameof(TfliteOp.RELU_N1_TO_1)] = (model, index) => ElementwiseGrid.Rescaling(TfliteOp.RELU_N1_TO_1, model, index),
        [nameof(TfliteOp.LEAKY_RELU)] = ElementwiseGrid.LeakyRelu,
        [nameof(TfliteOp.HARD_SWISH)] = (model, index) => ElementwiseGrid.Rescaling(TfliteOp.HARD_SWISH, model, index),
        [nameof(TfliteOp.QUANTIZE)] = (model, index) => ElementwiseGrid.Rescaling(TfliteOp.QUANTIZE, model, index),
        [nameof(TfliteOp.RESHAPE)] = ShapeGrid.Reshape,
        [nameof(TfliteOp.SQUEEZE)] = ShapeGrid.Squeeze,
        [nameof(TfliteOp.EXPAND_DIMS)] = ShapeGrid.ExpandDims,
        [nameof(TfliteOp.PAD)] = (model, index) => PadGrid.Pad(TfliteOp.PAD, model, index),
        [nameof(TfliteOp.PADV2)] = (model, index) => PadGrid.Pad(TfliteOp.PADV2, model, index),
        [nameof(TfliteOp.MEAN)] = ReductionGrid.Mean,
        [nameof(TfliteOp.ARG_MAX)] = ReductionGrid.ArgMax,
        [nameof(TfliteOp.CONCATENATION)] = MovementGrid.Concatenation,
        [nameof(TfliteOp.SPLIT)] = MovementGrid.Split,
        [nameof(TfliteOp.TRANSPOSE)] = MovementGrid.Transpose,
        [nameof(TfliteOp.STRIDED_SLICE)] = SliceGrid.StridedSlice,
        [nameof(TfliteOp.RESIZE_NEAREST_NEIGHBOR)] = ResizeGrid.ResizeNearestNeighbor,
    };

    public static IReadOnlyCollection<string> Ops => Generators.Keys;

    /// <summary>The op's cases. Each has a seed of its own: a change to one leaves the others alone.</summary>
    public static IEnumerable<GridCase> Cases(string op)
    {
        var generator = Generators[op];
        var opSeed = op.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u);
        for (var index = 0; index < LeastCases; index++)
        {
            var random = new SeededRandom((opSeed ^ (uint)(index + 1) * 2654435769u) | 1);
            for (var i = 0; i < 8; i++)
            {
                random.NextUInt32();
            }

            yield return generator(new GridModel(random), index);
        }
    }
}
