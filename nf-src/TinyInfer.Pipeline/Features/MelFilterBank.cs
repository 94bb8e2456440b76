using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Triangular filters with centres at equal distances on the mel scale, over the energies of an FFT's bins. Each bin
    /// between two centres counts for both: its weight w for the one below and about 1 - w for the one above. Weights are
    /// Q12 and cut off, from the same steps in float as TensorFlow Lite Micro's signal library makes them.
    /// </summary>
    internal class MelFilterBank
    {
        public const int WeightBits = 12;

        private const int One = 1 << WeightBits;

        // Bins between two centres: _starts[c] … _starts[c + 1] are below centre c, and above the one before it.
        private readonly short[] _starts;

        // Of each bin from the first: for the channel below and for the one above.
        private readonly short[] _weights;
        private readonly short[] _complements;

        /// <param name="channels">Channels, 1 … the FFT's length.</param>
        /// <param name="lowerLimit">Hz.</param>
        /// <param name="upperLimit">Hz.</param>
        /// <param name="sampleRate">Hz.</param>
        /// <param name="fftLength">Samples a transform.</param>
        /// <exception cref="ArgumentException">The limits are not in order or reach half the sample rate.</exception>
        public MelFilterBank(int channels, float lowerLimit, float upperLimit, int sampleRate, int fftLength)
        {
            // On a device NaN compares as if it were large.
            if (channels < 1 || channels > fftLength || float.IsNaN(lowerLimit) || float.IsNaN(upperLimit)
                || lowerLimit < 0 || upperLimit <= lowerLimit || upperLimit > sampleRate / 2f)
            {
                throw new ArgumentException();
            }

            ChannelCount = channels;
            double hzPerBin = sampleRate / 2.0 / (fftLength / 2);
            float lowest = Mel(lowerLimit);
            float spacing = (float)((float)(Mel(upperLimit) - lowest) / (float)(channels + 1));

            // The constant part is left out.
            int start = Elementary.Floor(1.5 + lowerLimit / hzPerBin);
            _starts = new short[channels + 2];
            _starts[0] = (short)start;
            int bin = start;
            for (int centre = 0; centre <= channels; centre++)
            {
                while (bin < fftLength / 2 && Mel((float)(bin * hzPerBin)) <= Centre(lowest, spacing, centre))
                {
                    bin++;
                }

                _starts[centre + 1] = (short)bin;
            }

            if (bin >= fftLength / 2)
            {
                throw new ArgumentException();
            }

            _weights = new short[bin - start];
            _complements = new short[bin - start];
            for (int centre = 0; centre <= channels; centre++)
            {
                float at = Centre(lowest, spacing, centre);
                float before = centre == 0 ? lowest : Centre(lowest, spacing, centre - 1);
                for (bin = _starts[centre]; bin < _starts[centre + 1]; bin++)
                {
                    float weight = (float)((float)(at - Mel((float)(bin * hzPerBin))) / (float)(at - before));
                    _weights[bin - start] = (short)(weight * One);
                    _complements[bin - start] = (short)((float)(1 - weight) * One);
                }
            }
        }

        public int ChannelCount { get; }

        /// <summary>Writes the square root of each channel's weighted energy.</summary>
        /// <param name="real">Bins of the transform.</param>
        /// <param name="imaginary">Bins of the transform.</param>
        /// <param name="shift">The root is shifted right by so many bits.</param>
        /// <param name="channels">Takes <see cref="ChannelCount"/> values.</param>
        public void Apply(short[] real, short[] imaginary, int shift, uint[] channels)
        {
            short[] weights = _weights;
            short[] complements = _complements;
            short[] starts = _starts;
            int first = starts[0];
            long above = 0;
            for (int centre = 0; centre < starts.Length - 1; centre++)
            {
                long sum = above;
                above = 0;
                int end = starts[centre + 1];
                for (int bin = starts[centre]; bin < end; bin++)
                {
                    int r = real[bin];
                    int i = imaginary[bin];
                    long energy = (long)(r * r) + i * i;
                    sum += weights[bin - first] * energy;
                    above += complements[bin - first] * energy;
                }

                // What is below the first centre is in no channel.
                if (centre > 0)
                {
                    channels[centre - 1] = (uint)(Root(sum) >> shift);
                }
            }
        }

        /// <summary>Writes each channel's weighted energy.</summary>
        /// <param name="real">Bins of a transform, the squares of all of them together below 2^62.</param>
        /// <param name="imaginary">As many.</param>
        /// <param name="channels">Takes <see cref="ChannelCount"/> values.</param>
        public void Energies(int[] real, int[] imaginary, long[] channels)
        {
            short[] weights = _weights;
            short[] complements = _complements;
            short[] starts = _starts;
            int first = starts[0];
            long above = 0;
            for (int centre = 0; centre < starts.Length - 1; centre++)
            {
                long sum = above;
                above = 0;
                int end = starts[centre + 1];
                for (int bin = starts[centre]; bin < end; bin++)
                {
                    long r = real[bin];
                    long i = imaginary[bin];
                    long energy = (r * r + i * i) >> WeightBits;
                    sum += weights[bin - first] * energy;
                    above += complements[bin - first] * energy;
                }

                if (centre > 0)
                {
                    channels[centre - 1] = sum;
                }
            }
        }

        // The reference's root of 32 bits has a result of 16.
        private static long Root(long sum)
        {
            long root = Bits.SquareRoot(sum);
            return root == 0x10000 && sum <= uint.MaxValue ? 0xFFFF : root;
        }

        private static float Centre(float lowest, float spacing, int index)
        {
            return (float)(lowest + (float)(spacing * (index + 1)));
        }

        private static float Mel(float hz)
        {
            return (float)(1127f * (float)Elementary.Log(1.0 + (float)(hz / 700f)));
        }
    }
}
