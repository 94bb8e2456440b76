namespace TinyInfer.Pipeline
{
    internal static class Bits
    {
        /// <summary>Bits that a number needs: 0 for 0, 1 for 1, 2 for 2 and 3.</summary>
        /// <param name="x">Not negative.</param>
        public static int Length(long x)
        {
            int length = 0;
            if (x >= 1L << 32)
            {
                length = 32;
                x >>= 32;
            }

            if (x >= 1L << 16)
            {
                length += 16;
                x >>= 16;
            }

            if (x >= 1L << 8)
            {
                length += 8;
                x >>= 8;
            }

            for (; x > 0; x >>= 1)
            {
                length++;
            }

            return length;
        }

        /// <summary>Square root, rounded to the nearest integer.</summary>
        /// <param name="x">0 … 2^62.</param>
        public static long SquareRoot(long x)
        {
            long root = 0;
            for (long bit = x == 0 ? 0 : 1L << ((Length(x) - 1) & ~1); bit > 0; bit >>= 2)
            {
                if (x >= root + bit)
                {
                    x -= root + bit;
                    root = (root >> 1) + bit;
                }
                else
                {
                    root >>= 1;
                }
            }

            return x > root ? root + 1 : root;
        }
    }
}
