namespace TinyInfer.Benchmarks
{
    /// <summary>The loop that everything is compared with: one multiply-accumulate of two int8 a step.</summary>
    internal static class PlainLoop
    {
        private const int Length = 1024;

        private static readonly sbyte[] Left = new sbyte[Length];
        private static readonly sbyte[] Right = new sbyte[Length];

        /// <summary>Clock ticks a step, now: a PC's clock rate moves, so this is measured beside what is compared.</summary>
        public static double TicksPerStep()
        {
            int rounds = 0;
            long start = Clock.Ticks;
            long elapsed = 0;
            while (elapsed < Clock.Enough)
            {
                Run(Left, Right);
                rounds++;
                elapsed = Clock.Ticks - start;
            }

            return elapsed / ((double)rounds * Length);
        }

        private static int Run(sbyte[] a, sbyte[] b)
        {
            int acc = 0;
            for (int i = 0; i < Length; i++)
            {
                acc += a[i] * b[i];
            }

            return acc;
        }
    }
}
