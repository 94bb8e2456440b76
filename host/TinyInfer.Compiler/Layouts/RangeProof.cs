using System.Globalization;

namespace TinyInfer.Compiler.Layouts;

/// <summary>
/// Whether kernels compute a layout exactly, for these weights and whatever the input is. What must hold, and why, is in
/// docs/format.md, "Weight layouts".
/// </summary>
internal static class RangeProof
{
    private const int LeastInput = -128;
    private const int MostInput = 127;
    private const long PairLimit = 1L << 23;
    private const long WinogradLimit = 1L << 29;
    private const int MostValues = 65535;

    /// <summary>Why the layout cannot be had; null if it can.</summary>
    public static string? Refusal(WeightMatrix matrix, WeightLayout layout) => layout switch
    {
        WeightLayout.Pair => PairRefusal(matrix),
        WeightLayout.Int16 => matrix.Values <= MostValues ? null : $"{matrix.Values} products a sum, at most {MostValues} are proven",
        WeightLayout.Winograd => matrix.IsWinogradShape ? SumRefusal(matrix, step: 1, first: 0, WinogradLimit) : "for 3×3 kernels with strides and dilations 1",
        _ => null,
    };

    private static string? PairRefusal(WeightMatrix matrix)
    {
        for (var channel = 1; channel < matrix.Channels; channel += 2)
        {
            var even = matrix.Channel(channel - 1);
            var odd = matrix.Channel(channel);
            for (var value = 0; value < matrix.Values; value++)
            {
                if (even[value] + 256 * odd[value] < short.MinValue)
                {
                    return $"−128 in channel {channel} beside a negative weight does not fit 16 bits";
                }
            }
        }

        return SumRefusal(matrix, step: 2, first: 1, PairLimit);
    }

    /// <summary>Sums of some channels, biases with them, lie in [−limit, limit) for any input.</summary>
    private static string? SumRefusal(WeightMatrix matrix, int step, int first, long limit)
    {
        for (var channel = first; channel < matrix.Channels; channel += step)
        {
            var (least, most) = Sums(matrix, channel);
            if (least < -limit || most >= limit)
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"sums of channel {channel} reach {(most >= limit ? most : least):N0}, 2^{long.Log2(limit)} is too much");
            }
        }

        return null;
    }

    private static (long Least, long Most) Sums(WeightMatrix matrix, int channel)
    {
        long least = matrix.Biases[channel];
        var most = least;
        foreach (int weight in matrix.Channel(channel))
        {
            least += weight < 0 ? MostInput * weight : LeastInput * weight;
            most += weight < 0 ? LeastInput * weight : MostInput * weight;
        }

        return (least, most);
    }
}
