using System;
using System.Device.Adc;

namespace TinyInfer.Sensors
{
    /// <summary>Channels of the analogue-to-digital converter, for a <see cref="TimedSource"/>: raw values, from 0 on.</summary>
    public class AdcInput : IFrameInput
    {
        private readonly AdcChannel[] _channels;

        /// <param name="channels">Open channels; they stay the caller's.</param>
        public AdcInput(params AdcChannel[] channels)
        {
            if (channels == null || channels.Length == 0)
            {
                throw new ArgumentException(nameof(channels));
            }

            _channels = channels;
        }

        /// <inheritdoc/>
        public int Channels => _channels.Length;

        /// <inheritdoc/>
        public void Read(short[] frame)
        {
            for (int i = 0; i < _channels.Length; i++)
            {
                frame[i] = (short)_channels[i].ReadValue();
            }
        }
    }
}
