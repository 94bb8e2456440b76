namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Sine, logarithm and exponential from additions, multiplications and divisions alone: mscorlib has no System.Math, and
    /// libraries differ in the last bit. For tables, when an object is made; nothing here runs per sample.
    /// </summary>
    internal static class Elementary
    {
        public const double Pi = 3.14159265358979323846;

        private const double Ln2 = 0.69314718055994530942;
        private const double Sqrt2 = 1.41421356237309504880;

        /// <summary>sin(2 pi * numerator / denominator), with the quadrant taken in integers.</summary>
        public static double SinOfTurn(int numerator, int denominator)
        {
            // In eighths of a turn: part / denominator is what is left of the eighth.
            long eighths = 8L * (numerator % denominator);
            eighths = eighths < 0 ? eighths + 8L * denominator : eighths;
            int octant = (int)(eighths / denominator);
            long part = eighths % denominator;
            double angle = Pi / 4 * ((octant & 1) == 0 ? part : denominator - part) / denominator;
            bool isSine = octant == 0 || octant == 3 || octant == 4 || octant == 7;
            double value = isSine ? SinSeries(angle) : CosSeries(angle);
            return octant < 4 ? value : -value;
        }

        /// <summary>cos(2 pi * numerator / denominator).</summary>
        public static double CosOfTurn(int numerator, int denominator)
        {
            return SinOfTurn(4 * (numerator % denominator) + denominator, 4 * denominator);
        }

        /// <summary>Natural logarithm.</summary>
        /// <param name="x">Above 0, finite.</param>
        public static double Log(double x)
        {
            int exponent = 0;
            for (; x > Sqrt2; exponent++)
            {
                x /= 2;
            }

            for (; x < Sqrt2 / 2; exponent--)
            {
                x *= 2;
            }

            // log(x) = 2 artanh(s), |s| < 0.172.
            double s = (x - 1) / (x + 1);
            double square = s * s;
            double sum = 0;
            for (int n = 25; n > 0; n -= 2)
            {
                sum = sum * square + 1.0 / n;
            }

            return exponent * Ln2 + 2 * s * sum;
        }

        /// <param name="x">-700 … 700.</param>
        public static double Exp(double x)
        {
            int exponent = (int)(x / Ln2 + (x < 0 ? -0.5 : 0.5));
            double rest = x - exponent * Ln2;
            double sum = 1;
            for (int n = 16; n > 0; n--)
            {
                sum = 1 + sum * rest / n;
            }

            for (; exponent > 0; exponent--)
            {
                sum *= 2;
            }

            for (; exponent < 0; exponent++)
            {
                sum /= 2;
            }

            return sum;
        }

        /// <summary>The integer at or below; within the range of int.</summary>
        public static int Floor(double x)
        {
            int truncated = (int)x;
            return truncated > x ? truncated - 1 : truncated;
        }

        private static double SinSeries(double angle)
        {
            double square = angle * angle;
            double sum = 1;
            for (int n = 18; n > 1; n -= 2)
            {
                sum = 1 - sum * square / (n * (n + 1));
            }

            return angle * sum;
        }

        private static double CosSeries(double angle)
        {
            double square = angle * angle;
            double sum = 1;
            for (int n = 18; n > 1; n -= 2)
            {
                sum = 1 - sum * square / (n * (n - 1));
            }

            return sum;
        }
    }
}
