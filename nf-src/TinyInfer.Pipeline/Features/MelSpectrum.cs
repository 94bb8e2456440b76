using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Logarithms of the energies of a mel filter bank: 256 log2(1 + the sum of weight times |bin|²), bins of the samples
    /// under a Hann window. The filters are triangles of height 1 on mel = 1127 ln(1 + f / 700).
    /// </summary>
    internal class MelSpectrum
    {
        private const int LogBits = 8;

        private readonly Spectrum _spectrum;
        private readonly MelFilterBank _filters;
        private readonly long[] _energies;
        private readonly LogScale _log = new LogScale(LogBits);

        /// <exception cref="ArgumentException">A setting is out of its range.</exception>
        public MelSpectrum(MelSettings settings)
        {
            _spectrum = new Spectrum(settings.WindowLength);
            _filters = new MelFilterBank(
                settings.ChannelCount, settings.LowerBandLimit, settings.UpperBandLimit, settings.SampleRate, _spectrum.Length);
            _energies = new long[settings.ChannelCount];
        }

        /// <summary>The most that a channel can have.</summary>
        public static int Most => 52 << LogBits;

        /// <summary>Computes the channels of a window of one channel of samples.</summary>
        public void Compute(short[] ring, int start, int[] channels)
        {
            _spectrum.Compute(ring, start, 1, 0);
            _filters.Energies(_spectrum.Real, _spectrum.Imaginary, _energies);
            int exponent = 2 * _spectrum.Exponent;
            for (int i = 0; i < channels.Length; i++)
            {
                channels[i] = _log.Log2OnePlus(_energies[i], exponent);
            }
        }
    }
}
