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

            int log2 = Log2(x);
            int log = (int)(((long)Ln2 * log2 + Rounding) >> FractionBits);
            return (int)((((long)log << _scaleBits) + Rounding) >> FractionBits);
        }

        /// <summary>log2(x), Q16.</summary>
        /// <param name="x">1 or more.</param>
        public int Log2(long x)
        {
            int exponent = Bits.Length(x) - 1;
            long above = x - (1L << exponent);
            int position = (int)(exponent < FractionBits ? above << (FractionBits - exponent) : above >> (exponent - FractionBits));
            int segment = position >> BitsInSegment;
            int correction = _corrections[segment];
            int within = position - (segment << BitsInSegment);
            int slope = ((_corrections[segment + 1] - correction) * within) >> FractionBits;
            return (exponent << FractionBits) + position + correction + slope;
        }

        /// <summary>log2(1 + x 2^exponent), with the scale's fraction bits, rounded.</summary>
        /// <param name="x">0 … 2^62.</param>
        /// <param name="exponent">Any.</param>
        public int Log2OnePlus(long x, int exponent)
        {
            // Where the 1 is more than half an ulp of the fraction beside x, it is added.
            const int Few = 24;
            int log = 0;
            if (x > 0)
            {
                int bits = Bits.Length(x) + exponent;
                if (bits > Few)
                {
                    log = Log2(x) + (exponent << FractionBits);
                }
                else if (bits > -Few)
                {
                    // As a Q30 of at most 54 bits.
                    int shift = exponent + 30;
                    log = Log2((shift < 0 ? x >> -shift : x << shift) + (1L << 30)) - (30 << FractionBits);
                }
            }

            int drop = FractionBits - _scaleBits;
            return (log + ((1 << drop) >> 1)) >> drop;
        }
    }
}
