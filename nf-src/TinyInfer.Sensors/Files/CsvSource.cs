using System;
using TinyInfer.Pipeline;

namespace TinyInfer.Sensors
{
    /// <summary>
    /// Samples of a text file: a line a frame, whole numbers separated by commas. A first line with names may be there. If
    /// the first name is "time" or "timestamp", that column is the frame's time in milliseconds, and a step of more than one
    /// and a half periods is a gap. Reading samples allocates nothing.
    /// </summary>
    public class CsvSource : ISampleSource
    {
        private const int MostLineBytes = 1024;

        // A time's digits stay in 64 bits.
        private const int MostDigits = 15;
        private const int MostValueDigits = 6;

        private readonly CsvLine _line;
        private readonly bool _hasTime;
        private readonly double _period;
        private readonly short[] _next;
        private long _nextTime;
        private bool _nextIsAfterGap;
        private bool _hasNext;
        private RecordingException _failure;
        private long _frames;

        /// <param name="input">The file from its first byte on.</param>
        /// <param name="sampleRate">Frames a second, Hz.</param>
        /// <exception cref="RecordingException">Empty, ColumnCount or BadNumber.</exception>
        public CsvSource(IByteInput input, float sampleRate)
        {
            if (input == null || float.IsNaN(sampleRate) || sampleRate <= 0)
            {
                throw new ArgumentException();
            }

            SampleRate = sampleRate;
            _period = 1000000.0 / sampleRate;
            _line = new CsvLine(input, MostLineBytes);
            if (!_line.MoveNext())
            {
                throw new RecordingException(RecordingError.Empty, 0, 0, 0, 0);
            }

            bool hasNames = !_line.IsNumber(0);
            _hasTime = hasNames && (_line.Is(0, "time") || _line.Is(0, "timestamp"));
            ColumnCount = _line.ColumnCount;
            Channels = ColumnCount - (_hasTime ? 1 : 0);
            if (Channels < 1)
            {
                throw new RecordingException(RecordingError.ColumnCount, _line.Number, 0, ColumnCount, ColumnCount + 1);
            }

            _next = new short[Channels];
            if (hasNames && !_line.MoveNext())
            {
                throw new RecordingException(RecordingError.Empty, 0, 0, 0, 0);
            }

            ParseLine(true);
            if (_failure != null)
            {
                throw _failure;
            }
        }

        /// <inheritdoc/>
        public float SampleRate { get; }

        /// <inheritdoc/>
        public int Channels { get; }

        /// <summary>Columns of a line, the time's too.</summary>
        public int ColumnCount { get; }

        /// <summary>Microseconds: by the file's own times if it has them, else from its beginning by the sample rate.</summary>
        public long Time { get; private set; }

        /// <inheritdoc/>
        public bool IsAfterGap { get; private set; }

        /// <inheritdoc/>
        public bool IsAtEnd => !_hasNext && _failure == null;

        /// <inheritdoc/>
        /// <exception cref="RecordingException">ColumnCount, BadNumber or TimeOrder; the next call goes on behind that line, after a gap.</exception>
        public int Read(short[] values, int start, int count)
        {
            if (_failure != null)
            {
                RecordingException failure = _failure;
                _failure = null;
                MoveNext();
                _nextIsAfterGap = true;
                throw failure;
            }

            Time = _nextTime;
            IsAfterGap = _hasNext && _nextIsAfterGap;
            int taken = 0;
            while (_hasNext && taken + Channels <= count && (taken == 0 || !_nextIsAfterGap))
            {
                Array.Copy(_next, 0, values, start + taken, Channels);
                taken += Channels;
                MoveNext();
            }

            return taken;
        }

        private void MoveNext()
        {
            _hasNext = false;
            if (_line.MoveNext())
            {
                ParseLine(false);
            }
        }

        private void ParseLine(bool isFirst)
        {
            if (_line.ColumnCount != ColumnCount)
            {
                Fail(RecordingError.ColumnCount, 0, _line.ColumnCount);
                return;
            }

            int column = 0;
            long time = (long)(_frames * _period);
            if (_hasTime)
            {
                if (!_line.Milliseconds(0, MostDigits, out time) || time < 0)
                {
                    Fail(RecordingError.BadNumber, 1, 0);
                    return;
                }

                if (!isFirst && time <= _nextTime)
                {
                    Fail(RecordingError.TimeOrder, 1, 0);
                    return;
                }

                column = 1;
            }

            for (int channel = 0; channel < Channels; channel++)
            {
                long value;
                if (!_line.Integer(column + channel, MostValueDigits, out value) || value < short.MinValue || value > short.MaxValue)
                {
                    Fail(RecordingError.BadNumber, column + channel + 1, 0);
                    return;
                }

                _next[channel] = (short)value;
            }

            _nextIsAfterGap = !isFirst && _hasTime && time - _nextTime > 1.5 * _period;
            _nextTime = time;
            _frames++;
            _hasNext = true;
        }

        /// <summary>Is thrown by the next call, so that what comes before this line is not lost.</summary>
        private void Fail(RecordingError error, int column, int found)
        {
            _failure = new RecordingException(error, _line.Number, column, found, ColumnCount);
        }
    }
}
