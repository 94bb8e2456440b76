using System;
using TinyInfer.Pipeline;

namespace TinyInfer.Sensors
{
    /// <summary>
    /// A microphone's samples from a stream of little-endian PCM: 16 bits, or 24 bits in the upper bytes of 32 as an INMP441
    /// has them. A microphone does not say when it lost samples; between reads that are further apart than its buffer lasts,
    /// it has.
    /// </summary>
    public class MicrophoneSource : ISampleSource
    {
        private const int BufferBytes = 1024;

        private readonly IByteInput _input;
        private readonly SampleTime _time;
        private readonly MicrosecondClock _clock;
        private readonly byte[] _buffer = new byte[BufferBytes];
        private readonly int _sampleBytes;
        private readonly int _gain;
        private readonly long _patience;
        private long _lastRead;
        private int _rest;

        /// <param name="input">The microphone's bytes.</param>
        /// <param name="sampleRate">Hz.</param>
        /// <param name="bits">16 or 32.</param>
        /// <param name="gain">Of 32 bits: 0 takes the upper 16, each one more doubles the amplitude, 0 … 8; what is too loud is clipped.</param>
        /// <param name="bufferMilliseconds">How long the driver's buffer lasts.</param>
        /// <param name="clock">Null: <see cref="SystemClock"/>.</param>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public MicrophoneSource(IByteInput input, int sampleRate, int bits, int gain, int bufferMilliseconds, MicrosecondClock clock)
        {
            _input = input ?? throw new ArgumentNullException(nameof(input));
            if (sampleRate < 1 || (bits != 16 && bits != 32) || gain < 0 || gain > 8 || (bits == 16 && gain != 0) || bufferMilliseconds < 1)
            {
                throw new ArgumentException();
            }

            SampleRate = sampleRate;
            _sampleBytes = bits / 8;
            _gain = gain;
            _clock = clock ?? SystemClock.Microseconds;
            _patience = 1000L * bufferMilliseconds;
            _time = new SampleTime(_clock, sampleRate);
            _lastRead = _clock();
        }

        /// <inheritdoc/>
        public float SampleRate { get; }

        /// <inheritdoc/>
        public int Channels => 1;

        /// <inheritdoc/>
        public long Time { get; private set; }

        /// <inheritdoc/>
        public bool IsAfterGap { get; private set; }

        /// <inheritdoc/>
        public bool IsAtEnd => false;

        /// <inheritdoc/>
        public int Read(short[] values, int start, int count)
        {
            int want = count * _sampleBytes;
            want = want < BufferBytes ? want : BufferBytes;
            want -= _rest;
            int got = want <= 0 ? 0 : _input.Read(_buffer, _rest, want);
            if (got == 0)
            {
                return 0;
            }

            long now = _clock();
            IsAfterGap = now - _lastRead > _patience;
            _lastRead = now;
            if (IsAfterGap)
            {
                _time.Restart();
            }

            int bytes = _rest + got;
            int samples = bytes / _sampleBytes;
            for (int i = 0; i < samples; i++)
            {
                values[start + i] = _sampleBytes == 2
                    ? (short)(_buffer[2 * i] | (_buffer[2 * i + 1] << 8))
                    : Upper(_buffer[4 * i + 1] << 8 | _buffer[4 * i + 2] << 16 | _buffer[4 * i + 3] << 24);
            }

            // A part of a sample waits for the rest of it.
            _rest = bytes - samples * _sampleBytes;
            Array.Copy(_buffer, samples * _sampleBytes, _buffer, 0, _rest);
            Time = _time.Next;
            _time.Add(samples);
            return samples;
        }

        private short Upper(int sample)
        {
            int value = sample >> (16 - _gain);
            return (short)(value > short.MaxValue ? short.MaxValue : value < short.MinValue ? short.MinValue : value);
        }
    }
}
