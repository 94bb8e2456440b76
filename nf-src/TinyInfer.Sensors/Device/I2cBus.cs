using System;
using System.Device.I2c;

namespace TinyInfer.Sensors
{
    /// <summary>nanoFramework's I2C device as drivers see it.</summary>
    public class I2cBus : IRegisterBus
    {
        private readonly I2cDevice _device;

        /// <param name="device">Stays the caller's.</param>
        public I2cBus(I2cDevice device)
        {
            _device = device ?? throw new ArgumentNullException(nameof(device));
        }

        /// <inheritdoc/>
        public BusStatus Write(byte[] bytes, int start, int count)
        {
            return Status(_device.Write(new SpanByte(bytes, start, count)));
        }

        /// <inheritdoc/>
        public BusStatus Read(byte[] bytes, int start, int count)
        {
            return Status(_device.Read(new SpanByte(bytes, start, count)));
        }

        /// <inheritdoc/>
        public BusStatus WriteRead(byte[] sent, int sentStart, int sentCount, byte[] taken, int takenStart, int takenCount)
        {
            return Status(_device.WriteRead(new SpanByte(sent, sentStart, sentCount), new SpanByte(taken, takenStart, takenCount)));
        }

        private static BusStatus Status(I2cTransferResult result)
        {
            switch (result.Status)
            {
                case I2cTransferStatus.FullTransfer:
                    return BusStatus.Ok;
                case I2cTransferStatus.SlaveAddressNotAcknowledged:
                    return BusStatus.NotAcknowledged;
                case I2cTransferStatus.PartialTransfer:
                    return BusStatus.Partial;
                case I2cTransferStatus.ClockStretchTimeout:
                    return BusStatus.Timeout;
                default:
                    return BusStatus.Failed;
            }
        }
    }
}
