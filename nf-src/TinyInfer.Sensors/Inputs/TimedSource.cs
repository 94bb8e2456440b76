using System;
using System.Threading;
using TinyInfer.Pipeline;

namespace TinyInfer.Sensors
{
    /// <summary>
    /// Asks an input at the ticks of a timer and keeps the frames until they are read. Timers of nanoFramework tick in
    /// milliseconds, so the rate is 1000 / n Hz. A tick that comes a period late, or finds no room, is a gap. Ticks run on a
    /// thread of their own.
    /// </summary>
    public class TimedSource : ISampleSource, IDisposable
    {
        private const int MicrosecondsPerMillisecond = 1000;

        private readonly IFrameInput _input;
        private readonly MicrosecondClock _clock;
        private readonly long _period;
        private readonly short[] _frame;
        private readonly Timer _timer;

        // A ring of frames, and what goes with each.
        private readonly object _lock = new object();
        private readonly short[] _ring;
        private readonly long[] _times;
        private readonly bool[] _gaps;
        private int _first;
        private int _count;

        private long _last = -1;
        private bool _isBroken;
        private bool _isBusy;

        /// <summary>Starts the timer.</summary>
        /// <param name="input">Is asked at each tick.</param>
        /// <param name="periodMilliseconds">From tick to tick, 1 … 10,000.</param>
        /// <param name="capacity">Frames that are kept.</param>
        /// <param name="clock">Null: <see cref="SystemClock"/>.</param>
        /// <exception cref="ArgumentException">A number is out of its range.</exception>
        public TimedSource(IFrameInput input, int periodMilliseconds, int capacity, MicrosecondClock clock)
            : this(input, periodMilliseconds, capacity, clock, true)
        {
        }

        /// <param name="hasTimer">Whether ticks come from a timer; else whoever calls <see cref="Tick"/> is one.</param>
        internal TimedSource(IFrameInput input, int periodMilliseconds, int capacity, MicrosecondClock clock, bool hasTimer)
        {
            _input = input ?? throw new ArgumentNullException(nameof(input));
            if (periodMilliseconds < 1 || periodMilliseconds > 10000 || capacity < 1)
            {
                throw new ArgumentException();
            }

            _clock = clock ?? SystemClock.Microseconds;
            _period = periodMilliseconds * MicrosecondsPerMillisecond;
            SampleRate = 1000f / periodMilliseconds;
            _frame = new short[Channels];
            _ring = new short[capacity * Channels];
            _times = new long[capacity];
            _gaps = new bool[capacity];
            _timer = hasTimer ? new Timer(Tick, null, periodMilliseconds, periodMilliseconds) : null;
        }

        /// <inheritdoc/>
        public float SampleRate { get; }

        /// <inheritdoc/>
        public int Channels => _input.Channels;

        /// <inheritdoc/>
        public long Time { get; private set; }

        /// <inheritdoc/>
        public bool IsAfterGap { get; private set; }

        /// <inheritdoc/>
        public bool IsAtEnd => false;

        /// <summary>Frames that there was no room for.</summary>
        public int DroppedCount { get; private set; }

        /// <inheritdoc/>
        public int Read(short[] values, int start, int count)
        {
            lock (_lock)
            {
                int taken = 0;
                while (_count > 0 && taken + Channels <= count && (taken == 0 || !_gaps[_first]))
                {
                    if (taken == 0)
                    {
                        Time = _times[_first];
                        IsAfterGap = _gaps[_first];
                    }

                    Array.Copy(_ring, _first * Channels, values, start + taken, Channels);
                    taken += Channels;
                    _first = _first + 1 == _times.Length ? 0 : _first + 1;
                    _count--;
                }

                return taken;
            }
        }

        /// <summary>Stops the timer.</summary>
        public void Dispose()
        {
            if (_timer != null)
            {
                _timer.Dispose();
            }
        }

        /// <summary>Takes a frame.</summary>
        internal void Tick(object state)
        {
            lock (_lock)
            {
                if (_isBusy)
                {
                    // The input takes longer than a period.
                    DroppedCount++;
                    _isBroken = true;
                    return;
                }

                _isBusy = true;
            }

            long time = _clock();
            _input.Read(_frame);
            lock (_lock)
            {
                _isBusy = false;
                bool isLate = _last >= 0 && time - _last >= 2 * _period;
                _last = time;
                _isBroken |= isLate;
                if (_count == _times.Length)
                {
                    DroppedCount++;
                    _isBroken = true;
                    return;
                }

                int at = _first + _count;
                at -= at >= _times.Length ? _times.Length : 0;
                Array.Copy(_frame, 0, _ring, at * Channels, Channels);
                _times[at] = time;
                _gaps[at] = _isBroken;
                _isBroken = false;
                _count++;
            }
        }
    }
}
