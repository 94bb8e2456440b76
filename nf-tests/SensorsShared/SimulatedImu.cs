using System;

namespace TinyInfer.Sensors.Tests
{
    /// <summary>
    /// An MPU6050 and its kin behind a bus, register by register: its FIFO fills with time from a recording that goes round,
    /// and bytes on the bus take time too. Faults come on demand.
    /// </summary>
    internal class SimulatedImu : IRegisterBus
    {
        // At 400 kHz, nine bits a byte, and two more bytes a transfer.
        private const int NanosecondsPerByte = 22500;
        private const int FifoBytes = 1024;

        private readonly byte[] _registers = new byte[128];
        private readonly byte[] _fifo = new byte[FifoBytes];
        private const int FrameBytes = 14;

        // Each frame as the registers have it: acceleration, a temperature of 0, rotation, all big-endian.
        private readonly byte[] _frames;
        private readonly int _frameCount;
        private readonly ImuKind _kind;
        private long _nanoseconds;
        private long _nextSample;
        private int _fifoStart;
        private int _fifoCount;
        private byte _lastByte;
        private int _pointer;
        private bool _isEmptied = true;

        /// <param name="kind">Which of them.</param>
        /// <param name="recording">Six channels, a frame or more.</param>
        public SimulatedImu(ImuKind kind, short[] recording)
        {
            _kind = kind;
            _frameCount = recording.Length / 6;
            _frames = new byte[FrameBytes * _frameCount];
            for (int i = 0; i < 6 * _frameCount; i++)
            {
                int at = i / 6 * FrameBytes + (i % 6 < 3 ? i % 6 * 2 : i % 6 * 2 + 2);
                _frames[at] = (byte)(recording[i] >> 8);
                _frames[at + 1] = (byte)recording[i];
            }

            Reset();
        }

        /// <summary>Microseconds since it was made.</summary>
        public long Now => _nanoseconds / 1000;

        /// <summary>Frames sampled so far: number n is frame n of the recording, which goes round.</summary>
        public long Sampled { get; private set; }

        /// <summary>The first frame in the FIFO since it was emptied.</summary>
        public long FirstInFifo { get; private set; }

        /// <summary>When it was sampled.</summary>
        public long FirstTime { get; private set; }

        /// <summary>So many transfers are not acknowledged.</summary>
        public int Nacks { get; set; }

        /// <summary>So many transfers break off in the middle.</summary>
        public int Partials { get; set; }

        /// <summary>Until then the bus is held, microseconds.</summary>
        public long StuckUntil { get; set; }

        /// <summary>Whether the registers below the sample rate divider, the factory's, outlive a reset.</summary>
        public bool IsKeepingTrims { get; set; }

        /// <summary>What a self-test adds to acceleration and rotation; null: nothing.</summary>
        public short[] SelfTestResponse { get; set; }

        /// <summary>Registers that were written, and what: "19=09 ".</summary>
        public string Log { get; private set; } = "";

        /// <summary>Whether the log is kept.</summary>
        public bool IsLogging { get; set; }

        /// <summary>The largest number of bytes that were read at a time.</summary>
        public int LongestRead { get; private set; }

        public byte this[int register]
        {
            get { return _registers[register]; }
            set { _registers[register] = value; }
        }

        /// <summary>Lets time go by.</summary>
        public void Advance(long microseconds)
        {
            AdvanceTo(_nanoseconds + 1000 * microseconds);
        }

        public BusStatus Write(byte[] bytes, int start, int count)
        {
            BusStatus status = Begin(count);
            if (status == BusStatus.Ok)
            {
                _pointer = bytes[start];
                for (int i = 1; i < count; i++)
                {
                    Set(_pointer, bytes[start + i]);
                    _pointer++;
                }
            }

            return status;
        }

        public BusStatus Read(byte[] bytes, int start, int count)
        {
            BusStatus status = Begin(count);
            if (status == BusStatus.Ok || status == BusStatus.Partial)
            {
                Take(bytes, start, status == BusStatus.Ok ? count : count / 2 + 1);
            }

            return status;
        }

        public BusStatus WriteRead(byte[] sent, int sentStart, int sentCount, byte[] taken, int takenStart, int takenCount)
        {
            LongestRead = takenCount > LongestRead ? takenCount : LongestRead;
            BusStatus status = Begin(sentCount + takenCount);
            if (status == BusStatus.Ok || status == BusStatus.Partial)
            {
                _pointer = sent[sentStart];
                Take(taken, takenStart, status == BusStatus.Ok ? takenCount : takenCount / 2 + 1);
            }

            return status;
        }

        private BusStatus Begin(int bytes)
        {
            if (Now < StuckUntil)
            {
                Advance(1000);
                return BusStatus.Timeout;
            }

            if (Nacks > 0)
            {
                Nacks--;
                AdvanceTo(_nanoseconds + NanosecondsPerByte);
                return BusStatus.NotAcknowledged;
            }

            AdvanceTo(_nanoseconds + (bytes + 2) * NanosecondsPerByte);
            if (Partials > 0)
            {
                Partials--;
                return BusStatus.Partial;
            }

            return BusStatus.Ok;
        }

