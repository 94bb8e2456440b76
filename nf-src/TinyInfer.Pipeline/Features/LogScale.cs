namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Natural logarithm of integers: the base-2 logarithm as bits and a fraction, which is the position in its power of two
    /// plus a correction from a table of 128 segments.
    /// </summary>
    internal class LogScale
    {
        private const int FractionBits = 16;
        private const int Rounding = 1 << (FractionBits - 1);
        private const int SegmentBits = 7;
        private const int BitsInSegment = FractionBits - SegmentBits;

        // log(2), Q16.
        private const int Ln2 = 45426;

        // log2(1 + x) - x, Q16.
        private readonly short[] _corrections = new short[(1 << SegmentBits) + 1];
        private readonly int _scaleBits;

        /// <param name="scaleBits">Fraction bits of the result.</param>
        public LogScale(int scaleBits)
        {
            _scaleBits = scaleBits;
            double ln2 = Elementary.Log(2);
            for (int i = 0; i < _corrections.Length; i++)
            {
                double x = i / (double)(1 << SegmentBits);
                double correction = Elementary.Log(1 + x) / ln2 - x;
                _corrections[i] = (short)Elementary.Floor(correction * (1 << FractionBits) + 0.5);
            }
        }

        /// <summary>log(x), 0 for 0 and 1.</summary>
        public int Apply(uint x)
        {
            if (x < 2)
            {
                return 0;
            }

            int exponent = Bits.Length(x) - 1;
            int position = (int)(x - (1u << exponent));
            position = exponent < FractionBits ? position << (FractionBits - exponent) : position >> (exponent - FractionBits);
            int segment = position >> BitsInSegment;
            int correction = _corrections[segment];
            int within = position - (segment << BitsInSegment);
            int slope = ((_corrections[segment + 1] - correction) * within) >> FractionBits;
            int log2 = (exponent << FractionBits) + position + correction + slope;
            int log = (int)(((long)Ln2 * log2 + Rounding) >> FractionBits);
            return (int)((((long)log << _scaleBits) + Rounding) >> FractionBits);
        }
    }
}
