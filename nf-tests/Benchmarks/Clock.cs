using System;

namespace TinyInfer.Benchmarks
{
    /// <summary>The clock that every board has. It may tick in milliseconds, or much finer.</summary>
    internal static class Clock
    {
        // Shorter than a time slice, so that a busy machine leaves some rounds undisturbed.
        private const long FinestRound = TimeSpan.TicksPerMillisecond;
        private const int TicksOfARound = 50;

        /// <summary>How long something is repeated before the clock is read again: long enough for the clock.</summary>
        public static readonly long Round = MeasureRound();

        public static long Ticks
        {
            get { return DateTime.UtcNow.Ticks; }
        }

        private static long MeasureRound()
        {
            long start = Ticks;
            long next = start;
            while (next == start)
            {
                next = Ticks;
            }

            long step = next;
            while (next == step)
            {
                next = Ticks;
            }

            long round = (next - step) * TicksOfARound;
            return round < FinestRound ? FinestRound : round;
        }
    }
}
