using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// The audio features that TensorFlow Lite Micro's speech models are trained with: Hann window, FFT, mel filter bank,
    /// square root, noise reduction, gain control, logarithm. One channel of 16-bit samples in, a frame of int8 features
    /// out, equal to that library's features bit for bit. Integers only, once it is made. The noise estimate goes on from
    /// window to window, so windows come in order.
    /// </summary>
    public class MicroFrontend : FrameFeatures
    {
        private const int WindowBits = 12;

        private readonly short[] _window;
        private readonly short[] _samples;
        private readonly ShortFft _fft;
        private readonly MelFilterBank _filters;
        private readonly NoiseReduction _noise;
        private readonly PcanGain _gain;
        private readonly LogScale _log;
        private readonly int _correctionBits;
        private readonly int _int8Range;
        private readonly uint[] _channels;

        /// <exception cref="ArgumentNullException">No settings.</exception>
        /// <exception cref="ArgumentException">A setting is out of its range.</exception>
        public MicroFrontend(MicroFrontendSettings settings)
            : base(Samples(settings, false), Samples(settings, true), 1, settings.ChannelCount)
        {
            int fftLength = ShortFft.MinLength;
            while (fftLength < WindowLength)
            {
                fftLength *= 2;
            }

            // What the square roots of energies lack: the FFT divided by its length, and Q12 weights count half.
            _correctionBits = Bits.Length(fftLength) - 1 - MelFilterBank.WeightBits / 2;
            Check(settings, _correctionBits);
            _fft = new ShortFft(fftLength);
            _samples = new short[fftLength];
            _filters = new MelFilterBank(
                settings.ChannelCount, settings.LowerBandLimit, settings.UpperBandLimit, settings.SampleRate, fftLength);
            _noise = new NoiseReduction(settings);
            _gain = settings.HasGainControl ? new PcanGain(settings, _correctionBits) : null;
            _log = new LogScale(settings.LogScaleBits);
            _int8Range = settings.Int8Range;
            _channels = new uint[settings.ChannelCount];

            // Hann, its values between the ends of the window.
            _window = new short[WindowLength];
            for (int i = 0; i < WindowLength; i++)
            {
                double value = 0.5 - 0.5 * Elementary.CosOfTurn(2 * i + 1, 2 * WindowLength);
                _window[i] = (short)Elementary.Floor(value * (1 << WindowBits) + 0.5);
            }
        }

        /// <inheritdoc/>
        /// <exception cref="ArgumentException">The ring is no window, or there is no room for the features.</exception>
        public override void Compute(short[] ring, int start, sbyte[] features, int featureStart)
        {
            if (ring == null || features == null)
            {
                throw new ArgumentNullException(nameof(ring));
            }

            if (ring.Length != WindowLength || start < 0 || start >= WindowLength
                || featureStart < 0 || featureStart > features.Length - FeatureCount)
            {
                throw new ArgumentException();
            }

            Analyse(ring, start);
            for (int i = 0; i < FeatureCount; i++)
            {
                int value = (Feature(i) * 256 + _int8Range / 2) / _int8Range + sbyte.MinValue;
                features[featureStart + i] = (sbyte)(value > sbyte.MaxValue ? sbyte.MaxValue : value);
            }
        }

        /// <inheritdoc/>
        public override void Reset()
        {
            _noise.Reset();
        }

        /// <summary>All but the logarithm.</summary>
        internal void Analyse(short[] ring, int start)
        {
            int largest = Window(ring, start);

            // As much resolution as 16 bits have.
            int shift = 15 - Bits.Length(largest);
            short[] samples = _samples;
            for (int i = 0; i < WindowLength; i++)
            {
                samples[i] = (short)(samples[i] << shift);
            }

            _fft.Transform(samples);
            _filters.Apply(_fft.Real, _fft.Imaginary, shift, _channels);
            _noise.Apply(_channels);
            if (_gain != null)
            {
                _gain.Apply(_channels, _noise.Estimate);
            }
        }

        /// <summary>Of the channel: the logarithm, times 2 to the log scale bits, 0 … 65535.</summary>
        internal int Feature(int channel)
        {
            uint value = _channels[channel];
            int log = _log.Apply(_correctionBits < 0 ? value >> -_correctionBits : value << _correctionBits);
            return log < ushort.MaxValue ? log : ushort.MaxValue;
        }

        /// <summary>Multiplies by the window. The largest absolute value; as in the reference, -32768 has none.</summary>
        private int Window(short[] ring, int start)
        {
            short[] window = _window;
            short[] samples = _samples;
            int largest = 0;
            int from = start;
            for (int i = 0; i < window.Length; i++)
            {
                int value = (ring[from] * window[i]) >> WindowBits;
                samples[i] = (short)value;
                value = value < 0 ? -value : value;
                if (value > largest && value <= short.MaxValue)
                {
                    largest = value;
                }

                from++;
                if (from == window.Length)
                {
                    from = 0;
                }
            }

            return largest;
        }

        private static int Samples(MicroFrontendSettings settings, bool isHop)
        {
            if (settings == null)
            {
                throw new ArgumentNullException(nameof(settings));
            }

            long milliseconds = isHop ? settings.HopMilliseconds : settings.WindowMilliseconds;
            long samples = settings.SampleRate * milliseconds / 1000;
            if (settings.SampleRate < 1 || milliseconds < 1 || samples < 1 || samples > ShortFft.MaxLength)
            {
                throw new ArgumentException();
            }

            return (int)samples;
        }

        private static void Check(MicroFrontendSettings settings, int correctionBits)
        {
            if (settings.Int8Range < 1
                || settings.SmoothingBits < 0 || settings.SmoothingBits > 31 || settings.SmoothingBits < correctionBits
                || settings.LogScaleBits < 0 || settings.LogScaleBits > 16
                || settings.GainBits > 31 || settings.GainBits - correctionBits < 12
                || !IsShare(settings.EvenSmoothing) || !IsShare(settings.OddSmoothing) || !IsShare(settings.MinSignalRemaining)
                || !IsBetween(settings.GainOffset, 1, 1000000) || !IsBetween(settings.GainStrength, 0, 10))
            {
                throw new ArgumentException();
            }
        }

        private static bool IsShare(float value)
        {
            return IsBetween(value, 0, 1);
        }

        private static bool IsBetween(float value, float least, float most)
        {
            // On a device NaN compares as if it were large.
            return !float.IsNaN(value) && value >= least && value <= most;
        }
    }
}
