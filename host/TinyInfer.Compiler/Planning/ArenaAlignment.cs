namespace TinyInfer.Compiler.Planning;

/// <summary>Arena tensors start at multiples of 16, for SIMD back ends.</summary>
internal static class ArenaAlignment
{
    public const int Bytes = 16;

    public static long Up(long value) => (value + Bytes - 1) / Bytes * Bytes;
}
