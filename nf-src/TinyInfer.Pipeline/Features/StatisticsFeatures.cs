using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Nine features of each channel, channel by channel: mean, RMS, standard deviation, skewness, kurtosis, minimum,
    /// maximum, zero crossings, peak to peak. Amplitudes are in sixteenths of the sensor's step; skewness and kurtosis in
    /// 1024ths; crossings are pairs of neighbours of which one is negative. Moments are those of the window as the whole
    /// population: sd² = E(x - mean)², skewness E(x - mean)³ / sd³, kurtosis E(x - mean)⁴ / sd⁴, 3 for a normal distribution.
    /// A channel that does not move has skewness and kurtosis 0.
    /// </summary>
    public class StatisticsFeatures : ScaledFeatures
    {
        /// <summary>Features a channel.</summary>
        public const int PerChannel = 9;

        /// <summary>Frames in the longest window: sums of squares times the length stay in 64 bits.</summary>
        public const int MaxWindowLength = 4096;

        private const int AmplitudeBits = 4;
        private const int MomentBits = 10;

        // Distances from the mean have at most so many bits in third and fourth powers.
        private const int MostDistanceBits = 13;
        private const int MeanBits = 8;

        private readonly int _distanceBits;

        /// <param name="windowLength">Frames of samples in a window, 1 … 4096.</param>
        /// <param name="hopLength">Frames of samples from one window to the next.</param>
        /// <param name="channels">Interleaved values a frame.</param>
        /// <param name="range">Of each feature, or of the nine of a channel; null: all that can be, moments up to ±16.</param>
        /// <exception cref="ArgumentException">A number is out of its range, or the range is of another number of features.</exception>
        public StatisticsFeatures(int windowLength, int hopLength, int channels, FeatureRange range)
            : base(windowLength, hopLength, channels, PerChannel * channels, range ?? DefaultRange(windowLength))
        {
            if (windowLength > MaxWindowLength)
            {
                throw new ArgumentException(nameof(windowLength));
            }

            // The sum of fourth powers stays below 2^63.
            int bits = (62 - Bits.Length(windowLength)) / 4;
            _distanceBits = bits < MostDistanceBits ? bits : MostDistanceBits;
        }

        /// <inheritdoc/>
        protected override void ComputeValues(short[] ring, int start)
        {
            for (int channel = 0; channel < SourceChannels; channel++)
            {
                AddChannel(ring, start, channel);
            }
        }

        private void AddChannel(short[] ring, int start, int channel)
        {
            int count = WindowLength;
            int channels = SourceChannels;
            int end = ring.Length;
            int min = short.MaxValue;
            int max = short.MinValue;
            int sum = 0;
            long squares = 0;
            int crossings = 0;
            int from = start + channel;
            int last = ring[from];
            for (int i = 0; i < count; i++)
            {
                int value = ring[from];
                min = value < min ? value : min;
                max = value > max ? value : max;
                sum += value;
                squares += value * value;
                crossings += (value ^ last) < 0 ? 1 : 0;
                last = value;
                from += channels;
                if (from >= end)
                {
                    from -= end;
                }
            }

            // n² var = n Σx² - (Σx)²
            long spread = count * squares - (long)sum * sum;
            int[] values = Values;
            int at = PerChannel * channel;
            values[at] = (int)Divide((long)sum << AmplitudeBits, count);
            values[at + 1] = (int)Bits.SquareRoot(Divide(squares << (2 * AmplitudeBits), count));
            values[at + 2] = (int)Divide(Bits.SquareRoot(spread << (2 * AmplitudeBits)), count);
            values[at + 3] = 0;
            values[at + 4] = 0;
            if (spread > 0)
            {
                AddMoments(ring, start + channel, sum, min, max, at + 3);
            }

            values[at + 5] = min << AmplitudeBits;
            values[at + 6] = max << AmplitudeBits;
            values[at + 7] = crossings;
            values[at + 8] = (max - min) << AmplitudeBits;
        }

        /// <summary>Third and fourth moment over powers of the second, all of distances with the same number of bits.</summary>
        private void AddMoments(short[] ring, int from, int sum, int min, int max, int at)
        {
            int count = WindowLength;
            int channels = SourceChannels;
            int end = ring.Length;
            int mean = (int)Divide((long)sum << MeanBits, count);
            int below = mean - (min << MeanBits);
            int above = (max << MeanBits) - mean;
            int shift = Bits.Length(below > above ? below : above) - _distanceBits;
            int left = shift < 0 ? -shift : 0;
            int right = shift < 0 ? 0 : shift;
            int rounding = (1 << right) >> 1;
            long second = 0;
            long third = 0;
            long fourth = 0;
            for (int i = 0; i < count; i++)
            {
                int distance = ((((ring[from] << MeanBits) - mean) << left) + rounding) >> right;
                int square = distance * distance;
                second += square;
                third += (long)square * distance;
                fourth += (long)square * square;
                from += channels;
                if (from >= end)
                {
                    from -= end;
                }
            }

            // sd in 256ths, of distances below 2^14.
            long variance = Divide(second, count);
            long deviation = Bits.SquareRoot(variance << 16);
            Values[at] = (int)Divide(Divide(third, count) << (MomentBits + 8), variance * deviation);
            Values[at + 1] = (int)Divide(Divide(fourth, count) << MomentBits, variance * variance);
        }

        /// <summary>Rounded to the nearest, halves away from zero.</summary>
        private static long Divide(long dividend, long divisor)
        {
            return (dividend < 0 ? dividend - divisor / 2 : dividend + divisor / 2) / divisor;
        }

        private static FeatureRange DefaultRange(int windowLength)
        {
            const int Amplitude = -short.MinValue << AmplitudeBits;
            const int Moment = 16 << MomentBits;
            return new FeatureRange(
                new int[] { -Amplitude, 0, 0, -Moment, 0, -Amplitude, -Amplitude, 0, 0 },
                new int[] { Amplitude, Amplitude, Amplitude, Moment, Moment, Amplitude, Amplitude, windowLength < 1 ? 1 : windowLength, 2 * Amplitude });
        }
    }
}
