namespace TinyInfer
{
    /// <summary>The sum of what lies at equal distances: pools and means.</summary>
    internal static class StridedSum
    {
        /// <summary>The sum of arena[i] over i = start, start + stride, … before end.</summary>
        public static int Of(sbyte[] arena, int start, int stride, int end)
        {
            int sum = 0;
            int stride2 = 2 * stride;
            int stride3 = 3 * stride;
            int stride4 = 4 * stride;
            for (int last = end - stride3; start < last; start += stride4)
            {
                sum = sum + arena[start] + arena[start + stride] + arena[start + stride2] + arena[start + stride3];
            }

            for (; start < end; start += stride)
            {
                sum += arena[start];
            }

            return sum;
        }
    }
}
