using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// A frame of a log-mel spectrogram: 256 log2(1 + energy) of each channel of a mel filter bank, where the energy is the
    /// sum of weight times |bin|² of the samples under a Hann window.
    /// </summary>
    public class LogMelFeatures : ScaledFeatures
    {
        private readonly MelSpectrum _spectrum;

        /// <param name="settings">Rates, lengths and limits.</param>
        /// <param name="range">Of each channel, or of all; null: 0 … 2^52.</param>
        /// <exception cref="ArgumentException">A setting is out of its range, or the range is of another number of channels.</exception>
        public LogMelFeatures(MelSettings settings, FeatureRange range)
            : base(settings.WindowLength, settings.HopLength, 1, settings.ChannelCount, range ?? new FeatureRange(0, MelSpectrum.Most))
        {
            _spectrum = new MelSpectrum(settings);
        }

        /// <inheritdoc/>
        protected override void ComputeValues(short[] ring, int start)
        {
            _spectrum.Compute(ring, start, Values);
        }
    }
}
