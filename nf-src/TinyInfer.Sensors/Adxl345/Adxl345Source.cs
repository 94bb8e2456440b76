using System;
using TinyInfer.Pipeline;

namespace TinyInfer.Sensors
{
    /// <summary>
    /// An ADXL345 over its FIFO of 32 frames: int16 acceleration x, y, z at the sensor's own sample clock. When samples are
    /// lost there is a gap. Reading allocates nothing. Registers: ADXL345 data sheet, revision E, table 19.
    /// </summary>
    public class Adxl345Source : ISampleSource
    {
        private const int DeviceId = 0x00;
        private const int Identity = 0xE5;
        private const int Rate = 0x2C;
        private const int PowerControl = 0x2D;
        private const int InterruptSource = 0x30;
        private const int DataFormat = 0x31;
        private const int Data = 0x32;
        private const int FifoControl = 0x38;
        private const int FifoStatus = 0x39;

        private const int Measure = 0x08;
        private const int FullResolution = 0x08;
        private const int Bypass = 0x00;
        private const int StreamMode = 0x80;
        private const int Overrun = 0x01;
        private const int EntriesMask = 0x3F;
        private const int MostEntries = 30;

        // Of 12.5 Hz; each one more doubles the rate.
        private const int SlowestRate = 0x07;
        private const int Rates = 7;
        private const int FrameBytes = 6;

        private readonly Registers _registers;
        private readonly SampleTime _time;
        private readonly byte[] _frame = new byte[FrameBytes];
        private readonly int _rate;
        private readonly int _range;
        private bool _isConfigured;
        private bool _isBroken;

        /// <summary>Finds the sensor and starts it.</summary>
        /// <param name="bus">The sensor, at its address 0x53 or 0x1D.</param>
        /// <param name="settings">Rate and range.</param>
        /// <exception cref="SensorException">WrongDevice, Bus or Register.</exception>
        /// <exception cref="ArgumentException">A setting is out of its range.</exception>
        public Adxl345Source(IRegisterBus bus, Adxl345Settings settings)
        {
            if (settings == null)
            {
                throw new ArgumentNullException(nameof(settings));
            }

            _registers = new Registers(bus);
            _rate = -1;
            float rate = 12.5f;
            for (int i = 0; i < Rates; i++)
            {
                _rate = settings.SampleRate == rate ? SlowestRate + i : _rate;
                rate *= 2;
            }

            _range = settings.Range == 2 ? 0 : settings.Range == 4 ? 1 : settings.Range == 8 ? 2 : settings.Range == 16 ? 3 : -1;
            if (_rate < 0 || _range < 0)
            {
                throw new ArgumentException(nameof(settings));
            }

            int found = _registers.Read(DeviceId);
            if (found != Identity)
            {
                throw new SensorException(SensorError.WrongDevice, DeviceId, found, Identity);
            }

            SampleRate = settings.SampleRate;
            Configure();
            _time = new SampleTime(settings.Clock, SampleRate);
        }

        /// <inheritdoc/>
        public float SampleRate { get; }

        /// <inheritdoc/>
        public int Channels => 3;

        /// <inheritdoc/>
        public long Time { get; private set; }

        /// <inheritdoc/>
        public bool IsAfterGap { get; private set; }

        /// <inheritdoc/>
        public bool IsAtEnd => false;

        /// <summary>How often the FIFO ran over.</summary>
        public int OverflowCount { get; private set; }

        /// <summary>Transfers that failed, those that a second attempt mended too.</summary>
        public int BusErrorCount => _registers.ErrorCount;

        /// <inheritdoc/>
        /// <exception cref="SensorException">Bus: the bus does not answer. The next call tries again, after a gap.</exception>
        public int Read(short[] values, int start, int count)
        {
            if (values == null)
            {
                throw new ArgumentNullException(nameof(values));
            }

            if (start < 0 || count < 0 || start > values.Length - count || count % Channels != 0)
            {
                throw new ArgumentException();
            }

            if (!_isConfigured)
            {
                Configure();
                _time.Restart();
            }

            // Reading data clears the overrun, so it is asked for first; a FIFO that is nearly full may run over meanwhile.
            bool hasRunOver = (Check(InterruptSource) & Overrun) != 0;
            int frames = Check(FifoStatus) & EntriesMask;
            if (hasRunOver || frames > MostEntries)
            {
                OverflowCount++;
                _isBroken = true;
                _isConfigured = false;
                return 0;
            }

            // A frame leaves the FIFO as its six bytes are read in one transfer.
            frames = frames < count / Channels ? frames : count / Channels;
            for (int frame = 0; frame < frames; frame++)
            {
                Check(Data);
                for (int i = 0; i < FrameBytes; i += 2)
                {
                    values[start] = (short)(_frame[i] | (_frame[i + 1] << 8));
                    start++;
                }
            }

            if (frames > 0)
            {
                IsAfterGap = _isBroken;
                _isBroken = false;
                Time = _time.Next;
                _time.Add(frames);
            }

            return frames * Channels;
        }

        /// <summary>The first byte of a register, or of a frame.</summary>
        private int Check(int register)
        {
            BusStatus status = _registers.TryRead(register, _frame, 0, register == Data ? FrameBytes : 1);
            if (status != BusStatus.Ok)
            {
                _isBroken = true;
                _isConfigured = false;
                throw new SensorException(SensorError.Bus, register, (int)status, (int)BusStatus.Ok);
            }

            return _frame[0];
        }

        private void Configure()
        {
            // Leaving the stream empties the FIFO.
            _registers.Set(PowerControl, 0);
            _registers.Set(FifoControl, Bypass);
            _registers.Set(Rate, _rate);
            _registers.Set(DataFormat, FullResolution | _range);
            _registers.Set(FifoControl, StreamMode);
            _registers.Set(PowerControl, Measure);

            // Reading data clears an overrun of before.
            _registers.Read(Data, _frame, 0, FrameBytes);
            _isConfigured = true;
        }
    }
}
