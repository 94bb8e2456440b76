namespace TinyInfer.Pipeline
{
    /// <summary>
    /// PCAN: each channel times (noise estimate + offset) ^ -strength, so that loud and soft rooms look alike, and then
    /// small values pressed together (x^2 / 4 below 2, x - 1 above). The power comes from parabolas, one for each power of two.
    /// </summary>
    internal class PcanGain
    {
        // Fraction bits of the signal-to-noise ratio and of the result.
        private const int RatioBits = 12;
        private const int OutputBits = 6;

        private const int Intervals = 32;

        // The parabola of numbers of n bits is gain[3 n …], by position in the interval, 10 bits. Numbers of 0 and 1 bits are values.
        private const int PositionBits = 10;
        private readonly short[] _gain = new short[3 * (Intervals + 1)];
        private readonly int _shift;

        /// <param name="settings">Strength, offset and bits.</param>
        /// <param name="correctionBits">What the channels lack of fraction bits.</param>
        public PcanGain(MicroFrontendSettings settings, int correctionBits)
        {
            _shift = settings.GainBits - correctionBits - RatioBits;
            int inputBits = settings.SmoothingBits - correctionBits;
            _gain[0] = Gain(settings, inputBits, 0);
            _gain[3] = Gain(settings, inputBits, 1);
            for (int bits = 2; bits <= Intervals; bits++)
            {
                uint first = 1u << (bits - 1);
                uint last = bits == Intervals ? uint.MaxValue : 2 * first;
                int y0 = Gain(settings, inputBits, first);
                int middle = Gain(settings, inputBits, first + (first >> 1)) - y0;
                int end = Gain(settings, inputBits, last) - y0;
                _gain[3 * bits] = (short)y0;
                _gain[3 * bits + 1] = (short)(4 * middle - end);
                _gain[3 * bits + 2] = (short)(2 * end - 4 * middle);
            }
        }

        /// <summary>Multiplies each channel by the gain of its noise.</summary>
        public void Apply(uint[] channels, uint[] noise)
        {
            for (int i = 0; i < channels.Length; i++)
            {
                uint ratio = (uint)((channels[i] * (long)Gain(noise[i])) >> _shift);
                channels[i] = ratio < 2 << RatioBits
                    ? ratio * ratio >> (2 + 2 * RatioBits - OutputBits)
                    : (ratio >> (RatioBits - OutputBits)) - (1 << OutputBits);
            }
        }

        private int Gain(uint noise)
        {
            int bits = Bits.Length(noise);
            if (bits < 2)
            {
                return _gain[3 * bits];
            }

            int above = bits - 1 - PositionBits;
            int position = (int)(above < 0 ? noise << -above : noise >> above) & ((1 << PositionBits) - 1);
            int sum = (_gain[3 * bits + 2] * position >> 5) + (_gain[3 * bits + 1] << 5);
            return (short)(((sum * position + (1 << 14)) >> 15) + _gain[3 * bits]);
        }

        private static short Gain(MicroFrontendSettings settings, int inputBits, uint noise)
        {
            double scale = 1;
            for (int i = 0; i < inputBits; i++)
            {
                scale *= 2;
            }

            float x = (float)((float)((float)noise / (float)scale) + settings.GainOffset);
            float power = (float)Elementary.Exp(-settings.GainStrength * Elementary.Log(x));
            float gain = (float)((float)(1u << settings.GainBits) * power);
            return gain > short.MaxValue ? short.MaxValue : (short)(gain + 0.5f);
        }
    }
}
