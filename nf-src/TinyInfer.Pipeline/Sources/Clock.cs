using System;

namespace TinyInfer.Pipeline
{
    /// <summary>Tells microseconds since any moment.</summary>
    public delegate long MicrosecondClock();

    /// <summary>The clock that every board has. It may tick in milliseconds; boards have finer ones in other packages.</summary>
    public static class SystemClock
    {
        private const int TicksPerMicrosecond = 10;

        /// <summary>Microseconds of the date and time.</summary>
        public static long Microseconds()
        {
            return DateTime.UtcNow.Ticks / TicksPerMicrosecond;
        }
    }
}
