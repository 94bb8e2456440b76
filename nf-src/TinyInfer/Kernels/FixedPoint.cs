namespace TinyInfer
{
    /// <summary>
    /// Integer arithmetic on fixed-point numbers, with the roundings of gemmlowp and TensorFlow Lite Micro
    /// (its default: two roundings, one in the multiplication, one in the shift). Qm.n: m integer bits, n fractional bits.
    /// </summary>
    internal static class FixedPoint
    {
        private const long HalfOfTwoTo31 = 1L << 30;

        // Q0.31.
        private const int One = int.MaxValue;
        private const int OneEighth = 1 << 28;
        private const int OneThird = 715827883;
        private const int ExpMinusOneEighth = 1895147668;

        // Q2.29.
        public const int OneInQ2 = 1 << 29;
        private const int FortyEightSeventeenths = 1515870810;
        private const int MinusThirtyTwoSeventeenths = -1010580540;

        /// <summary>round(x * multiplier * 2^(shift - 31)); a left shift (shift &gt; 0) wraps.</summary>
        public static int MultiplyByQuantizedMultiplier(int x, int multiplier, int shift)
        {
            if (shift > 0)
            {
                return (int)(((long)(x << shift) * multiplier + HalfOfTwoTo31) >> 31);
            }

            int product = (int)(((long)x * multiplier + HalfOfTwoTo31) >> 31);
            return RoundingDivideByPowerOfTwo(product, -shift);
        }

        /// <summary>round(a * b / 2^31), ties upwards; only -1 times -1 in Q0.31 does not fit and becomes the largest int.</summary>
        public static int SaturatingRoundingDoublingHighMul(int a, int b)
        {
            if (a == int.MinValue && b == int.MinValue)
            {
                return int.MaxValue;
            }

            return (int)(((long)a * b + HalfOfTwoTo31) >> 31);
        }

        /// <summary>round(x / 2^exponent), ties away from zero; exponent 0 … 31.</summary>
        public static int RoundingDivideByPowerOfTwo(int x, int exponent)
        {
            int mask = (1 << exponent) - 1;
            int threshold = mask >> 1;
            if (x < 0)
            {
                threshold++;
            }

            int quotient = x >> exponent;
            return (x & mask) > threshold ? quotient + 1 : quotient;
        }

        /// <summary>
        /// e^x in Q0.31 for x &lt;= 0 with 4 (Q4.27) or 5 (Q5.26) integer bits. x is split into a part in [-1/4, 0), whose exponential is a polynomial,
        /// and a multiple of -1/4, whose exponential is a product of e^(-2^k).
        /// </summary>
        public static int ExpOnNegativeValues(int x, int integerBits = 5)
        {
            if (x == 0)
            {
                return One;
            }

            int bitsBelowOneQuarter = 29 - integerBits;
            int oneQuarter = 1 << bitsBelowOneQuarter;
            int fraction = (x & (oneQuarter - 1)) - oneQuarter;
            int quarters = (fraction - x) >> bitsBelowOneQuarter;
            int result = ExpBetweenMinusOneQuarterAndZero(fraction << integerBits);
            result = (quarters & 1) == 0 ? result : SaturatingRoundingDoublingHighMul(result, 1672461947);  // e^(-1/4)
            result = (quarters & 2) == 0 ? result : SaturatingRoundingDoublingHighMul(result, 1302514674);  // e^(-1/2)
            result = (quarters & 4) == 0 ? result : SaturatingRoundingDoublingHighMul(result, 790015084);   // e^-1
            result = (quarters & 8) == 0 ? result : SaturatingRoundingDoublingHighMul(result, 290630308);   // e^-2
            result = (quarters & 16) == 0 ? result : SaturatingRoundingDoublingHighMul(result, 39332535);   // e^-4
            result = (quarters & 32) == 0 ? result : SaturatingRoundingDoublingHighMul(result, 720401);     // e^-8
            result = (quarters & 64) == 0 ? result : SaturatingRoundingDoublingHighMul(result, 242);        // e^-16
            return result;
        }

        /// <summary>1 / (1 + x) in Q0.31 for x in [0, 1) in Q0.31.</summary>
        public static int OneOverOnePlusX(int x)
        {
            // The reciprocal of the half is twice what is wanted: read as Q1.30 it is halved, and then brought to Q0.31.
            return SaturatingLeftShift(ReciprocalOfHalfOfOnePlusX(x), 1);
        }

        /// <summary>2 / (1 + x) in Q2.29 for x in [0, 1) in Q0.31: three Newton steps for the reciprocal of (1 + x) / 2.</summary>
        public static int ReciprocalOfHalfOfOnePlusX(int x)
        {
            int halfDenominator = (int)(((long)x + One + 1) >> 1);
            int reciprocal = FortyEightSeventeenths + SaturatingRoundingDoublingHighMul(halfDenominator, MinusThirtyTwoSeventeenths);
            for (int step = 0; step < 3; step++)
            {
                int error = OneInQ2 - SaturatingRoundingDoublingHighMul(halfDenominator, reciprocal);
                reciprocal += SaturatingLeftShift(SaturatingRoundingDoublingHighMul(reciprocal, error), 2);
            }

            return reciprocal;
        }

        /// <summary>x * 2^shift, saturated (symmetrically: what is below the negated limit becomes the smallest int).</summary>
        public static int SaturatingLeftShift(int x, int shift)
        {
            int limit = int.MaxValue >> shift;
            if (x > limit)
            {
                return int.MaxValue;
            }

            return x < -limit ? int.MinValue : x << shift;
        }

        /// <summary>Number of zero bits above the highest one; 32 for 0.</summary>
        public static int CountLeadingZeros(int x)
        {
            if (x == 0)
            {
                return 32;
            }

            int count = 0;
            while (x > 0)
            {
                x <<= 1;
                count++;
            }

            return count;
        }

        // Taylor around -1/8: e^(-1/8) * (1 + y + y^2/2 + y^3/6 + y^4/24) with y = x + 1/8.
        private static int ExpBetweenMinusOneQuarterAndZero(int x)
        {
            int y = x + OneEighth;
            int y2 = (int)(((long)y * y + HalfOfTwoTo31) >> 31);
            int y3 = (int)(((long)y2 * y + HalfOfTwoTo31) >> 31);
            int y4 = (int)(((long)y2 * y2 + HalfOfTwoTo31) >> 31);
            int quarterOfY4 = RoundingDivideByPowerOfTwo(y4, 2);
            int thirdOfY4By4PlusY3 = (int)(((long)(quarterOfY4 + y3) * OneThird + HalfOfTwoTo31) >> 31);
            int higherTerms = RoundingDivideByPowerOfTwo(thirdOfY4By4PlusY3 + y2, 1);
            return ExpMinusOneEighth + (int)(((long)ExpMinusOneEighth * (y + higherTerms) + HalfOfTwoTo31) >> 31);
        }
    }
}
