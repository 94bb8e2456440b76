namespace TinyInfer.Reference
{
    /// <summary>The inner loop of the plain kernels: in a method of its own, since the first four locals and arguments cost least.</summary>
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
    }
}
