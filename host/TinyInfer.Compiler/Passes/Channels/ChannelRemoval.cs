using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Passes.Channels;

/// <summary>Takes channels out of tensors, weights and biases.</summary>
internal sealed class ChannelRemoval
{
    private readonly ChannelConstants _constants;
    private readonly Dictionary<GraphTensor, bool[]> _removable;
    private readonly Dictionary<GraphTensor, GraphTensor> _smaller = [];

    private ChannelRemoval(ChannelConstants constants, Dictionary<GraphTensor, bool[]> removable) => (_constants, _removable) = (constants, removable);

    public static void Run(NetworkGraph graph, ChannelConstants constants, Dictionary<GraphTensor, bool[]> removable)
    {
        var removal = new ChannelRemoval(constants, removable);
        foreach (var node in graph.Nodes)
        {
            removal.Shrink(node);
        }
    }

    private void Shrink(GraphNode node)
    {
        if (!node.Inputs.OfType<GraphTensor>().Concat(node.Outputs).Any(IsSmaller))
        {
            return;
        }

        switch (ChannelFlows.Of(node))
        {
            case ChannelFlow.Weighted:
                ShrinkWeighted(node);
                break;
            case ChannelFlow.Depthwise:
                ShrinkFilter(node, channelsLast: true);
                break;
            case ChannelFlow.Binary:
                for (var i = 0; i < 2; i++)
                {
                    if (node.Inputs[i] is { IsConstant: true } operand)
                    {
                        node.Inputs[i] = Sliced(operand, [.. Kept(node.Outputs[0])]);
                    }
                }

                break;
        }

        for (var i = 0; i < node.Inputs.Count; i++)
        {
            node.Inputs[i] = node.Inputs[i] is { } input ? Smaller(input) : null;
        }

        node.Outputs[0] = Smaller(node.Outputs[0]);
        if (node.Op == "RESHAPE")
        {
            node.Inputs[1] = FloatConstants.Int32("shape", node.Outputs[0].Shape);
        }
    }

    private void ShrinkWeighted(GraphNode node)
    {
        var (input, filter) = (node.Inputs[0]!, node.Inputs[1]!);
        var channels = input.Channels();
        var outputs = filter.Shape[0];
        var weights = filter.Constant!;
        var bias = node.Inputs.ElementAtOrDefault(2).Integers() ?? new long[outputs];
        int[] kept = [.. Kept(input)];
        var zeroPoint = input.Quantization!.ZeroPoint;
        var inner = weights.Length / outputs;
        var rest = new List<byte>(weights.Length);
        for (var output = 0; output < outputs; output++)
        {
            for (var tap = 0; tap < inner; tap += channels)
            {
                var row = weights.AsSpan(output * inner + tap, channels);
                for (var channel = 0; channel < channels; channel++)
                {
                    if (!IsRemoved(input, channel))
                    {
                        rest.Add(row[channel]);
                    }
                    else if (row[channel] != 0)
                    {
                        // Sums of 32 bits wrap around.
                        bias[output] = unchecked((int)(bias[output] + (sbyte)row[channel] * (_constants[input, channel]!.Value - zeroPoint)));
                    }
                }
            }
        }

        if (kept.Length < channels)
        {
            node.Inputs[1] = new GraphTensor
            {
                Name = filter.Name, Type = TensorType.Int8, Shape = [.. filter.Shape[..^1], kept.Length], Quantization = filter.Quantization, Constant = [.. rest],
            };
            SetBias(node, bias);
        }

        ShrinkFilter(node, channelsLast: false);
    }

    /// <summary>Only the filters of channels that stay, with their scales and biases.</summary>
    private void ShrinkFilter(GraphNode node, bool channelsLast)
    {
        if (!IsSmaller(node.Outputs[0]))
        {
            return;
        }

        var filter = node.Inputs[1]!;
        int[] kept = [.. Kept(node.Outputs[0])];
        var channels = filter.Shape[channelsLast ? ^1 : 0];
        var inner = filter.Constant!.Length / channels;
        byte[] weights = channelsLast
            ? [.. filter.Constant.Where((_, i) => !IsRemoved(node.Outputs[0], i % channels))]
            : [.. kept.SelectMany(channel => filter.Constant.AsSpan(channel * inner, inner).ToArray())];
        var quantization = filter.Quantization!;
        node.Inputs[1] = new GraphTensor
        {
            Name = filter.Name,
            Type = TensorType.Int8,
            Shape = channelsLast ? [.. filter.Shape[..^1], kept.Length] : [kept.Length, .. filter.Shape[1..]],
            Quantization = quantization.IsPerTensor ? quantization
                : new([.. kept.Select(channel => quantization.Scales[channel])], [.. kept.Select(channel => quantization.ZeroPoints[channel])], quantization.Axis),
            Constant = weights,
        };
        if (node.Inputs.ElementAtOrDefault(2).Integers() is { } bias)
        {
            SetBias(node, [.. kept.Select(channel => bias[channel])]);
        }
    }

    private static void SetBias(GraphNode node, long[] values)
    {
        var old = node.Inputs.ElementAtOrDefault(2);
        var bias = new GraphTensor { Name = old?.Name ?? $"{node.Inputs[1]!.Name}_bias", Type = TensorType.Int32, Shape = [values.Length] };
        bias.SetIntegers(values);
        if (node.Inputs.Count > 2)
        {
            node.Inputs[2] = bias;
        }
        else
        {
            node.Inputs.Add(bias);
        }
    }

    private static GraphTensor Sliced(GraphTensor constant, int[] kept) => new()
    {
        Name = constant.Name,
        Type = constant.Type,
        Shape = [.. constant.Shape[..^1], kept.Length],
        Quantization = constant.Quantization,
        Constant = [.. kept.Select(channel => constant.Constant![channel])],
    };

    /// <summary>A tensor of its own: the source's has other channels, and debug info must not take this one for it.</summary>
    private GraphTensor Smaller(GraphTensor tensor)
    {
        if (!IsSmaller(tensor))
        {
            return tensor;
        }

        if (!_smaller.TryGetValue(tensor, out var smaller))
        {
            _smaller[tensor] = smaller = new GraphTensor
            {
                Name = tensor.Name, Type = tensor.Type, Shape = [.. tensor.Shape[..^1], Kept(tensor).Count()], Quantization = tensor.Quantization,
            };
        }

        return smaller;
    }

    private IEnumerable<int> Kept(GraphTensor tensor) => Enumerable.Range(0, tensor.Channels()).Where(channel => !IsRemoved(tensor, channel));

    private bool IsRemoved(GraphTensor tensor, int channel) => _removable.GetValueOrDefault(tensor)?[channel] ?? false;

    private bool IsSmaller(GraphTensor tensor) => _removable.GetValueOrDefault(tensor)?.Contains(true) ?? false;
}
