using System.Buffers.Binary;

namespace TinyInfer.Compiler.Layouts;

/// <summary>
/// From plain weights to those that a file stores. What the layouts' names stand for is in docs/format.md, "Weight layouts";
/// <see cref="PlainWeights"/> goes the other way.
/// </summary>
internal static class WeightEncoder
{
    /// <summary>Values that lie together: 0 and 2 in a word, then 1 and 3.</summary>
    public const int Group = 4;

    /// <summary>Elements of a transformed 3 × 3 kernel.</summary>
    public const int Frequencies = 16;

    public static byte[] Encode(WeightMatrix matrix, WeightLayout layout)
    {
        var stored = new byte[matrix.BytesIn(layout)];
        switch (layout)
        {
            case WeightLayout.Plain:
                Buffer.BlockCopy(matrix.Weights, 0, stored, 0, stored.Length);
                break;
            case WeightLayout.Pair:
                EncodePairs(matrix, stored);
                break;
            case WeightLayout.Int16:
                EncodeInt16(matrix, stored);
                break;
            case WeightLayout.Winograd:
                EncodeWinograd(matrix, stored);
                break;
        }

        return stored;
    }

    /// <summary>The values of four channels' G g Gᵀ, with G twice the usual one, so that they are whole numbers: int [16].</summary>
    public static int[] Transform(ReadOnlySpan<sbyte> kernel)
    {
        // Rows first, then columns.
        Span<int> rows = stackalloc int[12];
        for (var column = 0; column < 3; column++)
        {
            var (a, b, c) = (kernel[column], kernel[3 + column], kernel[6 + column]);
            (rows[column], rows[3 + column], rows[6 + column], rows[9 + column]) = (2 * a, a + b + c, a - b + c, 2 * c);
        }

        var transformed = new int[Frequencies];
        for (var row = 0; row < 4; row++)
        {
            var (a, b, c) = (rows[3 * row], rows[3 * row + 1], rows[3 * row + 2]);
            (transformed[4 * row], transformed[4 * row + 1], transformed[4 * row + 2], transformed[4 * row + 3]) = (2 * a, a + b + c, a - b + c, 2 * c);
        }

        return transformed;
    }

    private static void EncodePairs(WeightMatrix matrix, byte[] stored)
    {
        var width = (int)matrix.Padded.Values;
        for (var channel = 0; channel < matrix.Channels; channel += 2)
        {
            var even = matrix.Channel(channel);
            var odd = channel + 1 < matrix.Channels ? matrix.Channel(channel + 1) : default;
            var start = channel / matrix.Block * matrix.Block * width + channel % matrix.Block / 2 * 4;
            for (var value = 0; value < matrix.Values; value++)
            {
                var pair = even[value] + (odd.IsEmpty ? 0 : 256 * odd[value]);
                Write(stored, start + OffsetOf(value, 2 * matrix.Block), pair);
            }
        }
    }

    private static void EncodeInt16(WeightMatrix matrix, byte[] stored)
    {
        var width = (int)matrix.Padded.Values;
        for (var channel = 0; channel < matrix.Channels; channel++)
        {
            var weights = matrix.Channel(channel);
            var start = channel / matrix.Block * 2 * matrix.Block * width + channel % matrix.Block * 4;
            for (var value = 0; value < matrix.Values; value++)
            {
                Write(stored, start + OffsetOf(value, 4 * matrix.Block), 2 * weights[value]);
            }
        }
    }

    private static void EncodeWinograd(WeightMatrix matrix, byte[] stored)
    {
        var inputs = matrix.InputChannels;
        var frequencyBytes = 4 * (int)WeightMatrix.RoundUp(inputs, Group);
        var kernel = new sbyte[9];
        for (var channel = 0; channel < matrix.Channels; channel++)
        {
            var weights = matrix.Channel(channel);
            var start = channel / 2 * Frequencies * frequencyBytes + channel % 2 * 4;
            for (var input = 0; input < inputs; input++)
            {
                for (var tap = 0; tap < 9; tap++)
                {
                    kernel[tap] = weights[tap * inputs + input];
                }

                foreach (var (frequency, value) in Transform(kernel).Index())
                {
                    Write(stored, start + frequency * frequencyBytes + OffsetOf(input, 8), value);
                }
            }
        }
    }

    /// <param name="stride">Bytes from the word with values 0 and 2 to that with 1 and 3.</param>
    private static int OffsetOf(int value, int stride) => value / Group * 2 * stride + value % 2 * stride + value / 2 % 2 * 2;

    private static void Write(byte[] stored, int at, int value) => BinaryPrimitives.WriteInt16LittleEndian(stored.AsSpan(at), checked((short)value));
}
