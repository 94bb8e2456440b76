using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Coefficients of a second-order filter, y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2], as integers:
    /// 2^29 is 1. They come from R. Bristow-Johnson's "Cookbook formulae for audio equalizer biquad filter coefficients".
    /// </summary>
    public class Biquad
    {
        internal const int FractionBits = 29;

        private const int Most = 4;

        /// <exception cref="ArgumentException">A coefficient is not within ±4, or the filter is not stable.</exception>
        public Biquad(double b0, double b1, double b2, double a1, double a2)
        {
            // The poles are inside the unit circle.
            double sum = a1 < 0 ? -a1 : a1;
            if (double.IsNaN(a1) || double.IsNaN(a2) || a2 >= 1 || sum >= 1 + a2)
            {
                throw new ArgumentException(nameof(a2));
            }

            B0 = Fixed(b0);
            B1 = Fixed(b1);
            B2 = Fixed(b2);
            A1 = Fixed(a1);
            A2 = Fixed(a2);
        }

        internal int B0 { get; }

        internal int B1 { get; }

        internal int B2 { get; }

        internal int A1 { get; }

        internal int A2 { get; }

        /// <summary>Passes what is below the cutoff; with a quality of 0.7071 a Butterworth of order 2.</summary>
        /// <param name="cutoff">Hz, above 0 and below half the sample rate.</param>
        /// <param name="sampleRate">Hz.</param>
        /// <param name="quality">0.1 … 10.</param>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public static Biquad LowPass(float cutoff, float sampleRate, float quality)
        {
            double cos = Cos(cutoff, sampleRate);
            double alpha = Alpha(cutoff, sampleRate, quality);
            double scale = 1 / (1 + alpha);
            double b = (1 - cos) / 2 * scale;
            return new Biquad(b, 2 * b, b, -2 * cos * scale, (1 - alpha) * scale);
        }

        /// <summary>Passes what is above the cutoff, and with it no constant part.</summary>
        /// <param name="cutoff">Hz, above 0 and below half the sample rate.</param>
        /// <param name="sampleRate">Hz.</param>
        /// <param name="quality">0.1 … 10.</param>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public static Biquad HighPass(float cutoff, float sampleRate, float quality)
        {
            double cos = Cos(cutoff, sampleRate);
            double alpha = Alpha(cutoff, sampleRate, quality);
            double scale = 1 / (1 + alpha);
            double b = (1 + cos) / 2 * scale;
            return new Biquad(b, -2 * b, b, -2 * cos * scale, (1 - alpha) * scale);
        }

        /// <summary>Passes what is near a frequency, with a gain of 1 there; its band is centre / quality wide.</summary>
        /// <param name="centre">Hz, above 0 and below half the sample rate.</param>
        /// <param name="sampleRate">Hz.</param>
        /// <param name="quality">0.1 … 10.</param>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public static Biquad BandPass(float centre, float sampleRate, float quality)
        {
            double cos = Cos(centre, sampleRate);
            double alpha = Alpha(centre, sampleRate, quality);
            double scale = 1 / (1 + alpha);
            return new Biquad(alpha * scale, 0, -alpha * scale, -2 * cos * scale, (1 - alpha) * scale);
        }

        private static double Cos(float frequency, float sampleRate)
        {
            return Elementary.CosOfTurn(Part(frequency, sampleRate), Whole);
        }

        private static double Alpha(float frequency, float sampleRate, float quality)
        {
            // On a device NaN compares as if it were large.
            if (float.IsNaN(quality) || quality < 0.1f || quality > 10)
            {
                throw new ArgumentException(nameof(quality));
            }

            return Elementary.SinOfTurn(Part(frequency, sampleRate), Whole) / (2 * quality);
        }

        private const int Whole = 1 << 28;

        /// <summary>Of a turn a sample, in 2^-28.</summary>
        private static int Part(float frequency, float sampleRate)
        {
            if (float.IsNaN(frequency) || float.IsNaN(sampleRate) || frequency <= 0 || frequency >= sampleRate / 2)
            {
                throw new ArgumentException(nameof(frequency));
            }

            return (int)(frequency / (double)sampleRate * Whole + 0.5);
        }

        private static int Fixed(double value)
        {
            if (double.IsNaN(value) || value <= -Most || value >= Most)
            {
                throw new ArgumentException(nameof(value));
            }

            return Elementary.Floor(value * (1 << FractionBits) + 0.5);
        }
    }
}
