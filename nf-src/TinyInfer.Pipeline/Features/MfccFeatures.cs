using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Mel-frequency cepstral coefficients: the first coefficients of the orthonormal DCT-II over a frame of the log-mel
    /// spectrogram that <see cref="LogMelFeatures"/> has, in 256ths of a base-2 logarithm.
    /// </summary>
    public class MfccFeatures : ScaledFeatures
    {
        private const int CosineBits = 14;
        private const int Rounding = 1 << (CosineBits - 1);

        private readonly MelSpectrum _spectrum;
        private readonly int[] _channels;

        // Coefficient by coefficient.
        private readonly short[] _cosines;

        /// <param name="settings">Rates, lengths and limits.</param>
        /// <param name="coefficientCount">Features a frame, from coefficient 0 on; at most the channels.</param>
        /// <param name="range">Of each coefficient, or of all; null: all that can be.</param>
        /// <exception cref="ArgumentException">A setting is out of its range, or the range is of another number of coefficients.</exception>
        public MfccFeatures(MelSettings settings, int coefficientCount, FeatureRange range)
            : base(settings.WindowLength, settings.HopLength, 1, coefficientCount, range ?? DefaultRange(settings.ChannelCount))
        {
            int channels = settings.ChannelCount;
            if (coefficientCount > channels)
            {
                throw new ArgumentException(nameof(coefficientCount));
            }

            _spectrum = new MelSpectrum(settings);
            _channels = new int[channels];
            _cosines = new short[coefficientCount * channels];

            // sqrt(2 / channels), the constant one 1 / sqrt(channels).
            double scale = Elementary.Exp(0.5 * Elementary.Log(2.0 / channels));
            double constant = Elementary.Exp(-0.5 * Elementary.Log(channels));
            for (int k = 0; k < coefficientCount; k++)
            {
                for (int i = 0; i < channels; i++)
                {
                    double cosine = k == 0 ? constant : scale * Elementary.CosOfTurn(k * (2 * i + 1), 4 * channels);
                    _cosines[k * channels + i] = (short)Elementary.Floor(cosine * (1 << CosineBits) + 0.5);
                }
            }
        }

        /// <inheritdoc/>
        protected override void ComputeValues(short[] ring, int start)
        {
            int[] channels = _channels;
            short[] cosines = _cosines;
            int[] values = Values;
            _spectrum.Compute(ring, start, channels);
            int at = 0;
            for (int k = 0; k < values.Length; k++)
            {
                long sum = Rounding;
                for (int i = 0; i < channels.Length; i++)
                {
                    sum += (long)(channels[i] * cosines[at]);
                    at++;
                }

                values[k] = (int)(sum >> CosineBits);
            }
        }

        // No coefficient is larger than the length of the vector, sqrt(channels) times the most of one.
        private static FeatureRange DefaultRange(int channels)
        {
            int most = MelSpectrum.Most * (int)(Bits.SquareRoot(channels) + 1);
            return new FeatureRange(-most, most);
        }
    }
}
