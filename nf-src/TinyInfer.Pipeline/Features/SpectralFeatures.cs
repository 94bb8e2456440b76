using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Power in bands of frequency and the dominant frequency of each channel, channel by channel, of a windowed FFT. A
    /// band's feature is 256 log2(1 + the sum of |bin|² over its bins), bins of the samples minus their mean under a Hann
    /// window; the dominant frequency is that of the strongest bin but the constant one, in thousandths of a hertz.
    /// </summary>
    public class SpectralFeatures : ScaledFeatures
    {
        private const int LogBits = 8;

        private readonly Spectrum _spectrum;
        private readonly LogScale _log = new LogScale(LogBits);
        private readonly int _milliHertz;

        // Band b has the bins _edges[b] … _edges[b + 1] - 1.
        private readonly short[] _edges;

        /// <param name="windowLength">Frames of samples in a window, 2 … 4096. The transform's length is the power of two at or above it.</param>
        /// <param name="hopLength">Frames of samples from one window to the next.</param>
        /// <param name="channels">Interleaved values a frame.</param>
        /// <param name="sampleRate">Hz, 0.001 … 1,000,000.</param>
        /// <param name="bandEdges">
        /// Hz, ascending: band b has the bins from edge b on and below edge b + 1. The last is at most half the sample rate,
        /// whose bin then belongs to the last band.
        /// </param>
        /// <param name="range">Of each feature, or of the bands and the dominant frequency of a channel; null: 0 … 2^52 and the frequencies there are.</param>
        /// <exception cref="ArgumentException">A number is out of its range, a band has no bin, or the range is of another number of features.</exception>
        public SpectralFeatures(int windowLength, int hopLength, int channels, float sampleRate, float[] bandEdges, FeatureRange range)
            : base(windowLength, hopLength, channels, PerChannel(bandEdges) * channels, range ?? DefaultRange(bandEdges, sampleRate))
        {
            _spectrum = new Spectrum(windowLength);
            _milliHertz = MilliHertz(sampleRate);
            _edges = new short[bandEdges.Length];
            int last = bandEdges.Length - 1;
            for (int i = 0; i <= last; i++)
            {
                double bin = bandEdges[i] * (double)_spectrum.Length / sampleRate;
                if (float.IsNaN(bandEdges[i]) || bin < 0 || bin > _spectrum.Length / 2)
                {
                    throw new ArgumentException(nameof(bandEdges));
                }

                // The first bin at or above the edge.
                int edge = -Elementary.Floor(-bin);
                _edges[i] = (short)(i == last && bin == _spectrum.Length / 2 ? edge + 1 : edge);
                if (i > 0 && _edges[i] <= _edges[i - 1])
                {
                    throw new ArgumentException(nameof(bandEdges));
                }
            }
        }

        /// <summary>Samples a transform.</summary>
        public int FftLength => _spectrum.Length;

        /// <inheritdoc/>
        protected override void ComputeValues(short[] ring, int start)
        {
            int features = _edges.Length;
            for (int channel = 0; channel < SourceChannels; channel++)
            {
                _spectrum.Compute(ring, start + channel, SourceChannels, Mean(ring, channel));
                int at = channel * features;
                for (int band = 0; band < features - 1; band++)
                {
                    Values[at + band] = Log(Power(_edges[band], _edges[band + 1]));
                }

                Values[at + features - 1] = (int)(((long)_milliHertz * Strongest() + _spectrum.Length / 2) / _spectrum.Length);
            }
        }

        private int Mean(short[] ring, int channel)
        {
            long sum = 0;
            for (int i = channel; i < ring.Length; i += SourceChannels)
            {
                sum += ring[i];
            }

            sum <<= Spectrum.MeanBits;
            return (int)((sum < 0 ? sum - WindowLength / 2 : sum + WindowLength / 2) / WindowLength);
        }

        private long Power(int from, int to)
        {
            int[] real = _spectrum.Real;
            int[] imaginary = _spectrum.Imaginary;
            long power = 0;
            for (int bin = from; bin < to; bin++)
            {
                long r = real[bin];
                long i = imaginary[bin];
                power += r * r + i * i;
            }

            return power;
        }

        private int Strongest()
        {
            int[] real = _spectrum.Real;
            int[] imaginary = _spectrum.Imaginary;
            int strongest = 0;
            long most = 0;
            for (int bin = 1; bin <= _spectrum.Length / 2; bin++)
            {
                long r = real[bin];
                long i = imaginary[bin];
                long power = r * r + i * i;
                if (power > most)
                {
                    most = power;
                    strongest = bin;
                }
            }

            return strongest;
        }

        private int Log(long power)
        {
            return _log.Log2OnePlus(power, 2 * _spectrum.Exponent);
        }

        private static int PerChannel(float[] bandEdges)
        {
            if (bandEdges == null || bandEdges.Length < 2)
            {
                throw new ArgumentException(nameof(bandEdges));
            }

            // Bands, and the dominant frequency.
            return bandEdges.Length;
        }

        private static FeatureRange DefaultRange(float[] bandEdges, float sampleRate)
        {
            int[] low = new int[bandEdges.Length];
            int[] high = new int[bandEdges.Length];
            for (int i = 0; i < high.Length; i++)
            {
                high[i] = 52 << LogBits;
            }

            high[high.Length - 1] = MilliHertz(sampleRate) / 2 + 1;
            return new FeatureRange(low, high);
        }

        private static int MilliHertz(float sampleRate)
        {
            // On a device NaN compares as if it were large.
            if (float.IsNaN(sampleRate) || sampleRate < 0.001f || sampleRate > 1000000)
            {
                throw new ArgumentException(nameof(sampleRate));
            }

            return (int)(sampleRate * 1000.0 + 0.5);
        }
    }
}
