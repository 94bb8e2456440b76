using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Channels;

/// <summary>
/// Drops channels that need not be computed, bit for bit: those that hold a known value, which goes into the biases of the
/// ops that read them, and those that only weights of 0 read. A convolution with padding reads its zero point beside the
/// image, so there a value goes into the bias only if it is that zero point.
/// </summary>
internal static class DeadChannels
{
    public static void Run(NetworkGraph graph)
    {
        var flows = graph.Nodes.ToDictionary(node => node, ChannelFlows.Of);
        if (!flows.Any(flow => HasZeros(flow.Key, flow.Value)))
        {
            return;
        }

        try
        {
            var constants = new ChannelConstants(graph);
            var removable = Find(graph, flows, constants);
            if (removable.Values.Any(channels => channels.Contains(true)))
            {
                ChannelRemoval.Run(graph, constants, removable);
            }
        }
        catch (RefusedException)
        {
            // A network with ops that the lowerer refuses, too: it reports them all.
        }
    }

    /// <summary>The largest set of channels that every op around them can do without.</summary>
    private static Dictionary<GraphTensor, bool[]> Find(
        NetworkGraph graph, Dictionary<GraphNode, ChannelFlow> flows, ChannelConstants constants)
    {
        var edges = graph.Inputs.Concat(graph.Outputs).ToHashSet();
        var removable = flows.Where(flow => flow.Value != ChannelFlow.Opaque).Select(flow => flow.Key.Outputs[0]).ToDictionary(
            tensor => tensor, tensor => Enumerable.Repeat(!edges.Contains(tensor), tensor.Channels()).ToArray());
        var rules = new ChannelRules(constants, removable);
        do
        {
            while (Restrict(rules, flows))
            {
            }
        }
        while (KeepOneChannel(removable));
        return removable;
    }

    /// <summary>Whether a filter of zeros, or an input channel that only zeros read, gives the pass something to begin with.</summary>
    private static bool HasZeros(GraphNode node, ChannelFlow flow)
    {
        if (flow is not (ChannelFlow.Weighted or ChannelFlow.Depthwise))
        {
            return false;
        }

        var (filter, weights) = (node.Inputs[1]!, node.Inputs[1]!.Constant!);
        var last = filter.Channels();
        var (ofLast, ofFirst) = (new bool[last], new bool[flow == ChannelFlow.Weighted ? filter.Shape[0] : 0]);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] != 0)
            {
                ofLast[i % last] = true;
                if (ofFirst.Length > 0)
                {
                    ofFirst[i / (weights.Length / ofFirst.Length)] = true;
                }
            }
        }

        return ofLast.Contains(false) || ofFirst.Contains(false);
    }

    private static bool Restrict(ChannelRules rules, Dictionary<GraphNode, ChannelFlow> flows)
    {
        var changed = false;
        foreach (var (node, flow) in flows)
        {
            changed |= rules.Restrict(node, flow);
        }

        return changed;
    }

    /// <summary>A tensor without channels is none.</summary>
    private static bool KeepOneChannel(Dictionary<GraphTensor, bool[]> removable)
    {
        var changed = false;
        foreach (var channels in removable.Values.Where(channels => channels.Length > 0 && channels.All(channel => channel)))
        {
            channels[0] = false;
            changed = true;
        }

        return changed;
    }
}

/// <summary>Takes back what an op cannot do without.</summary>
internal sealed class ChannelRules(ChannelConstants constants, Dictionary<GraphTensor, bool[]> removable)
{
    /// <returns>Whether anything was taken back.</returns>
    public bool Restrict(GraphNode node, ChannelFlow flow)
    {
        switch (flow)
        {
            case ChannelFlow.Weighted:
                var absorbs = Absorbs(node);
                return Keep(node.Inputs[0]!, channel => !absorbs(channel));
            case ChannelFlow.Depthwise:
                var multiplier = node.Inputs[1]!.Channels() / node.Inputs[0]!.Channels();
                return Tie(node.Inputs[0]!, node.Outputs[0], channel => Enumerable.Range(channel * multiplier, multiplier));
            case ChannelFlow.Same:
                var channels = node.Inputs[0]!.Channels();
                var repeats = node.Outputs[0].Channels() / channels;
                return Tie(node.Inputs[0]!, node.Outputs[0], channel => Enumerable.Range(0, repeats).Select(i => i * channels + channel));
            case ChannelFlow.Binary:
                // Not |: both are to happen.
                var first = Tie(node.Inputs[0]!, node.Outputs[0], channel => [channel]);
                return Tie(node.Inputs[1]!, node.Outputs[0], channel => [channel]) || first;
            case ChannelFlow.Concatenation:
                var (changed, offset) = (false, 0);
                foreach (var part in node.Inputs)
                {
                    var start = offset;
                    changed |= Tie(part!, node.Outputs[0], channel => [start + channel]);
                    offset += part!.Channels();
                }

                return changed;
            default:
                var opaque = false;
                foreach (var tensor in node.Inputs.OfType<GraphTensor>().Concat(node.Outputs))
                {
                    opaque |= Keep(tensor, _ => true);
                }

                return opaque;
        }
    }

    /// <summary>Whether a weighted op can do without an input channel.</summary>
    private Func<int, bool> Absorbs(GraphNode node)
    {
        var (input, weights) = (node.Inputs[0]!, node.Inputs[1]!.Constant!);
        var channels = input.Channels();
        var isRead = new bool[channels];
        for (var i = 0; i < weights.Length; i++)
        {
            isRead[i % channels] |= weights[i] != 0;
        }

        var hasPadding = ChannelConstants.HasPadding(node);
        var zeroPoint = input.Quantization?.ZeroPoint;
        return channel => !isRead[channel] || (constants[input, channel] is { } value && (!hasPadding || value == zeroPoint));
    }

    /// <summary>An input channel and its output channels go together. A constant goes with its outputs.</summary>
    private bool Tie(GraphTensor input, GraphTensor output, Func<int, IEnumerable<int>> outputs)
    {
        var changed = false;
        for (var channel = 0; channel < input.Channels(); channel++)
        {
            var behind = outputs(channel).ToList();
            var go = (input.IsConstant || IsRemovable(input, channel)) && behind.All(i => IsRemovable(output, i));
            if (!go)
            {
                changed |= Keep(input, i => i == channel) | Keep(output, behind.Contains);
            }
        }

        return changed;
    }

    private bool IsRemovable(GraphTensor tensor, int channel) => removable.GetValueOrDefault(tensor)?[channel] ?? false;

    private bool Keep(GraphTensor tensor, Func<int, bool> which)
    {
        var changed = false;
        if (removable.TryGetValue(tensor, out var channels))
        {
            for (var channel = 0; channel < channels.Length; channel++)
            {
                if (channels[channel] && which(channel))
                {
                    channels[channel] = false;
                    changed = true;
                }
            }
        }

        return changed;
    }
}
