namespace TinyInfer.Benchmarks
{
    /// <summary>Features in float, as one writes them first: sums in loops, a window and a transform a channel.</summary>
    internal class PlainFeatures
    {
        private readonly int _length;
        private readonly int _channels;
        private readonly float[] _window;
        private readonly PlainFft _fft;
        private readonly int[] _edges;
        private readonly float[] _mel;
        private readonly float[] _weights;

        /// <param name="length">Samples a channel.</param>
        /// <param name="channels">Interleaved.</param>
        /// <param name="bands">Bands of the spectrum.</param>
        /// <param name="melChannels">Channels of the filter bank.</param>
        public PlainFeatures(int length, int channels, int bands, int melChannels)
        {
            _length = length;
            _channels = channels;
            int transform = 16;
            while (transform < length)
            {
                transform *= 2;
            }

            _fft = new PlainFft(transform);
            _window = new float[length];
            for (int i = 0; i < length; i++)
            {
                _window[i] = (float)(0.5 - 0.5 * PlainMath.Cos((double)i / length));
            }

            _edges = new int[bands + 1];
            for (int i = 0; i <= bands; i++)
            {
                _edges[i] = 1 + i * (transform / 2 - 1) / bands;
            }

            // Each bin between two centres counts for both, as in ours; where the centres are makes no difference to the time.
            _mel = new float[melChannels + 1];
            _weights = new float[transform / 2];
            for (int i = 0; i < _weights.Length; i++)
            {
                float place = i * (float)melChannels / _weights.Length;
                _weights[i] = place - (int)place;
            }

            Values = new float[channels * (bands + 9) + melChannels];
        }

        public float[] Values { get; }

        public void Statistics(short[] samples)
        {
            for (int channel = 0; channel < _channels; channel++)
            {
                float sum = 0;
                float squares = 0;
                float min = 40000;
                float max = -40000;
                float crossings = 0;
                float last = samples[channel];
                for (int i = channel; i < samples.Length; i += _channels)
                {
                    float value = samples[i];
                    sum += value;
                    squares += value * value;
                    min = value < min ? value : min;
                    max = value > max ? value : max;
                    crossings += (value < 0) != (last < 0) ? 1 : 0;
                    last = value;
                }

                float mean = sum / _length;
                float second = 0;
                float third = 0;
                float fourth = 0;
                for (int i = channel; i < samples.Length; i += _channels)
                {
                    float distance = samples[i] - mean;
                    float square = distance * distance;
                    second += square;
                    third += square * distance;
                    fourth += square * square;
                }

                float variance = second / _length;
                float deviation = PlainMath.Sqrt(variance);
                int at = 9 * channel;
                Values[at] = mean;
                Values[at + 1] = PlainMath.Sqrt(squares / _length);
                Values[at + 2] = deviation;
                Values[at + 3] = third / _length / (variance * deviation);
                Values[at + 4] = fourth / _length / (variance * variance);
                Values[at + 5] = min;
                Values[at + 6] = max;
                Values[at + 7] = crossings;
                Values[at + 8] = max - min;
            }
        }

        public void Spectral(short[] samples)
        {
            for (int channel = 0; channel < _channels; channel++)
            {
                float sum = 0;
                for (int i = channel; i < samples.Length; i += _channels)
                {
                    sum += samples[i];
                }

                Transform(samples, channel, sum / _length);
                float strongest = 0;
                int at = channel * _edges.Length;
                for (int band = 0; band + 1 < _edges.Length; band++)
                {
                    float power = 0;
                    for (int bin = _edges[band]; bin < _edges[band + 1]; bin++)
                    {
                        float energy = _fft.Real[bin] * _fft.Real[bin] + _fft.Imaginary[bin] * _fft.Imaginary[bin];
                        power += energy;
                        if (energy > strongest)
                        {
                            strongest = energy;
                            Values[at + _edges.Length - 1] = bin;
                        }
                    }

                    Values[at + band] = PlainMath.Log2(1 + power);
                }
            }
        }

        public void LogMel(short[] samples)
        {
            Transform(samples, 0, 0);
            int channels = _mel.Length - 1;
            for (int i = 0; i <= channels; i++)
            {
                _mel[i] = 0;
            }

            for (int bin = 0; bin < _weights.Length; bin++)
            {
                float energy = _fft.Real[bin] * _fft.Real[bin] + _fft.Imaginary[bin] * _fft.Imaginary[bin];
                int channel = bin * channels / _weights.Length;
                _mel[channel] += energy * (1 - _weights[bin]);
                _mel[channel + 1] += energy * _weights[bin];
            }

            for (int i = 0; i < channels; i++)
            {
                Values[i] = PlainMath.Log2(1 + _mel[i]);
            }
        }

        private void Transform(short[] samples, int channel, float mean)
        {
            float[] real = _fft.Real;
            float[] imaginary = _fft.Imaginary;
            int from = channel;
            for (int i = 0; i < real.Length; i++)
            {
                real[i] = i < _length ? (samples[from] - mean) * _window[i] : 0;
                imaginary[i] = 0;
                from += i + 1 < _length ? _channels : 0;
            }

            _fft.Transform();
        }
    }
}
