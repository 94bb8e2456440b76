namespace TinyInfer.Benchmarks
{
    /// <summary>A complex FFT in float as textbooks have it: radix 2, in place, its twiddle factors in tables.</summary>
    internal class PlainFft
    {
        private readonly float[] _cos;
        private readonly float[] _sin;

        public PlainFft(int length)
        {
            Real = new float[length];
            Imaginary = new float[length];
            _cos = new float[length / 2];
            _sin = new float[length / 2];
            for (int i = 0; i < length / 2; i++)
            {
                _cos[i] = (float)PlainMath.Cos((double)i / length);
                _sin[i] = (float)PlainMath.Cos((double)i / length + 0.25);
            }
        }

        public float[] Real { get; }

        public float[] Imaginary { get; }

        public void Transform()
        {
            float[] real = Real;
            float[] imaginary = Imaginary;
            int length = real.Length;
            for (int i = 1, j = 0; i < length; i++)
            {
                int bit = length >> 1;
                for (; (j & bit) != 0; bit >>= 1)
                {
                    j ^= bit;
                }

                j ^= bit;
                if (i < j)
                {
                    float swap = real[i];
                    real[i] = real[j];
                    real[j] = swap;
                    swap = imaginary[i];
                    imaginary[i] = imaginary[j];
                    imaginary[j] = swap;
                }
            }

            for (int size = 1; size < length; size *= 2)
            {
                int step = length / (2 * size);
                for (int k = 0; k < size; k++)
                {
                    float c = _cos[k * step];
                    float s = _sin[k * step];
                    for (int at = k; at < length; at += 2 * size)
                    {
                        int other = at + size;
                        float r = real[other] * c - imaginary[other] * s;
                        float i = real[other] * s + imaginary[other] * c;
                        real[other] = real[at] - r;
                        imaginary[other] = imaginary[at] - i;
                        real[at] += r;
                        imaginary[at] += i;
                    }
                }
            }
        }
    }
}
