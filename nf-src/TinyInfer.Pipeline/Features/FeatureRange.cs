using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// How a feature's value becomes an int8: its low end becomes -128, its high end 127, what is between a step of 255, and
    /// what is beyond an end is that end. Ends that make the network's own input scale and zero point leave nothing to do
    /// between feature and network.
    /// </summary>
    public class FeatureRange
    {
        private const int Steps = 255;

        private readonly int[] _low;
        private readonly int[] _high;

        /// <param name="low">Of each feature in turn; begins again after the last.</param>
        /// <param name="high">As many, each above its low end.</param>
        /// <exception cref="ArgumentException">They are not.</exception>
        public FeatureRange(int[] low, int[] high)
        {
            if (low == null || high == null || low.Length == 0 || low.Length != high.Length)
            {
                throw new ArgumentException(nameof(low));
            }

            for (int i = 0; i < low.Length; i++)
            {
                if (low[i] >= high[i])
                {
                    throw new ArgumentException(nameof(high));
                }
            }

            _low = low;
            _high = high;
        }

        /// <summary>The same for all features.</summary>
        /// <exception cref="ArgumentException">The low end is not below the high one.</exception>
        public FeatureRange(int low, int high)
            : this(new int[] { low }, new int[] { high })
        {
        }

        /// <summary>Features until it begins again.</summary>
        public int Count => _low.Length;

        /// <summary>round(255 (value - low) / (high - low)) - 128, -128 … 127.</summary>
        /// <param name="values">A multiple of <see cref="Count"/>.</param>
        /// <param name="features">Takes as many.</param>
        /// <param name="featureStart">Where the first one goes.</param>
        internal void Apply(int[] values, sbyte[] features, int featureStart)
        {
            int[] lows = _low;
            int[] highs = _high;
            int end = 0;
            for (int i = 0; i < values.Length; i++)
            {
                int value = values[i];
                int low = lows[end];
                int high = highs[end];
                end = end + 1 == lows.Length ? 0 : end + 1;
                int quantized = sbyte.MinValue;
                if (value >= high)
                {
                    quantized = sbyte.MaxValue;
                }
                else if (value > low)
                {
                    long span = (long)high - low;
                    quantized += (int)((((long)value - low) * Steps + (span >> 1)) / span);
                }

                features[featureStart + i] = (sbyte)quantized;
            }
        }
    }
}
