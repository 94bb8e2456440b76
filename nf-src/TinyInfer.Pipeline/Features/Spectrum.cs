using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// The spectrum of a window: Hann (periodic: 0.5 - 0.5 cos(2 pi i / length)), zeros up to a power of two, FFT.
    /// </summary>
    internal class Spectrum
    {
        /// <summary>Fraction bits of a mean.</summary>
        public const int MeanBits = 8;

        // What the samples are multiplied by: at most 16 bits and these are 30.
        private const int WindowBits = 14;

        private readonly short[] _window;
        private readonly int[] _samples;
        private readonly RealFft _fft;

        /// <param name="windowLength">Samples, 2 … 4096.</param>
        /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
        public Spectrum(int windowLength)
        {
            _fft = new RealFft(FftLength(windowLength));
            _samples = new int[_fft.Length];
            _window = new short[windowLength];
            for (int i = 0; i < windowLength; i++)
            {
                _window[i] = (short)Elementary.Floor((0.5 - 0.5 * Elementary.CosOfTurn(i, windowLength)) * (1 << WindowBits) + 0.5);
            }
        }

        /// <summary>Samples a transform.</summary>
        public int Length => _fft.Length;

        public int[] Real => _fft.Real;

        public int[] Imaginary => _fft.Imaginary;

        /// <summary>A bin of the windowed samples' transform is Real and Imaginary times 2 to this power.</summary>
        public int Exponent => _fft.Exponent - WindowBits;

        /// <summary>The power of two at or above a window's length.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The window is too long.</exception>
        public static int FftLength(int windowLength)
        {
            if (windowLength < 2 || windowLength > RealFft.MaxLength)
            {
                throw new ArgumentOutOfRangeException(nameof(windowLength));
            }

            int length = RealFft.MinLength;
            while (length < windowLength)
            {
                length *= 2;
            }

            return length;
        }

        /// <summary>Transforms a channel of a window.</summary>
        /// <param name="ring">The window.</param>
        /// <param name="from">The channel's first value.</param>
        /// <param name="channels">From one value to the next.</param>
        /// <param name="mean">Is subtracted from each value; has fraction bits.</param>
        public void Compute(short[] ring, int from, int channels, int mean)
        {
            short[] window = _window;
            int[] samples = _samples;
            int end = ring.Length;
            int whole = mean >> MeanBits;
            int fraction = mean & ((1 << MeanBits) - 1);
            for (int i = 0; i < window.Length; i++)
            {
                int factor = window[i];
                samples[i] = (ring[from] - whole) * factor - (fraction * factor >> MeanBits);
                from += channels;
                if (from >= end)
                {
                    from -= end;
                }
            }

            // The rest stays 0: the transform only reads.
            _fft.Transform(samples);
        }
    }
}
