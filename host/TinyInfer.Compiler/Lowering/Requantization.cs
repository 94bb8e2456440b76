using System.Buffers.Binary;
using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>How accumulators become outputs: one factor for all channels, or one for each.</summary>
/// <param name="Multipliers">int32 for each channel; null when all are the same.</param>
/// <param name="Shifts">int8 for each channel; null when all are the same.</param>
public sealed record Requantization(ConstantData? Multipliers, ConstantData? Shifts, int Multiplier, int Shift)
{
    public IEnumerable<ConstantData> Constants => Multipliers is null || Shifts is null ? [] : [Multipliers, Shifts];

    /// <summary>From the factors of all channels; equal ones are kept once.</summary>
    internal static Requantization FromFactors(GraphNode node, IReadOnlyList<double> factors) =>
        FromChannels([.. factors.Select(factor => node.RequireMultiplier(factor))]);

    /// <summary>The same for factors that are known to be in range.</summary>
    public static Requantization FromFactors(IReadOnlyList<double> factors) => FromChannels([.. factors.Select(QuantizationMath.QuantizeMultiplier)]);

    private static Requantization FromChannels((int Multiplier, int Shift)[] channels)
    {
        if (channels.All(channel => channel == channels[0]))
        {
            return new(null, null, channels[0].Multiplier, channels[0].Shift);
        }

        var multipliers = LittleEndian.Int32([.. channels.Select(channel => channel.Multiplier)]);
        var shifts = channels.Select(channel => (byte)(sbyte)channel.Shift).ToArray();
        return new(new() { Bytes = multipliers }, new() { Bytes = shifts }, 0, 0);
    }
}

/// <summary>Numbers as the bytes that a .tinf file holds.</summary>
internal static class LittleEndian
{
    public static byte[] Int32(ReadOnlySpan<int> values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        }

        return bytes;
    }

    public static byte[] UInt16(ReadOnlySpan<int> values)
    {
        var bytes = new byte[2 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * i), checked((ushort)values[i]));
        }

        return bytes;
    }
}
