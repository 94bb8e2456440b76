using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>What the calibration set makes of each tensor, and from that the scales.</summary>
internal sealed class Calibration
{
    private readonly NetworkGraph _graph;
    private readonly ScaleGroups _groups;
    private readonly Dictionary<GraphTensor, Histogram> _seen = [];
    private readonly Dictionary<GraphTensor, Quantization> _fixed = [];
    private readonly Dictionary<GraphTensor, List<GraphTensor>> _members = [];

    /// <param name="input">The scale of the inputs; null: what the data makes of it.</param>
    /// <exception cref="BadDataException">A tensor is 0 in every sample, or no number.</exception>
    public Calibration(NetworkGraph graph, CalibrationSet data, Quantization? input, IProgress<double>? progress)
    {
        _graph = graph;
        if (input is not null)
        {
            graph.Inputs.ForEach(tensor => _fixed[tensor] = input);
        }

        _groups = new ScaleGroups(graph);
        foreach (var tensor in Tensors.Where(tensor => tensor.Quantization is not null))
        {
            // It comes with the network.
            _fixed[tensor] = tensor.Quantization!;
        }

        Observe(data, progress);
        JoinConcatenations();
        foreach (var tensor in Tensors)
        {
            var leader = _groups.Leader(tensor);
            if (!_members.TryGetValue(leader, out var members))
            {
                _members[leader] = members = [];
            }

            members.Add(tensor);
        }

        RequireRanges();
    }

    /// <summary>What carries a choice of observer: one tensor of each group.</summary>
    public IEnumerable<GraphTensor> Leaders => _members.Keys.Where(leader => !HasFixed(leader));

    private IEnumerable<GraphTensor> Tensors =>
        _graph.Inputs.Concat(_graph.Nodes.Where(node => node.Op != "ARG_MAX").SelectMany(node => node.Outputs));

    /// <summary>The histogram of a computed tensor.</summary>
    public Histogram Seen(GraphTensor tensor) => _seen[tensor];

    /// <summary>Gives every tensor its scale.</summary>
    public void Assign(Func<GraphTensor, RangeObserver> observer)
    {
        foreach (var (leader, members) in _members)
        {
            var quantization = members.Select(member => _fixed.GetValueOrDefault(member)).FirstOrDefault(found => found is not null)
                ?? FromRange(members, observer(leader));
            members.ForEach(member => member.Quantization = _fixed.GetValueOrDefault(member, quantization));
        }
    }

    private bool HasFixed(GraphTensor leader) => _members[leader].Any(_fixed.ContainsKey);

    private Quantization FromRange(List<GraphTensor> members, RangeObserver observer)
    {
        var (min, max) = (0f, 0f);
        foreach (var member in members)
        {
            var range = Ranges.Of(_seen[member], observer);
            (min, max) = (MathF.Min(min, range.Min), MathF.Max(max, range.Max));
        }

        return Int8Scales.Asymmetric(min, max);
    }

    private void Observe(CalibrationSet data, IProgress<double>? progress)
    {
        foreach (var tensor in Tensors)
        {
            _seen[tensor] = new Histogram();
        }

        foreach (var node in _graph.Nodes)
        {
            if (ScaleGroups.Fixed(node) is { } quantization)
            {
                _fixed.TryAdd(node.Outputs[0], quantization);
            }
        }

        var executor = new FloatExecutor(_graph);
        for (var i = 0; i < 2 * data.Samples.Count; i++)
        {
            executor.Run(data.Samples[i % data.Samples.Count]);
            foreach (var (tensor, seen) in _seen)
            {
                if (i < data.Samples.Count)
                {
                    seen.Widen(executor.Values(tensor));
                }
                else
                {
                    seen.Count(executor.Values(tensor));
                }
            }

            progress?.Report((i + 1) / 2.0 / data.Samples.Count);
        }
    }

    /// <summary>
    /// A part that the concatenation alone reads, or whose range is not much smaller, gets the joint scale, so that nothing
    /// is requantised. Others are, by a QUANTIZE.
    /// </summary>
    private void JoinConcatenations()
    {
        var uses = new GraphUses(_graph);
        foreach (var node in _graph.Nodes.Where(node => node.Op == "CONCATENATION"))
        {
            var output = node.Outputs[0];
            var all = Width(output);
            foreach (var input in node.Inputs.OfType<GraphTensor>().Where(input => !input.IsConstant && !_fixed.ContainsKey(_groups.Leader(input))))
            {
                if (uses.SoleConsumer(input) is not null || 2 * Width(input) >= all)
                {
                    _groups.Join(input, output);
                }
            }
        }
    }

    private float Width(GraphTensor tensor) => MathF.Max(_seen[tensor].Max, 0) - MathF.Min(_seen[tensor].Min, 0);

    private void RequireRanges()
    {
        var problems = new List<string>();
        foreach (var (leader, members) in _members)
        {
            if (members.Any(member => !float.IsFinite(_seen[member].Min) || !float.IsFinite(_seen[member].Max)))
            {
                problems.Add($"tensor '{leader.Name}' becomes infinite or no number with the calibration data: check that it is scaled as in training");
            }
            else if (!HasFixed(leader) && members.All(member => Width(member) == 0))
            {
                problems.Add($"tensor '{leader.Name}' is 0 in every calibration sample, so it has no range: calibrate with representative data, or remove what computes it");
            }
        }

        if (problems.Count > 0)
        {
            throw new BadDataException(string.Join("; ", problems));
        }
    }
}
