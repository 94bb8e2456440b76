namespace TinyInfer.Benchmarks
{
    /// <summary>What plain code takes from System.Math, which mscorlib does not have.</summary>
    internal static class PlainMath
    {
        /// <summary>Of a part of a turn.</summary>
        public static double Cos(double turn)
        {
            double x = 2 * 3.14159265358979323846 * (turn - (int)turn);
            double sum = 1;
            for (int n = 40; n > 0; n -= 2)
            {
                sum = 1 - sum * x * x / (n * (n - 1));
            }

            return sum;
        }

        /// <summary>To the base 2.</summary>
        /// <param name="x">1 or more.</param>
        public static float Log2(float x)
        {
            float log = 0;
            for (; x >= 2; x *= 0.5f)
            {
                log++;
            }

            float s = (x - 1) / (x + 1);
            float square = s * s;
            return log + 2.8853901f * s * (1 + square * (0.33333333f + square * (0.2f + square * (0.14285714f + square * 0.11111111f))));
        }

        public static float Sqrt(float x)
        {
            if (x <= 0)
            {
                return 0;
            }

            float root = x > 1 ? x : 1;
            for (int i = 0; i < 40; i++)
            {
                float next = 0.5f * (root + x / root);
                if (next >= root)
                {
                    break;
                }

                root = next;
            }

            return root;
        }
    }
}
