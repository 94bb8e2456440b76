using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// FFT of real numbers in 16-bit fixed point, with the roundings of KISS FFT, whose FIXED_POINT=16 the micro-frontend is
    /// defined by: every stage divides by its radix, so that the result is the transform divided by the length. Radix 4, and
    /// 2 in the first stage where the length wants it.
    /// </summary>
    internal class ShortFft
    {
        public const int MinLength = 16;
        public const int MaxLength = 4096;

        private const int FractionBits = 15;
        private const int Rounding = 1 << (FractionBits - 1);
        private const int Half = short.MaxValue / 2;
        private const int Quarter = short.MaxValue / 4;

        // Of the complex transform of half the length: where each input goes, and its twiddle factors.
        private readonly short[] _order;
        private readonly short[] _cos;
        private readonly short[] _sin;

        // Of the step from it to the real one.
        private readonly short[] _realCos;
        private readonly short[] _realSin;

        /// <param name="length">A power of two, 16 … 4096.</param>
        /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
        public ShortFft(int length)
        {
            if (length < MinLength || length > MaxLength || (length & (length - 1)) != 0)
            {
                throw new ArgumentOutOfRangeException(nameof(length));
            }

            Length = length;
            int points = length / 2;
            Real = new short[points + 1];
            Imaginary = new short[points + 1];
            _order = new short[points];
            _cos = new short[points];
            _sin = new short[points];
            _realCos = new short[points / 2];
            _realSin = new short[points / 2];
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

        /// <summary>Bins 0 … Length / 2.</summary>
        public short[] Real { get; }

        /// <summary>Bins 0 … Length / 2.</summary>
        public short[] Imaginary { get; }

        /// <summary>Transforms <see cref="Length"/> samples into the bins.</summary>
        public void Transform(short[] samples)
        {
            int points = Length / 2;

            // Pairs of samples are the complex numbers.
            bool hasPairs = (Bits.Length(points) & 1) == 0;
            if (hasPairs)
            {
                FirstStageOfTwo(samples, points);
            }
            else
            {
                FirstStageOfFour(samples, points);
            }

            for (int size = hasPairs ? 2 : 4; size < points; size *= 4)
            {
                StageOfFour(size, points);
            }

            Unpack(points);
        }

        // The twiddle factors of the first stage are 1, and times 32767 / 32768 rounds to the same number.
        private void FirstStageOfTwo(short[] samples, int points)
        {
            short[] real = Real;
            short[] imaginary = Imaginary;
            short[] order = _order;
            for (int i = 0; i < points; i += 2)
            {
                int source = 2 * order[i];
                int r0 = (samples[source] * Half + Rounding) >> FractionBits;
                int i0 = (samples[source + 1] * Half + Rounding) >> FractionBits;
                source = 2 * order[i + 1];
                int r1 = (samples[source] * Half + Rounding) >> FractionBits;
                int i1 = (samples[source + 1] * Half + Rounding) >> FractionBits;
                real[i] = (short)(r0 + r1);
                imaginary[i] = (short)(i0 + i1);
                real[i + 1] = (short)(r0 - r1);
                imaginary[i + 1] = (short)(i0 - i1);
            }
        }

        private void FirstStageOfFour(short[] samples, int points)
        {
            short[] real = Real;
            short[] imaginary = Imaginary;
            short[] order = _order;
            for (int i = 0; i < points; i += 4)
            {
                int source = 2 * order[i];
                int r0 = (samples[source] * Quarter + Rounding) >> FractionBits;
                int i0 = (samples[source + 1] * Quarter + Rounding) >> FractionBits;
                source = 2 * order[i + 1];
                int r1 = (samples[source] * Quarter + Rounding) >> FractionBits;
                int i1 = (samples[source + 1] * Quarter + Rounding) >> FractionBits;
                source = 2 * order[i + 2];
                int r2 = (samples[source] * Quarter + Rounding) >> FractionBits;
                int i2 = (samples[source + 1] * Quarter + Rounding) >> FractionBits;
                source = 2 * order[i + 3];
                int r3 = (samples[source] * Quarter + Rounding) >> FractionBits;
                int i3 = (samples[source + 1] * Quarter + Rounding) >> FractionBits;

                real[i] = (short)(r0 + r2 + r1 + r3);
                imaginary[i] = (short)(i0 + i2 + i1 + i3);
                real[i + 1] = (short)(r0 - r2 + i1 - i3);
                imaginary[i + 1] = (short)(i0 - i2 - r1 + r3);
                real[i + 2] = (short)(r0 + r2 - r1 - r3);
                imaginary[i + 2] = (short)(i0 + i2 - i1 - i3);
                real[i + 3] = (short)(r0 - r2 - i1 + i3);
                imaginary[i + 3] = (short)(i0 - i2 + r1 - r3);
            }
        }

        /// <summary>Joins each four transforms of <paramref name="size"/> points to one.</summary>
        private void StageOfFour(int size, int points)
        {
            short[] real = Real;
            short[] imaginary = Imaginary;
            short[] cosines = _cos;
            short[] sines = _sin;
            int step = points / (4 * size);
            for (int k = 0; k < size; k++)
            {
                int twiddle = k * step;
                int c1 = cosines[twiddle];
                int s1 = sines[twiddle];
                int c2 = cosines[2 * twiddle];
                int s2 = sines[2 * twiddle];
                int c3 = cosines[3 * twiddle];
                int s3 = sines[3 * twiddle];
                for (int at0 = k; at0 < points; at0 += 4 * size)
                {
                    int at1 = at0 + size;
                    int at2 = at1 + size;
                    int at3 = at2 + size;
                    int r0 = (real[at0] * Quarter + Rounding) >> FractionBits;
                    int i0 = (imaginary[at0] * Quarter + Rounding) >> FractionBits;

                    int r = (real[at1] * Quarter + Rounding) >> FractionBits;
                    int i = (imaginary[at1] * Quarter + Rounding) >> FractionBits;
                    int r1 = (r * c1 - i * s1 + Rounding) >> FractionBits;
                    int i1 = (r * s1 + i * c1 + Rounding) >> FractionBits;

                    r = (real[at2] * Quarter + Rounding) >> FractionBits;
                    i = (imaginary[at2] * Quarter + Rounding) >> FractionBits;
                    int r2 = (r * c2 - i * s2 + Rounding) >> FractionBits;
                    int i2 = (r * s2 + i * c2 + Rounding) >> FractionBits;

                    r = (real[at3] * Quarter + Rounding) >> FractionBits;
                    i = (imaginary[at3] * Quarter + Rounding) >> FractionBits;
                    int r3 = (r * c3 - i * s3 + Rounding) >> FractionBits;
                    int i3 = (r * s3 + i * c3 + Rounding) >> FractionBits;

                    real[at0] = (short)(r0 + r2 + r1 + r3);
                    imaginary[at0] = (short)(i0 + i2 + i1 + i3);
                    real[at1] = (short)(r0 - r2 + i1 - i3);
                    imaginary[at1] = (short)(i0 - i2 - r1 + r3);
                    real[at2] = (short)(r0 + r2 - r1 - r3);
                    imaginary[at2] = (short)(i0 + i2 - i1 - i3);
                    real[at3] = (short)(r0 - r2 - i1 + i3);
                    imaginary[at3] = (short)(i0 - i2 + r1 - r3);
                }
            }
        }

        /// <summary>From the transform of the pairs to that of the samples, in place.</summary>
        private void Unpack(int points)
        {
            short[] real = Real;
            short[] imaginary = Imaginary;
            int r = (real[0] * Half + Rounding) >> FractionBits;
            int i = (imaginary[0] * Half + Rounding) >> FractionBits;
            real[0] = (short)(r + i);
            imaginary[0] = 0;
            real[points] = (short)(r - i);
            imaginary[points] = 0;
            for (int k = 1; k <= points / 2; k++)
            {
                int mirror = points - k;
                int kr = (real[k] * Half + Rounding) >> FractionBits;
                int ki = (imaginary[k] * Half + Rounding) >> FractionBits;
                int mr = (real[mirror] * Half + Rounding) >> FractionBits;
                int mi = ((short)-imaginary[mirror] * Half + Rounding) >> FractionBits;

                // Both are 16-bit numbers in KISS FFT, and so are the products below.
                int sumReal = kr + mr;
                int sumImaginary = ki + mi;
                int differenceReal = kr - mr;
                int differenceImaginary = ki - mi;
                int c = _realCos[k - 1];
                int s = _realSin[k - 1];
                r = (short)((differenceReal * c - differenceImaginary * s + Rounding) >> FractionBits);
                i = (short)((differenceReal * s + differenceImaginary * c + Rounding) >> FractionBits);
                real[k] = (short)((sumReal + r) >> 1);
                imaginary[k] = (short)((sumImaginary + i) >> 1);
                real[mirror] = (short)((sumReal - r) >> 1);
                imaginary[mirror] = (short)((i - sumImaginary) >> 1);
            }
        }

        private static short Fraction(double value)
        {
            return (short)Elementary.Floor(value * short.MaxValue + 0.5);
        }
    }
}
