using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Quantizing;
using TinyInfer.Compiler.Reference;

namespace TinyInfer.Compiler.Pruning;

/// <summary>
/// Gives a layer the weights and biases with which it comes closest to its old sums on its new inputs. The weights move from
/// what they were: the less the data says, the nearer they stay. Depthwise convolutions and very wide layers only get
/// the means back.
/// </summary>
internal static class LeastSquaresRepair
{
    private const int MostInputs = 1200;
    private const int LeastRows = 2000;
    private const int RowsForEachInput = 4;

    /// <summary>Relative to the mean square of the inputs.</summary>
    private const double Ridge = 1e-2;

    public static void Run(WeightedNode original, List<FloatExecutor> before, WeightedNode pruned, List<FloatExecutor> after)
    {
        var (wanted, found) = (original.WithoutActivation(), pruned.WithoutActivation());
        var channels = pruned.Channels;
        var depth = pruned.ChannelsLast ? 0 : pruned.Weights.Length / channels;

        // Of a removed channel every input is 0, and so is its weight: it is no unknown.
        var alive = Enumerable.Range(0, depth).Where(i => Enumerable.Range(0, channels).Any(channel => pruned.Weights[channel * depth + i] != 0)).ToArray();
        var unknowns = alive.Length is > 0 and <= MostInputs ? alive : [];
        var equations = new NormalEquations(unknowns.Length + 1, channels);
        var positions = pruned.Node.Outputs[0].ElementCount / channels;
        var rows = Math.Max(LeastRows, RowsForEachInput * unknowns.Length);
        var step = Math.Max(1, (int)((long)positions * after.Count / rows));
        var random = new Random(1);
        var patch = new float[depth];
        for (var sample = 0; sample < after.Count; sample++)
        {
            var (expected, sums) = (before[sample].Compute(wanted), after[sample].Compute(found));
            for (var position = random.Next(step); position < positions; position += step)
            {
                var row = equations.NewRow();
                if (unknowns.Length > 0)
                {
                    Inputs(pruned.Node, after[sample].Values(pruned.Node.Inputs[0]!), position, patch);
                    for (var i = 0; i < unknowns.Length; i++)
                    {
                        row[i] = patch[unknowns[i]];
                    }
                }

                row[^1] = 1;
                for (var channel = 0; channel < channels; channel++)
                {
                    equations.Wanted[channel] = expected[position * channels + channel] - sums[position * channels + channel];
                }

                equations.AddRow();
            }
        }

        Apply(pruned, equations.Solve(Ridge), unknowns, depth);
    }

    /// <param name="change">[unknown, channel]: of the weights, and last of the bias.</param>
    private static void Apply(WeightedNode node, double[][] change, int[] unknowns, int depth)
    {
        var (weights, channels) = (node.Weights, node.Channels);
        var bias = node.Bias ?? new float[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            // A filter that was removed stays so.
            if (IsZero(node, channel))
            {
                continue;
            }

            for (var i = 0; i < unknowns.Length; i++)
            {
                weights[channel * depth + unknowns[i]] += (float)change[i][channel];
            }

            bias[channel] += (float)change[^1][channel];
        }

        node.SetWeights(weights);
        node.SetBias(bias);
    }

    private static bool IsZero(WeightedNode node, int channel) =>
        Enumerable.Range(0, node.Weights.Length).All(i => node.ChannelOf(i) != channel || node.Weights[i] == 0);

    /// <summary>What a position of the output is computed from.</summary>
    private static void Inputs(GraphNode node, float[] values, int position, float[] patch)
    {
        if (node.Op == "FULLY_CONNECTED")
        {
            values.AsSpan(position * patch.Length, patch.Length).CopyTo(patch);
            return;
        }

        var (rows, columns) = ConvGeometry.Of(node);
        var (x, row) = (position % columns.Output, position / columns.Output);
        FloatConvolutions.Patch(values, row / rows.Output * rows.Input, rows, columns, row % rows.Output, x, node.Inputs[0]!.Shape[3], patch);
    }
}
