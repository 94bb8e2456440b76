using System;

namespace TinyInfer.Sensors
{
    /// <summary>
    /// A device's registers over a bus. A transfer that was not acknowledged moved nothing and is tried again; any other that
    /// failed may have moved something.
    /// </summary>
    internal class Registers
    {
        private const int Attempts = 3;

        private readonly IRegisterBus _bus;
        private readonly byte[] _address = new byte[1];
        private readonly byte[] _buffer = new byte[2];

        public Registers(IRegisterBus bus)
        {
            _bus = bus ?? throw new ArgumentNullException(nameof(bus));
        }

        /// <summary>Transfers that failed, those that a second attempt mended too.</summary>
        public int ErrorCount { get; private set; }

        /// <summary>Reads registers one after another, or one of them again and again where the device does not count on.</summary>
        public BusStatus TryRead(int register, byte[] bytes, int start, int count)
        {
            _address[0] = (byte)register;
            BusStatus status = BusStatus.NotAcknowledged;
            for (int i = 0; i < Attempts && status == BusStatus.NotAcknowledged; i++)
            {
                status = _bus.WriteRead(_address, 0, 1, bytes, start, count);
                ErrorCount += status == BusStatus.Ok ? 0 : 1;
            }

            return status;
        }

        /// <exception cref="SensorException">Bus.</exception>
        public void Read(int register, byte[] bytes, int start, int count)
        {
            BusStatus status = TryRead(register, bytes, start, count);
            if (status != BusStatus.Ok)
            {
                throw new SensorException(SensorError.Bus, register, (int)status, (int)BusStatus.Ok);
            }
        }

        /// <exception cref="SensorException">Bus.</exception>
        public int Read(int register)
        {
            Read(register, _buffer, 0, 1);
            return _buffer[0];
        }

        /// <summary>A big-endian number.</summary>
        /// <exception cref="SensorException">Bus.</exception>
        public int ReadInt16(int register)
        {
            Read(register, _buffer, 0, 2);
            return (short)((_buffer[0] << 8) | _buffer[1]);
        }

        public BusStatus TryWrite(int register, int value)
        {
            _buffer[0] = (byte)register;
            _buffer[1] = (byte)value;
            BusStatus status = BusStatus.NotAcknowledged;
            for (int i = 0; i < Attempts && status == BusStatus.NotAcknowledged; i++)
            {
                status = _bus.Write(_buffer, 0, 2);
                ErrorCount += status == BusStatus.Ok ? 0 : 1;
            }

            return status;
        }

        /// <exception cref="SensorException">Bus.</exception>
        public void Write(int register, int value)
        {
            BusStatus status = TryWrite(register, value);
            if (status != BusStatus.Ok)
            {
                throw new SensorException(SensorError.Bus, register, (int)status, (int)BusStatus.Ok);
            }
        }

        /// <summary>Writes and reads back.</summary>
        /// <exception cref="SensorException">Bus or Register.</exception>
        public void Set(int register, int value)
        {
            Write(register, value);
            int found = Read(register);
            if (found != value)
            {
                throw new SensorException(SensorError.Register, register, found, value);
            }
        }
    }
}
