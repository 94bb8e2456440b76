using System;

namespace TinyInfer.Pipeline.Tests
{
    /// <summary>Samples in memory, with gaps and a failure where a test wants them.</summary>
    internal class ArraySource : ISampleSource
    {
        private readonly short[] _samples;
        private int _at;

        public ArraySource(short[] samples, float sampleRate, int channels)
        {
            _samples = samples;
            SampleRate = sampleRate;
            Channels = channels;
        }

        public float SampleRate { get; }

        public int Channels { get; }

        public long Time { get; private set; }

        public bool IsAfterGap { get; private set; }

        public bool IsAtEnd => _at == _samples.Length;

        /// <summary>Before this frame samples were lost.</summary>
        public int GapAt { get; set; } = -1;

        /// <summary>Is thrown once at this frame.</summary>
        public int FailAt { get; set; } = -1;

        /// <summary>Begins again.</summary>
        public void Rewind()
        {
            _at = 0;
        }

        public int Read(short[] values, int start, int count)
        {
            int frame = _at / Channels;
            if (frame == FailAt)
            {
                FailAt = -1;
                throw new InvalidOperationException();
            }

            int left = _samples.Length - _at;
            count = count < left ? count : left;
            count = Until(GapAt, frame, count);
            count = Until(FailAt, frame, count);
            Array.Copy(_samples, _at, values, start, count);
            Time = (long)(frame * 1000000.0 / SampleRate);
            IsAfterGap = frame == GapAt;
            _at += count;
            return count;
        }

        private int Until(int stop, int frame, int count)
        {
            int most = (stop - frame) * Channels;
            return stop > frame && most < count ? most : count;
        }
    }
}
