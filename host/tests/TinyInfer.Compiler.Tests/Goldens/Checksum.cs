namespace TinyInfer.Compiler.Tests.Goldens;

/// <summary>CRC-32 as zlib has it, bit by bit: written apart from the runtime's.</summary>
internal static class Checksum
{
    private const uint Polynomial = 0xEDB88320;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var state = uint.MaxValue;
        foreach (var value in bytes)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                state = (state & 1) != 0 ? state >> 1 ^ Polynomial : state >> 1;
            }
        }

        return ~state;
    }
}
