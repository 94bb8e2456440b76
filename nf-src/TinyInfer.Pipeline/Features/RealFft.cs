using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// FFT of real numbers in 32-bit fixed point with 64-bit products. The samples are shifted so that the largest has as
    /// many bits as the transform leaves room for, and the exponent counts it: soft signals are as precise as loud ones, and
    /// nothing overflows or is divided on the way. Radix 4, and 2 in the first stage where the length wants it.
    /// </summary>
    internal class RealFft
    {
        public const int MinLength = 16;
        public const int MaxLength = 4096;

        private const int TwiddleBits = 30;
        private const long Rounding = 1L << (TwiddleBits - 1);

        // Of a bin: |bin| is at most the length times √2 times the largest sample, which has so many bits less the length's.
        private const int MostBits = 29;

        // Of the complex transform of half the length: where each input goes, and its twiddle factors.
        private readonly short[] _order;
        private readonly int[] _cos;
        private readonly int[] _sin;

        // Of the step from it to the real one.
        private readonly int[] _realCos;
        private readonly int[] _realSin;
        private readonly int _sampleBits;

        /// <param name="length">A power of two, 16 … 4096.</param>
        /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
        public RealFft(int length)
        {
            if (length < MinLength || length > MaxLength || (length & (length - 1)) != 0)
            {
                throw new ArgumentOutOfRangeException(nameof(length));
            }

            Length = length;
            int points = length / 2;
            _sampleBits = MostBits - Bits.Length(points);
            Real = new int[points + 1];
            Imaginary = new int[points + 1];
            _order = new short[points];
            _cos = new int[points];
            _sin = new int[points];
            _realCos = new int[points / 2];
            _realSin = new int[points / 2];
            for (int i = 0; i < points; i++)
            {
                _order[i] = (short)FftOrder.Source(i, points);
                _cos[i] = Fraction(Elementary.CosOfTurn(i, points));
                _sin[i] = Fraction(-Elementary.SinOfTurn(i, points));
            }

            // e^(-i pi (k / points + 1/2))
            for (int k = 1; k <= points / 2; k++)
            {
                _realCos[k - 1] = Fraction(-Elementary.SinOfTurn(k, length));
                _realSin[k - 1] = Fraction(-Elementary.CosOfTurn(k, length));
            }
        }

        /// <summary>Samples a transform.</summary>
        public int Length { get; }

        /// <summary>Bins 0 … Length / 2, within ±2^30. The squares of all of them together stay below 2^61.</summary>
        public int[] Real { get; }

        /// <summary>Bins 0 … Length / 2, as the real parts.</summary>
        public int[] Imaginary { get; }

        /// <summary>The sum of sample times e^(-2 pi i k n / Length) is bin k times 2 to this power.</summary>
        public int Exponent { get; private set; }

        /// <summary>Transforms <see cref="Length"/> samples into the bins.</summary>
        /// <param name="samples">Each within ±2^30.</param>
        public void Transform(int[] samples)
        {
            int points = Length / 2;
            int bits = 0;
            for (int i = 0; i < 2 * points; i++)
            {
                int sample = samples[i];
                bits |= sample ^ (sample >> 31);
            }

            int shift = Bits.Length(bits) - _sampleBits;

            // Pairs of samples are the complex numbers.
            bool hasPairs = (Bits.Length(points) & 1) == 0;
            if (hasPairs)
            {
                FirstStageOfTwo(samples, points, shift);
            }
            else
            {
                FirstStageOfFour(samples, points, shift);
            }

            for (int size = hasPairs ? 2 : 4; size < points; size *= 4)
            {
                StageOfFour(size, points);
            }

            // Which leaves the bins twice as large.
            Unpack(points);
            Exponent = shift - 1;
        }

        private void FirstStageOfTwo(int[] samples, int points, int shift)
        {
            int[] real = Real;
            int[] imaginary = Imaginary;
            short[] order = _order;
            int left = shift < 0 ? -shift : 0;
            int right = shift < 0 ? 0 : shift;
            int rounding = (1 << right) >> 1;
            for (int i = 0; i < points; i += 2)
            {
                int source = 2 * order[i];
                int r0 = ((samples[source] << left) + rounding) >> right;
                int i0 = ((samples[source + 1] << left) + rounding) >> right;
                source = 2 * order[i + 1];
                int r1 = ((samples[source] << left) + rounding) >> right;
                int i1 = ((samples[source + 1] << left) + rounding) >> right;
                real[i] = r0 + r1;
                imaginary[i] = i0 + i1;
                real[i + 1] = r0 - r1;
                imaginary[i + 1] = i0 - i1;
            }
        }

        private void FirstStageOfFour(int[] samples, int points, int shift)
        {
            int[] real = Real;
            int[] imaginary = Imaginary;
            short[] order = _order;
            int left = shift < 0 ? -shift : 0;
            int right = shift < 0 ? 0 : shift;
            int rounding = (1 << right) >> 1;
            for (int i = 0; i < points; i += 4)
            {
                int source = 2 * order[i];
                int r0 = ((samples[source] << left) + rounding) >> right;
                int i0 = ((samples[source + 1] << left) + rounding) >> right;
                source = 2 * order[i + 1];
                int r1 = ((samples[source] << left) + rounding) >> right;
                int i1 = ((samples[source + 1] << left) + rounding) >> right;
                source = 2 * order[i + 2];
                int r2 = ((samples[source] << left) + rounding) >> right;
                int i2 = ((samples[source + 1] << left) + rounding) >> right;
                source = 2 * order[i + 3];
                int r3 = ((samples[source] << left) + rounding) >> right;
                int i3 = ((samples[source + 1] << left) + rounding) >> right;
                real[i] = r0 + r2 + r1 + r3;
                imaginary[i] = i0 + i2 + i1 + i3;
                real[i + 1] = r0 - r2 + i1 - i3;
                imaginary[i + 1] = i0 - i2 - r1 + r3;
                real[i + 2] = r0 + r2 - r1 - r3;
                imaginary[i + 2] = i0 + i2 - i1 - i3;
                real[i + 3] = r0 - r2 - i1 + i3;
                imaginary[i + 3] = i0 - i2 + r1 - r3;
            }
        }

        /// <summary>Joins each four transforms of <paramref name="size"/> points to one.</summary>
        private void StageOfFour(int size, int points)
        {
            int[] real = Real;
            int[] imaginary = Imaginary;
            int[] cosines = _cos;
            int[] sines = _sin;
            int step = points / (4 * size);
            for (int k = 0; k < size; k++)
            {
                int twiddle = k * step;
                long c1 = cosines[twiddle];
                long s1 = sines[twiddle];
                long c2 = cosines[2 * twiddle];
                long s2 = sines[2 * twiddle];
                long c3 = cosines[3 * twiddle];
                long s3 = sines[3 * twiddle];
                for (int at0 = k; at0 < points; at0 += 4 * size)
                {
                    int at1 = at0 + size;
                    int at2 = at1 + size;
                    int at3 = at2 + size;
                    int r0 = real[at0];
                    int i0 = imaginary[at0];

                    long r = real[at1];
                    long i = imaginary[at1];
                    int r1 = (int)((r * c1 - i * s1 + Rounding) >> TwiddleBits);
                    int i1 = (int)((r * s1 + i * c1 + Rounding) >> TwiddleBits);

                    r = real[at2];
                    i = imaginary[at2];
                    int r2 = (int)((r * c2 - i * s2 + Rounding) >> TwiddleBits);
                    int i2 = (int)((r * s2 + i * c2 + Rounding) >> TwiddleBits);

                    r = real[at3];
                    i = imaginary[at3];
                    int r3 = (int)((r * c3 - i * s3 + Rounding) >> TwiddleBits);
                    int i3 = (int)((r * s3 + i * c3 + Rounding) >> TwiddleBits);

                    real[at0] = r0 + r2 + r1 + r3;
                    imaginary[at0] = i0 + i2 + i1 + i3;
                    real[at1] = r0 - r2 + i1 - i3;
                    imaginary[at1] = i0 - i2 - r1 + r3;
                    real[at2] = r0 + r2 - r1 - r3;
                    imaginary[at2] = i0 + i2 - i1 - i3;
                    real[at3] = r0 - r2 - i1 + i3;
                    imaginary[at3] = i0 - i2 + r1 - r3;
                }
            }
        }

        /// <summary>From the transform of complex pairs to that of real numbers, times 2.</summary>
        private void Unpack(int points)
        {
            int[] real = Real;
            int[] imaginary = Imaginary;
            int r = real[0];
            int i = imaginary[0];
            real[0] = 2 * (r + i);
            imaginary[0] = 0;
            real[points] = 2 * (r - i);
            imaginary[points] = 0;
            for (int k = 1; k <= points / 2; k++)
            {
                int mirror = points - k;
                int sumReal = real[k] + real[mirror];
                int sumImaginary = imaginary[k] - imaginary[mirror];
                long differenceReal = real[k] - real[mirror];
                long differenceImaginary = imaginary[k] + imaginary[mirror];
                long c = _realCos[k - 1];
                long s = _realSin[k - 1];
                r = (int)((differenceReal * c - differenceImaginary * s + Rounding) >> TwiddleBits);
                i = (int)((differenceReal * s + differenceImaginary * c + Rounding) >> TwiddleBits);
                real[k] = sumReal + r;
                imaginary[k] = sumImaginary + i;
                real[mirror] = sumReal - r;
                imaginary[mirror] = i - sumImaginary;
            }
        }

        private static int Fraction(double value)
        {
            return Elementary.Floor(value * (1 << TwiddleBits) + 0.5);
        }
    }
}
