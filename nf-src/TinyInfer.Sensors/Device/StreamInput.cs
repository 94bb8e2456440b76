using System;
using System.IO;

namespace TinyInfer.Sensors
{
    /// <summary>A stream's bytes, as of a file, for a <see cref="WavSource"/> or a <see cref="CsvSource"/>.</summary>
    public class StreamInput : IByteInput
    {
        private readonly Stream _stream;

        /// <param name="stream">Stays the caller's.</param>
        public StreamInput(Stream stream)
        {
            _stream = stream ?? throw new ArgumentNullException(nameof(stream));
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int start, int count)
        {
            return _stream.Read(buffer, start, count);
        }
    }
}
