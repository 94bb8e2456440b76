namespace TinyInfer
{
    /// <summary>
    /// requantize(x) + zero point as one product, one sum and one shift: <c>(x * multiplier + offset) >> shift</c> in 64 bits,
    /// with one offset for x >= 0 and another for x &lt; 0. Kernels write it out, since a call costs more than the arithmetic.
    /// </summary>
    /// <remarks>
    /// The reference rounds twice: p = floor((x·m + 2^30) / 2^31), then p / 2^n to nearest, ties away from zero. With
    /// half = 2^(n-1) the latter is floor((p + half) / 2^n) for p >= 0 and floor((p + half - 1) / 2^n) for p &lt; 0. Floors of
    /// floors merge: floor((floor(a / 2^31) + b) / 2^n) = floor((a + b·2^31) / 2^(31+n)), so both roundings are one
    /// addition and one shift. The sign of x stands for that of p: where they differ, p is 0, and (half - 1) / 2^n is 0 as
    /// well. The zero point is added as zeroPoint·2^(31+n). All of it fits: |x·m| ≤ 2^62, the rest is below 2^61 for
    /// n ≤ <see cref="MaxRightShift"/>. Left shifts wrap in the reference, and are left to it.
    /// Where x = field + bias, the bias goes into the offset, times the multiplier: <c>(field * multiplier + offset) >> shift</c>,
    /// and x &lt; 0 becomes field &lt; -bias. What wraps on the way wraps back, as long as x itself would not have wrapped.
    /// </remarks>
    internal static class Requantizer
    {
        private const int MaxRightShift = 22;

        /// <summary>Whether this way is exact for a shift (positive = left).</summary>
        public static bool IsExact(int shift)
        {
            return shift <= 0 && shift >= -MaxRightShift;
        }

        /// <summary>Whether it is exact, and x = field + bias cannot wrap.</summary>
        public static bool IsExact(int shift, int bias)
        {
            return shift <= 0 && shift >= -MaxRightShift && bias > -(1 << 30) && bias < 1 << 30;
        }

        /// <summary>By how much to shift right.</summary>
        public static int Shift(int shift)
        {
            return 31 - shift;
        }

        /// <summary>The offset for x >= 0.</summary>
        public static long Offset(int shift, int zeroPoint)
        {
            long half = shift < 0 ? 1L << (30 - shift) : 0;
            return (1L << 30) + half + ((long)zeroPoint << (31 - shift));
        }

        /// <summary>The offset for x &lt; 0, from the other one.</summary>
        public static long NegativeOffset(int shift, long offset)
        {
            return shift < 0 ? offset - (1L << 31) : offset;
        }
    }
}
