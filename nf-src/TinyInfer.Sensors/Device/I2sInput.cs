using System;
using System.Device.I2s;

namespace TinyInfer.Sensors
{
    /// <summary>An I2S microphone's bytes, for a <see cref="MicrophoneSource"/>. Reading waits until they are there.</summary>
    public class I2sInput : IByteInput
    {
        private readonly I2sDevice _device;

        /// <param name="device">Set up to receive; stays the caller's.</param>
        public I2sInput(I2sDevice device)
        {
            _device = device ?? throw new ArgumentNullException(nameof(device));
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int start, int count)
        {
            _device.Read(new SpanByte(buffer, start, count));
            return count;
        }
    }
}
