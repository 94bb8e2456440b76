using System;

namespace TinyInfer.Pipeline
{
    /// <summary>
    /// The last samples of a stream, as windows of equal length that begin one hop after another. The samples lie in a ring,
    /// so nothing moves when a window does. After a gap in the stream a new window begins: none has samples from both sides.
    /// </summary>
    public class SlidingWindow
    {
        private const long NanosecondsPerSecond = 1000000000;
        private const float MinSampleRate = 0.001f;
        private const float MaxSampleRate = 10000000;

        private readonly long _nanosecondsPerFrame;
        private int _end;
        private int _filled;

        // Values that the stream must still give before the window is complete.
        private int _missing;

        /// <param name="length">Frames of samples in a window, a value of each channel in a frame.</param>
        /// <param name="hop">Frames from one window to the next; more than the length leaves samples out.</param>
        /// <param name="channels">Values a frame, interleaved.</param>
        /// <param name="sampleRate">Frames a second, 0.001 … 10,000,000.</param>
        /// <exception cref="ArgumentOutOfRangeException">One of them is not above 0 or too large.</exception>
        public SlidingWindow(int length, int hop, int channels, float sampleRate)
        {
            // On a device NaN compares as if it were large.
            if (length < 1 || hop < 1 || channels < 1 || float.IsNaN(sampleRate) || sampleRate < MinSampleRate || sampleRate > MaxSampleRate
                || length > int.MaxValue / channels || hop > int.MaxValue / channels)
            {
                throw new ArgumentOutOfRangeException(nameof(length));
            }

            Length = length;
            Hop = hop;
            Channels = channels;
            _nanosecondsPerFrame = (long)(NanosecondsPerSecond / (double)sampleRate + 0.5);
            Values = new short[length * channels];
            _missing = Values.Length;
        }

        /// <summary>Frames in a window.</summary>
        public int Length { get; }

        /// <summary>Frames from one window to the next.</summary>
        public int Hop { get; }

        /// <summary>Values a frame.</summary>
        public int Channels { get; }

        /// <summary>
        /// Length * Channels values, interleaved; the window's first is at <see cref="Start"/>, and after the last comes
        /// the one at 0. They are the window's until the next call of <see cref="Add"/>.
        /// </summary>
        public short[] Values { get; }

        /// <summary>Where in <see cref="Values"/> a complete window begins.</summary>
        public int Start => _end;

        /// <summary>Whether the last call of <see cref="Add"/> completed a window.</summary>
        public bool IsComplete { get; private set; }

        /// <summary>Time of the complete window's last frame in microseconds, on the clock of what was added.</summary>
        public long EndTime { get; private set; }

        /// <summary>Time of the complete window's first frame in microseconds.</summary>
        public long StartTime => EndTime - (Length - 1) * _nanosecondsPerFrame / 1000;

        /// <summary>How often the stream was interrupted.</summary>
        public int GapCount { get; private set; }

        /// <summary>Adds frames until a window is complete or there are no more; call it again with the rest.</summary>
        /// <param name="values">Has the frames, interleaved.</param>
        /// <param name="start">Where the first begins.</param>
        /// <param name="count">Values: whole frames.</param>
        /// <param name="time">Microseconds of the first frame.</param>
        /// <returns>How many values were taken; 0 only if there were none.</returns>
        /// <exception cref="ArgumentException">The values are not in the array, or are no whole frames.</exception>
        public int Add(short[] values, int start, int count, long time)
        {
            if (values == null)
            {
                throw new ArgumentNullException(nameof(values));
            }

            if (start < 0 || count < 0 || start > values.Length - count || count % Channels != 0)
            {
                throw new ArgumentException();
            }

            IsComplete = false;
            int taken = count < _missing ? count : _missing;

            // Where the hop is longer than the window, what is between windows is passed over.
            int between = _missing - (Values.Length - _filled);
            int skipped = between < taken ? between : taken;
            Store(values, start + skipped, taken - skipped);
            _missing -= taken;
            if (_missing == 0)
            {
                IsComplete = true;
                EndTime = time + (taken / Channels - 1) * _nanosecondsPerFrame / 1000;
                _missing = Hop * Channels;
                _filled = Hop < Length ? Values.Length - _missing : 0;
            }

            return taken;
        }

        /// <summary>Says that the stream was interrupted. What is in the window so far is dropped.</summary>
        public void Gap()
        {
            GapCount++;
            Reset();
        }

        /// <summary>Begins anew.</summary>
        public void Reset()
        {
            IsComplete = false;
            _end = 0;
            _filled = 0;
            _missing = Values.Length;
        }

        private void Store(short[] values, int start, int count)
        {
            int untilWrap = Values.Length - _end;
            if (count < untilWrap)
            {
                Array.Copy(values, start, Values, _end, count);
                _end += count;
            }
            else
            {
                Array.Copy(values, start, Values, _end, untilWrap);
                _end = count - untilWrap;
                Array.Copy(values, start + untilWrap, Values, 0, _end);
            }

            _filled += count;
        }
    }
}
