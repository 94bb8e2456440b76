namespace TinyInfer.Benchmarks
{
    /// <summary>The bare loop that everything is measured in: one multiply-accumulate of two int8 a step.</summary>
    internal static class PlainLoop
    {
        /// <summary>Steps of a run.</summary>
        public const int Steps = 1024;

        private static readonly sbyte[] Left = new sbyte[Steps];
        private static readonly sbyte[] Right = new sbyte[Steps];

        public static void Run()
        {
            Run(Left, Right);
        }

        private static int Run(sbyte[] a, sbyte[] b)
        {
            int acc = 0;
            for (int i = 0; i < Steps; i++)
            {
                acc += a[i] * b[i];
            }

            return acc;
        }
    }
}
