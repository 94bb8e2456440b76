namespace TinyInfer.Benchmarks
{
    /// <summary>Elements of arrays.</summary>
    internal static partial class ConstructCosts
    {
        private static int LoadByteAtConstant(sbyte[] a)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + a[0] + a[1] + a[2] + a[3] + a[4] + a[5] + a[6] + a[7];
            }

            return x;
        }

        private static int LoadByteAtIndex(sbyte[] a)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + a[i + 0] + a[i + 1] + a[i + 2] + a[i + 3] + a[i + 4] + a[i + 5] + a[i + 6] + a[i + 7];
            }

            return x;
        }

        private static int LoadUnsignedByte(byte[] b)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + (sbyte)b[0] + (sbyte)b[1] + (sbyte)b[2] + (sbyte)b[3] + (sbyte)b[4] + (sbyte)b[5] + (sbyte)b[6] + (sbyte)b[7];
            }

            return x;
        }

        private static int LoadInt(int[] c)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + c[0] + c[1] + c[2] + c[3] + c[4] + c[5] + c[6] + c[7];
            }

            return x;
        }

        private static int LoadLong(long[] d)
        {
            long x = 1;
            for (int i = 0; i < Steps; i++)
            {
                x = x + d[0] + d[1] + d[2] + d[3] + d[4] + d[5] + d[6] + d[7];
            }

            return (int)x;
        }

        private static int StoreByte(sbyte[] a)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                a[0] = (sbyte)x;
                a[1] = (sbyte)x;
                a[2] = (sbyte)x;
                a[3] = (sbyte)x;
                a[4] = (sbyte)x;
                a[5] = (sbyte)x;
                a[6] = (sbyte)x;
                a[7] = (sbyte)x;
            }

            return x;
        }

        private static int StoreInt(int[] c)
        {
            int x = 1;
            for (int i = 0; i < Steps; i++)
            {
                c[0] = x;
                c[1] = x;
                c[2] = x;
                c[3] = x;
                c[4] = x;
                c[5] = x;
                c[6] = x;
                c[7] = x;
            }

            return x;
        }

        private static int StoreLong(long[] d)
        {
            long x = 1;
            for (int i = 0; i < Steps; i++)
            {
                d[0] = x;
                d[1] = x;
                d[2] = x;
                d[3] = x;
                d[4] = x;
                d[5] = x;
                d[6] = x;
                d[7] = x;
            }

            return (int)x;
        }

        private static int AddToLong(long[] d)
        {
            long x = 1;
            for (int i = 0; i < Steps; i++)
            {
                d[0] += x;
                d[1] += x;
                d[2] += x;
                d[3] += x;
                d[4] += x;
                d[5] += x;
                d[6] += x;
                d[7] += x;
            }

            return (int)x;
        }
    }
}
