using System;
using TinyInfer.Pipeline;

namespace TinyInfer.Sensors
{
    /// <summary>
    /// Samples of a RIFF file of 16-bit PCM, read part by part. Reading the header allocates, reading samples does not.
    /// </summary>
    public class WavSource : ISampleSource
    {
        private const int Pcm = 1;
        private const int Extensible = 0xFFFE;
        private const int BitsPerSample = 16;
        private const int ChunkHeaderBytes = 8;
        private const int FormatBytes = 16;
        private const int SubFormat = 24;
        private const int BufferBytes = 512;

        private readonly IByteInput _input;
        private readonly byte[] _buffer = new byte[BufferBytes];
        private readonly double _period;
        private readonly long _dataBytes;
        private long _bytesLeft;
        private long _framesBefore;

        // A chunk that is still being written has no length yet.
        private readonly bool _isEndless;

        /// <param name="input">The file from its first byte on.</param>
        /// <exception cref="RecordingException">NotWav, NoSamples, Format or CutOff.</exception>
        public WavSource(IByteInput input)
        {
            _input = input ?? throw new ArgumentNullException(nameof(input));
            if (Fill(12) < 12 || !IsName(0, "RIFF") || !IsName(8, "WAVE"))
            {
                throw new RecordingException(RecordingError.NotWav, 0, 0, 0, 0);
            }

            while (Channels == 0 || !IsName(0, "data"))
            {
                int bytes = Fill(ChunkHeaderBytes);
                if (bytes < ChunkHeaderBytes)
                {
                    throw new RecordingException(RecordingError.NoSamples, 0, 0, 0, 0);
                }

                _dataBytes = BitConverter.ToUInt32(_buffer, 4);
                if (!IsName(0, "data") || Channels == 0)
                {
                    // Parts begin at even places.
                    ReadPart(IsName(0, "fmt "), _dataBytes + (_dataBytes & 1));
                }
            }

            _isEndless = _dataBytes == uint.MaxValue || _dataBytes == 0;
            _bytesLeft = _dataBytes;
            _period = 1000000.0 / SampleRate;
        }

        /// <inheritdoc/>
        public float SampleRate { get; private set; }

        /// <inheritdoc/>
        public int Channels { get; private set; }

        /// <summary>Microseconds of the recording before the first frame of the last <see cref="Read"/>.</summary>
        public long Time { get; private set; }

        /// <inheritdoc/>
        public bool IsAfterGap => false;

        /// <inheritdoc/>
        public bool IsAtEnd { get; private set; }

        /// <inheritdoc/>
        /// <exception cref="RecordingException">CutOff.</exception>
        public int Read(short[] values, int start, int count)
        {
            int frameBytes = 2 * Channels;
            int values16 = 0;
            Time = (long)(_framesBefore * _period);
            while (!IsAtEnd && values16 < count)
            {
                int want = 2 * (count - values16);
                want = want < BufferBytes / frameBytes * frameBytes ? want : BufferBytes / frameBytes * frameBytes;
                want = _isEndless || want <= _bytesLeft ? want : (int)(_bytesLeft / frameBytes * frameBytes);
                int got = want == 0 ? 0 : Fill(want);
                for (int i = 0; i + 1 < got; i += 2)
                {
                    values[start + values16] = (short)(_buffer[i] | (_buffer[i + 1] << 8));
                    values16++;
                }

                _bytesLeft -= got;
                if (got < want && !_isEndless)
                {
                    IsAtEnd = true;
                    throw new RecordingException(RecordingError.CutOff, 0, 0, Nearest(_dataBytes - _bytesLeft), Nearest(_dataBytes));
                }

                IsAtEnd = got < want || (!_isEndless && _bytesLeft < frameBytes);
            }

            // An endless part may end within a frame.
            values16 -= values16 % Channels;
            _framesBefore += values16 / Channels;
            return values16;
        }

        private void ReadPart(bool isFormat, long bytes)
        {
            bool isFirst = isFormat;
            for (long left = bytes; left > 0;)
            {
                int want = left < BufferBytes ? (int)left : BufferBytes;
                int got = Fill(want);
                if (got < want)
                {
                    throw new RecordingException(RecordingError.CutOff, 0, 0, Nearest(bytes - left + got), Nearest(bytes));
                }

                if (isFirst && got >= FormatBytes)
                {
                    ReadFormat(got);
                }

                isFirst = false;
                left -= got;
            }
        }

        private void ReadFormat(int bytes)
        {
            int kind = BitConverter.ToUInt16(_buffer, 0);
            if (kind == Extensible && bytes > SubFormat + 1)
            {
                kind = BitConverter.ToUInt16(_buffer, SubFormat);
            }

            int bits = BitConverter.ToUInt16(_buffer, 14);
            uint rate = BitConverter.ToUInt32(_buffer, 4);
            Channels = BitConverter.ToUInt16(_buffer, 2);
            SampleRate = rate;
            if (kind != Pcm || bits != BitsPerSample || Channels == 0 || Channels > BufferBytes / 2 || rate == 0)
            {
                throw new RecordingException(RecordingError.Format, 0, 0, kind == Pcm ? bits : -kind, BitsPerSample);
            }
        }

        /// <summary>Reads so many bytes, fewer only at the end.</summary>
        private int Fill(int count)
        {
            int bytes = 0;
            for (int got = 1; bytes < count && got > 0; bytes += got)
            {
                got = _input.Read(_buffer, bytes, count - bytes);
            }

            return bytes;
        }

        private bool IsName(int start, string name)
        {
            return _buffer[start] == name[0] && _buffer[start + 1] == name[1] && _buffer[start + 2] == name[2] && _buffer[start + 3] == name[3];
        }

        private static int Nearest(long value)
        {
            return value < int.MaxValue ? (int)value : int.MaxValue;
        }
    }
}
