namespace TinyInfer.Reference
{
    /// <summary>The inner loop of plain kernels, in a method of its own, since the first four locals and arguments cost least; and what follows it.</summary>
    internal static class PlainLoops
    {
        /// <summary>The sum over i in [start, end) of a[i] * b[i + toB].</summary>
        public static int Dot(sbyte[] a, byte[] b, int start, int toB, int end)
        {
            int sum = 0;
            for (int i = start; i < end; i++)
            {
                sum += a[i] * (sbyte)b[i + toB];
            }

            return sum;
        }

        /// <summary>Both roundings of the reference, zero point and clamp in one call; shift &lt; 0.</summary>
        public static int Requantize(int sum, int multiplier, int shift, int zeroPoint, int min, int max)
        {
            int product = (int)(((long)sum * multiplier + (1L << 30)) >> 31);
            int mask = (1 << -shift) - 1;
            int threshold = mask >> 1;
            if (product < 0)
            {
                threshold++;
            }

            int result = (product >> -shift) + zeroPoint;
            if ((product & mask) > threshold)
            {
                result++;
            }

            if (result < min)
            {
                return min;
            }

            return result > max ? max : result;
        }
    }
}
