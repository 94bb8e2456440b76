using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// A cascade of second-order filters over interleaved int16 channels, and after it decimation: of so many frames the
    /// first is kept. Between samples each section keeps its output with 12 more bits than the samples have, so that filters
    /// with a low cutoff do not stick. Allocates nothing once it is made.
    /// </summary>
    public class SampleFilter
    {
        private const int MaxDecimation = 1000;
        private const int StateBits = 12;
        private const int StatesPerSection = 4;
        private const long Rounding = 1L << (Biquad.FractionBits - 1);

        // A state that has grown past any sample: the filter overshoots, and is held here.
        private const int MostState = 1 << 30;

        // Of section s, five from 5 s on: b0, b1, b2, a1, a2.
        private readonly int[] _coefficients;

        // Of section s and channel c: the last two inputs and the last two outputs.
        private readonly int[] _states;
        private readonly int _sections;
        private int _skip;

        /// <param name="sections">In the order they are applied; none: nothing is filtered.</param>
        /// <param name="decimation">1 … 1000: of so many frames one is kept. What could alias must have been filtered.</param>
        /// <param name="channels">Interleaved values a frame.</param>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public SampleFilter(Biquad[] sections, int decimation, int channels)
        {
            if (sections == null || decimation < 1 || decimation > MaxDecimation || channels < 1)
            {
                throw new ArgumentException();
            }

            Decimation = decimation;
            Channels = channels;
            _sections = sections.Length;
            _coefficients = new int[5 * sections.Length];
            _states = new int[StatesPerSection * sections.Length * channels];
            for (int i = 0; i < sections.Length; i++)
            {
                Biquad section = sections[i];
                _coefficients[5 * i] = section.B0;
                _coefficients[5 * i + 1] = section.B1;
                _coefficients[5 * i + 2] = section.B2;
                _coefficients[5 * i + 3] = section.A1;
                _coefficients[5 * i + 4] = section.A2;
            }
        }

        /// <summary>Of so many frames one is kept.</summary>
        public int Decimation { get; }

        /// <summary>Interleaved values a frame.</summary>
        public int Channels { get; }

        /// <summary>Frames that the next call of <see cref="Apply"/> leaves out before the first it keeps.</summary>
        public int FramesToNext => _skip;

        /// <summary>
        /// What goes before decimation so that nothing aliases: a Butterworth low-pass of order 4 at 0.4 of the new rate.
        /// </summary>
        /// <param name="sampleRate">Hz, before decimation.</param>
        /// <param name="decimation">2 … 1000.</param>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public static Biquad[] AntiAliasing(float sampleRate, int decimation)
        {
            if (decimation < 2 || decimation > MaxDecimation)
            {
                throw new ArgumentException(nameof(decimation));
            }

            // Qualities of the two sections: 1 / (2 cos(pi / 8)) and 1 / (2 cos(3 pi / 8)).
            float cutoff = 0.4f * sampleRate / decimation;
            return new Biquad[] { Biquad.LowPass(cutoff, sampleRate, 0.54119610f), Biquad.LowPass(cutoff, sampleRate, 1.30656296f) };
        }

        /// <summary>Filters frames in place and moves those that are kept to the front.</summary>
        /// <param name="values">Has the frames, interleaved; takes the result.</param>
        /// <param name="start">Where they begin, and where the result begins.</param>
        /// <param name="count">Values: whole frames.</param>
        /// <returns>Values that are kept.</returns>
        /// <exception cref="ArgumentException">The values are not in the array, or are no whole frames.</exception>
        public int Apply(short[] values, int start, int count)
        {
            if (values == null)
            {
                throw new ArgumentNullException(nameof(values));
            }

            if (start < 0 || count < 0 || start > values.Length - count || count % Channels != 0)
            {
                throw new ArgumentException();
            }

            for (int channel = 0; channel < Channels; channel++)
            {
                for (int section = 0; section < _sections; section++)
                {
                    Filter(values, start + channel, start + count, section, channel);
                }
            }

            return Decimation == 1 ? count : Decimate(values, start, count);
        }

        /// <summary>Forgets all earlier samples, as after a gap.</summary>
        public void Reset()
        {
            Array.Clear(_states, 0, _states.Length);
            _skip = 0;
        }

        private void Filter(short[] values, int from, int end, int section, int channel)
        {
            long b0 = _coefficients[5 * section];
            long b1 = _coefficients[5 * section + 1];
            long b2 = _coefficients[5 * section + 2];
            long a1 = _coefficients[5 * section + 3];
            long a2 = _coefficients[5 * section + 4];
            int at = StatesPerSection * (section * Channels + channel);
            int channels = Channels;
            int x1 = _states[at];
            int x2 = _states[at + 1];
            int y1 = _states[at + 2];
            int y2 = _states[at + 3];
            for (int i = from; i < end; i += channels)
            {
                int x = values[i];
                long sum = ((b0 * x + b1 * x1 + b2 * x2) << StateBits) - a1 * y1 - a2 * y2;
                sum = (sum + Rounding) >> Biquad.FractionBits;
                int y = sum > MostState ? MostState : sum < -MostState ? -MostState : (int)sum;
                x2 = x1;
                x1 = x;
                y2 = y1;
                y1 = y;
                y = (y + (1 << (StateBits - 1))) >> StateBits;
                values[i] = (short)(y > short.MaxValue ? short.MaxValue : y < short.MinValue ? short.MinValue : y);
            }

            _states[at] = x1;
            _states[at + 1] = x2;
            _states[at + 2] = y1;
            _states[at + 3] = y2;
        }

        private int Decimate(short[] values, int start, int count)
        {
            int to = start;
            int from = start + _skip * Channels;
            for (; from < start + count; from += Decimation * Channels)
            {
                Array.Copy(values, from, values, to, Channels);
                to += Channels;
            }

            _skip = (from - start - count) / Channels;
            return to - start;
        }
    }
}