        private void Take(byte[] bytes, int start, int count)
        {
            if (_pointer == ImuRegister.Fifo && count <= _fifoCount && _fifoStart + count < FifoBytes)
            {
                Array.Copy(_fifo, _fifoStart, bytes, start, count);
                _fifoStart += count;
                _fifoCount -= count;
                _lastByte = bytes[start + count - 1];
                return;
            }

            for (int i = 0; i < count; i++)
            {
                bytes[start + i] = Get(_pointer);

                // All other registers count on.
                _pointer += _pointer == ImuRegister.Fifo ? 0 : 1;
            }
        }

        private byte Get(int register)
        {
            byte value = _registers[register];
            switch (register)
            {
                case ImuRegister.InterruptStatus:
                    _registers[register] = 0;
                    break;
                case ImuRegister.FifoCount:
                    return (byte)(_fifoCount >> 8);
                case ImuRegister.FifoCount + 1:
                    return (byte)_fifoCount;
                case ImuRegister.Fifo:
                    return Pop();
            }

            return value;
        }

        private byte Pop()
        {
            // An empty FIFO gives its last byte again.
            if (_fifoCount > 0)
            {
                _lastByte = _fifo[_fifoStart];
                _fifoStart = (_fifoStart + 1) % FifoBytes;
                _fifoCount--;
            }

            return _lastByte;
        }

        private void Set(int register, byte value)
        {
            if (IsLogging)
            {
                Log += $"{register:X2}={value:X2} ";
            }

            if (register == ImuRegister.Power1 && (value & ImuRegister.ResetDevice) != 0)
            {
                Reset();
                return;
            }

            if (register == ImuRegister.UserControl && (value & ImuRegister.FifoReset) != 0)
            {
                _fifoCount = 0;
                _isEmptied = true;
                value &= unchecked((byte)~ImuRegister.FifoReset);
            }

            _registers[register] = value;
            if (register == ImuRegister.GyroConfig)
            {
                // Drivers give the masses time to move.
                Advance(50000);
            }
        }

        private void Reset()
        {
            int first = IsKeepingTrims ? ImuRegister.SampleRateDivider : 0;
            Array.Clear(_registers, first, _registers.Length - first);
            _registers[ImuRegister.Power1] = 0x40;
            _registers[ImuRegister.WhoAmI] = (byte)_kind;
            _fifoCount = 0;
            _isEmptied = true;
        }

        private void AdvanceTo(long nanoseconds)
        {
            _nanoseconds = nanoseconds;
            while (_nextSample <= nanoseconds)
            {
                // Asleep it samples nothing.
                if ((_registers[ImuRegister.Power1] & 0x40) == 0)
                {
                    Sample();
                }

                _nextSample += 1000000L * (_registers[ImuRegister.SampleRateDivider] + 1);
            }
        }

        private void Sample()
        {
            int at = (int)(Sampled % _frameCount) * FrameBytes;
            Array.Copy(_frames, at, _registers, ImuRegister.AccelX, FrameBytes);
            if (SelfTestResponse != null && (_registers[ImuRegister.GyroConfig] & ImuRegister.SelfTestAxes) != 0)
            {
                Respond();
            }

            if ((_registers[ImuRegister.UserControl] & ImuRegister.FifoOn) != 0)
            {
                Push(_registers[ImuRegister.FifoEnable], at);
            }

            Sampled++;
        }

        private void Respond()
        {
            for (int i = 0; i < 6; i++)
            {
                int place = ImuRegister.AccelX + (i < 3 ? 2 * i : 2 * i + 2);
                int value = (short)((_registers[place] << 8) | _registers[place + 1]) + SelfTestResponse[i];
                _registers[place] = (byte)(value >> 8);
                _registers[place + 1] = (byte)value;
            }
        }

        private void Push(int enabled, int at)
        {
            bool isAccel = (enabled & ImuRegister.AccelInFifo) != 0;
            bool isGyro = (enabled & ImuRegister.GyroInFifo6886) != 0;
            bool isTemperature = _kind == ImuKind.Mpu6886 ? isAccel || isGyro : (enabled & 0x80) != 0;
            if (_isEmptied && isAccel)
            {
                FirstInFifo = Sampled;
                FirstTime = _nextSample / 1000;
                _isEmptied = false;
            }

            Push(isAccel, at, 6);
            Push(isTemperature, at + 6, 2);
            Push(isGyro, at + 8, 6);
        }

        private void Push(bool isEnabled, int start, int count)
        {
            int end = _fifoStart + _fifoCount;
            end -= end >= FifoBytes ? FifoBytes : 0;
            if (isEnabled && _fifoCount + count <= FifoBytes && end + count <= FifoBytes)
            {
                // Nothing is lost and nothing goes round.
                Array.Copy(_frames, start, _fifo, end, count);
                _fifoCount += count;
                return;
            }

            for (int i = 0; isEnabled && i < count; i++)
            {
                if (_fifoCount == FifoBytes)
                {
                    // The oldest byte is lost, and with it where frames begin.
                    _fifoStart = (_fifoStart + 1) % FifoBytes;
                    _fifoCount--;
                    _registers[ImuRegister.InterruptStatus] |= ImuRegister.FifoOverflow;
                }

                _fifo[(_fifoStart + _fifoCount) % FifoBytes] = _frames[start + i];
                _fifoCount++;
            }
        }
    }
}
