using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Tests.Lowering;

namespace TinyInfer.Compiler.Tests.Planning;

/// <summary>Networks of many kinds of ops with branches; what they compute has no meaning.</summary>
internal sealed class RandomNetwork
{
    private readonly GraphMaker _graph = new();
    private readonly Random _random;
    private readonly List<GraphTensor> _tensors = [];

    private RandomNetwork(int seed)
    {
        _random = new(seed);
    }

    /// <summary>The same seed makes the same network.</summary>
    public static LoweredProgram Lower(int seed)
    {
        var network = new RandomNetwork(seed);
        for (var i = 0; i < 1 + seed % 2; i++)
        {
            network._tensors.Add(network._graph.Input($"input{i}", [1 + seed % 3 / 2, 1 + seed % 5, 4, 2], 0.1f, 3));
        }

        for (var i = 0; i < 3 + seed % 17; i++)
        {
            network.AddOp();
        }

        network._graph.Outputs.Add(network._tensors[^1]);
        network._graph.Outputs.Add(network.Any());
        return network._graph.Lower();
    }

    private void AddOp()
    {
        var x = Any();
        var (batches, height, width, channels) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        switch (_random.Next(14))
        {
            case 0 or 1:
                Node("LOOKUP", new LookupOptions([.. Values(256)]), [x], x.Shape);
                break;
            case 2 or 3:
                var y = _tensors.Where(tensor => tensor.Shape.SequenceEqual(x.Shape)).OrderBy(_ => _random.Next()).First();
                Node(_random.GetItems(["ADD", "SUB", "MUL"], 1)[0], new BinaryOptions(FusedActivation.None), [x, y], x.Shape);
                break;
            case 4:
                var vector = GraphMaker.Constant("vector", [channels], Values(channels), 0.1f);
                Node("ADD", new BinaryOptions(FusedActivation.Relu), [x, vector], x.Shape);
                break;
            case 5:
                var kernel = _random.Next(2) == 0 ? 1 : 3;
                var filter = GraphMaker.Constant("filter", [1, kernel, kernel, channels], Values(kernel * kernel * channels), 0.01f);
                var depthwise = new DepthwiseConv2DOptions(Padding.Same, 1, 1, 1, 1, 1, FusedActivation.None);
                Node("DEPTHWISE_CONV_2D", depthwise, [x, filter], x.Shape);
                break;
            case 6:
                Convolve(x, outputs: 2, kernelSize: 1);
                break;
            case 7:
                Node("CONCATENATION", new ConcatenationOptions(3, FusedActivation.None), [x, x], [batches, height, width, 2 * channels]);
                break;
            case 8 or 9:
                GraphTensor[] parts = [x, .. Enumerable.Range(0, 2).Select(_ => Any()).Where(part => part.Shape[2..].SequenceEqual(x.Shape[2..]))];
                var rows = parts.Sum(part => part.Shape[1]);
                Node("CONCATENATION", new ConcatenationOptions(1, FusedActivation.None), parts, [batches, rows, width, channels]);
                break;
            case 10 or 11:
                // As SqueezeNet's fire modules do; now and then something else reads a part, too.
                var (narrow, wide) = (_random.Next(1, 5), _random.Next(1, 7));
                GraphTensor[] joined = [Convolve(x, narrow, 1), Convolve(x, wide, 3), .. _random.Next(3) == 0 ? [x] : Array.Empty<GraphTensor>()];
                var all = joined.Sum(part => part.Shape[3]);
                Node("CONCATENATION", new ConcatenationOptions(3, FusedActivation.None), joined, [batches, height, width, all]);
                break;
            case 12:
                Node("RESHAPE", null, [x], [batches, width, height, channels]);
                break;
            default:
                var pool = new Pool2DOptions(Padding.Same, 2, 1, 2, 2, FusedActivation.None);
                Node("MAX_POOL_2D", pool, [x], [batches, (height + 1) / 2, width, channels]);
                break;
        }
    }

    private GraphTensor Convolve(GraphTensor x, int outputs, int kernelSize)
    {
        int[] shape = [outputs, kernelSize, kernelSize, x.Shape[3]];
        var weights = GraphMaker.Constant("weights", shape, Values(shape.Aggregate(1, (count, dimension) => count * dimension)), 0.01f);
        return Node("CONV_2D", new Conv2DOptions(Padding.Same, 1, 1, 1, 1, FusedActivation.None), [x, weights], [.. x.Shape[..3], outputs]);
    }

    private GraphTensor Node(string op, object? options, GraphTensor[] inputs, int[] shape)
    {
        var output = GraphMaker.Int8($"t{_tensors.Count}", shape, 0.1f, 3);
        _graph.Node(op, options, inputs, output);
        _tensors.Add(output);
        return output;
    }

    private GraphTensor Any() => _tensors[_random.Next(_tensors.Count)];

    private sbyte[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (sbyte)_random.Next(-128, 128))];
}
