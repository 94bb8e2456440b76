namespace TinyInfer.Pipeline
{
    /// <summary>Where the inputs of a transform in stages of four, with one of two where needed, go.</summary>
    internal static class FftOrder
    {
        /// <summary>The input that comes to a place, so that every stage finds its transforms side by side.</summary>
        public static int Source(int place, int points)
        {
            int source = 0;
            int stride = 1;
            while (points > 1)
            {
                int radix = (points & 3) == 0 ? 4 : 2;
                points /= radix;
                source += place / points * stride;
                place %= points;
                stride *= radix;
            }

            return source;
        }
    }
}
