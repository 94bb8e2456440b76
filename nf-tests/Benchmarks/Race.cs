namespace TinyInfer.Benchmarks
{
    /// <summary>Something to time.</summary>
    internal delegate void Work();

    /// <summary>
    /// Times several things against each other: in turns, many short rounds each, of which the fastest counts. So what else
    /// the machine does meanwhile, and a clock rate that moves, hits none of them more than the others.
    /// </summary>
    internal static class Race
    {
        /// <summary>Clock ticks that each of the works takes.</summary>
        public static double[] Run(Work[] works, int rounds)
        {
            int[] repeats = new int[works.Length];
            double[] best = new double[works.Length];
            for (int i = 0; i < works.Length; i++)
            {
                works[i]();
                repeats[i] = Repeats(works[i]);
                best[i] = double.MaxValue;
            }

            for (int round = 0; round < rounds; round++)
            {
                for (int i = 0; i < works.Length; i++)
                {
                    double ticks = (double)Time(works[i], repeats[i]) / repeats[i];
                    best[i] = ticks < best[i] ? ticks : best[i];
                }
            }

            return best;
        }

        private static int Repeats(Work work)
        {
            int repeats = 1;
            while (Time(work, repeats) < Clock.Round)
            {
                repeats *= 2;
            }

            return repeats;
        }

        private static long Time(Work work, int repeats)
        {
            long start = Clock.Ticks;
            for (int i = 0; i < repeats; i++)
            {
                work();
            }

            return Clock.Ticks - start;
        }
    }
}
