using System;

namespace TinyInfer.Benchmarks
{
    /// <summary>The clock that every board has. It may tick in milliseconds, so what is timed is repeated for seconds.</summary>
    internal static class Clock
    {
        /// <summary>How long a measurement takes at least.</summary>
        public const long Enough = 3 * TimeSpan.TicksPerSecond;

        public static long Ticks
        {
            get { return DateTime.UtcNow.Ticks; }
        }
    }
}
