namespace TinyInfer.Benchmarks
{
    /// <summary>Something to time.</summary>
    internal delegate void Work();

    /// <summary>
    /// Times several things against each other: in turns, in rounds that last about equally long, of which each one's
    /// fastest counts. So what else the machine does meanwhile, and a clock rate that moves, hits all of them alike.
    /// </summary>
    internal static class Race
    {
        /// <summary>Clock ticks that each of the works takes.</summary>
        public static double[] Run(Work[] works, int rounds)
        {
            long round = Clock.Round;
            for (int i = 0; i < works.Length; i++)
            {
                works[i]();
                long ticks = Time(works[i], 1);
                round = ticks > round ? ticks : round;
            }

            int[] repeats = new int[works.Length];
            double[] best = new double[works.Length];
            for (int i = 0; i < works.Length; i++)
            {
                repeats[i] = Repeats(works[i], round);
                best[i] = double.MaxValue;
            }

            for (int r = 0; r < rounds; r++)
            {
                for (int i = 0; i < works.Length; i++)
                {
                    double ticks = (double)Time(works[i], repeats[i]) / repeats[i];
                    best[i] = ticks < best[i] ? ticks : best[i];
                }
            }

            return best;
        }

        private static int Repeats(Work work, long round)
        {
            int repeats = 1;
            long ticks = Time(work, 1);
            while (ticks < round / 4)
            {
                repeats *= 2;
                ticks = Time(work, repeats);
            }

            return ticks == 0 ? repeats : (int)(repeats * round / ticks) + 1;
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
