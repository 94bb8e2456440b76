using System;

namespace TinyInfer.Pipeline
{
    /// <summary>The samples themselves: windowLength × channels, in steps of the sensor.</summary>
    public class RawFeatures : ScaledFeatures
    {
        /// <param name="windowLength">Frames of samples in a window.</param>
        /// <param name="hopLength">Frames of samples from one window to the next.</param>
        /// <param name="channels">Interleaved values a frame.</param>
        /// <param name="range">Of each channel in turn, or of all; null: all of int16.</param>
        /// <exception cref="ArgumentException">A number is not above 0, or the range is of another number of channels.</exception>
        public RawFeatures(int windowLength, int hopLength, int channels, FeatureRange range)
            : base(windowLength, hopLength, channels, windowLength * channels, range ?? new FeatureRange(short.MinValue, short.MaxValue))
        {
        }

        /// <inheritdoc/>
        protected override void ComputeValues(short[] ring, int start)
        {
            int[] values = Values;
            int from = start;
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = ring[from];
                from++;
                if (from == values.Length)
                {
                    from = 0;
                }
            }
        }
    }
}
