using System;
using System.Threading;
using TinyInfer.Pipeline;

namespace TinyInfer.Sensors
{
    /// <summary>
    /// An MPU6050, MPU6500, MPU6886 or MPU9250 over its FIFO: int16 values at the sensor's own sample clock, acceleration x, y,
    /// z and then rotation x, y, z. When samples are lost, because the FIFO ran over or a transfer broke, it is emptied and
    /// there is a gap; no frame is ever put together from two. Reading allocates nothing.
    /// </summary>
    public class ImuSource : ISampleSource
    {
        private const int Kilohertz = 1000;
        private const int MaxDivider = 256;
        private const int ResetMilliseconds = 100;

        private readonly Registers _registers;
        private readonly ImuSettings _settings;
        private readonly SampleTime _time;
        private readonly byte[] _burst;
        private readonly byte[] _count = new byte[2];

        // Of a frame in the FIFO: an MPU6886 puts the temperature between acceleration and rotation.
        private readonly int _frameBytes;
        private readonly int _divider;
        private bool _isConfigured;
        private bool _isBroken;

        /// <summary>Finds the sensor and starts it.</summary>
        /// <param name="bus">The sensor, at its address 0x68 or 0x69, up to 400 kHz.</param>
        /// <param name="settings">Rate and ranges.</param>
        /// <exception cref="SensorException">WrongDevice, Bus or Register.</exception>
        /// <exception cref="ArgumentException">A setting is out of its range.</exception>
        public ImuSource(IRegisterBus bus, ImuSettings settings)
        {
            if (settings == null)
            {
                throw new ArgumentNullException(nameof(settings));
            }

            _registers = new Registers(bus);
            _settings = settings;
            Kind = Identify(_registers);
            Channels = settings.HasRotation ? 6 : 3;
            _frameBytes = 2 * Channels + (Kind == ImuKind.Mpu6886 ? 2 : 0);
            if (float.IsNaN(settings.SampleRate) || settings.SampleRate < 3 || settings.SampleRate > Kilohertz
                || RangeBits(settings.AccelerationRange, 2) < 0 || RangeBits(settings.RotationRange, 250) < 0
                || settings.BurstLength < _frameBytes)
            {
                throw new ArgumentException(nameof(settings));
            }

            int divider = (int)(Kilohertz / settings.SampleRate + 0.5f);
            _divider = divider < MaxDivider ? divider : MaxDivider;
            SampleRate = (float)Kilohertz / _divider;
            _burst = new byte[settings.BurstLength / _frameBytes * _frameBytes];
            Configure();
            _time = new SampleTime(settings.Clock, SampleRate);
        }

        /// <summary>Which sensor answered.</summary>
        public ImuKind Kind { get; }

        /// <inheritdoc/>
        public float SampleRate { get; }

        /// <inheritdoc/>
        public int Channels { get; }

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

        /// <summary>How often samples were lost, for whatever reason.</summary>
        public int GapCount { get; private set; }

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
                Recover();
            }

            int taken = 0;
            BusStatus status = _registers.TryRead(ImuRegister.FifoCount, _count, 0, 2);
            if (status == BusStatus.Ok)
            {
                int there = ((_count[0] << 8) | _count[1]) / _frameBytes * Channels;
                status = ReadFrames(values, start, there < count ? there : count);
                taken = there < count ? there : count;
            }

            // What was read counts only if the FIFO had not run over: then it may have moved by a part of a frame.
            if (status == BusStatus.Ok)
            {
                status = _registers.TryRead(ImuRegister.InterruptStatus, _count, 0, 1);
            }

            if (status != BusStatus.Ok)
            {
                Break(ImuRegister.Fifo, status);
            }

            if ((_count[0] & ImuRegister.FifoOverflow) != 0)
            {
                OverflowCount++;
                _isBroken = true;
                Restart();
                return 0;
            }

            if (taken > 0)
            {
                IsAfterGap = _isBroken;
                GapCount += _isBroken ? 1 : 0;
                _isBroken = false;
                Time = _time.Next;
                _time.Add(taken / Channels);
            }

            return taken;
        }

        /// <summary>Degrees Celsius.</summary>
        /// <exception cref="SensorException">Bus.</exception>
        public float ReadTemperature()
        {
            int value = _registers.ReadInt16(ImuRegister.Temperature);
            return Kind == ImuKind.Mpu6050 ? value / 340f + 36.53f : Kind == ImuKind.Mpu6886 ? value / 326.8f + 25 : value / 333.87f + 21;
        }

        /// <summary>Runs the self-test; sampling begins anew, after a gap. Keep the sensor still.</summary>
        /// <exception cref="SensorException">Bus or Register.</exception>
        public ImuSelfTest RunSelfTest()
        {
            _isBroken = true;
            _isConfigured = false;
            ImuSelfTest result = ImuSelfTest.Run(_registers, Kind);
            Recover();
            return result;
        }

        /// <summary>
        /// Lets the sensor sleep, but for an acceleration that pulls its INT pin high. The next <see cref="Read"/> starts it
        /// again, after a gap.
        /// </summary>
        /// <param name="milliG">Threshold, 4 … 1020 thousandths of g; an MPU6050 has steps of 2 and a maximum of 510.</param>
        /// <exception cref="SensorException">Bus or Register.</exception>
        public void SleepUntilMotion(int milliG)
        {
            if (milliG < 4 || milliG > (Kind == ImuKind.Mpu6050 ? 510 : 1020))
            {
                throw new ArgumentOutOfRangeException(nameof(milliG));
            }

            _isBroken = true;
            _isConfigured = false;
            ImuMotion.Sleep(_registers, Kind, milliG);
        }

        private BusStatus ReadFrames(short[] values, int start, int count)
        {
            byte[] burst = _burst;
            int framesOfABurst = burst.Length / _frameBytes;
            int temperature = Kind == ImuKind.Mpu6886 ? 2 : 0;
            for (int left = count / Channels; left > 0;)
            {
                int frames = left < framesOfABurst ? left : framesOfABurst;
                BusStatus status = _registers.TryRead(ImuRegister.Fifo, burst, 0, frames * _frameBytes);
                if (status != BusStatus.Ok)
                {
                    return status;
                }

                for (int at = 0; at < frames * _frameBytes; at += _frameBytes)
                {
                    for (int i = 0; i < 6; i += 2)
                    {
                        values[start] = (short)((burst[at + i] << 8) | burst[at + i + 1]);
                        start++;
                    }

                    for (int i = 6 + temperature; i < _frameBytes && Channels == 6; i += 2)
                    {
                        values[start] = (short)((burst[at + i] << 8) | burst[at + i + 1]);
                        start++;
                    }
                }

                left -= frames;
            }

            return BusStatus.Ok;
        }

        /// <summary>The sensor may have lost its settings with its power, or stand in the middle of a frame.</summary>
        private void Break(int register, BusStatus status)
        {
            _isBroken = true;
            _isConfigured = false;
            throw new SensorException(SensorError.Bus, register, (int)status, (int)BusStatus.Ok);
        }

        private void Recover()
        {
            Configure();
            _time.Restart();
        }

        private void Configure()
        {
            _registers.Write(ImuRegister.Power1, ImuRegister.ResetDevice);
            Thread.Sleep(ResetMilliseconds);
            _registers.Set(ImuRegister.Power1, ImuRegister.ClockOfGyro);
            _registers.Set(ImuRegister.SampleRateDivider, _divider - 1);
            _registers.Set(ImuRegister.Config, ImuRegister.LowPass184Hz);
            _registers.Set(ImuRegister.GyroConfig, RangeBits(_settings.RotationRange, 250) << 3);
            _registers.Set(ImuRegister.AccelConfig, RangeBits(_settings.AccelerationRange, 2) << 3);
            if (Kind != ImuKind.Mpu6050)
            {
                _registers.Set(ImuRegister.AccelConfig2, ImuRegister.LowPass184Hz);
            }

            int gyro = Kind == ImuKind.Mpu6886 ? ImuRegister.GyroInFifo6886 : ImuRegister.GyroInFifo;
            _registers.Set(ImuRegister.InterruptEnable, ImuRegister.FifoOverflow);
            _registers.Set(ImuRegister.FifoEnable, ImuRegister.AccelInFifo | (_settings.HasRotation ? gyro : 0));
            ResetFifo();
            _isConfigured = true;
        }

        /// <summary>Empties the FIFO; where that fails, all is set anew next time.</summary>
        private void Restart()
        {
            _isConfigured = false;
            ResetFifo();
            _isConfigured = true;
            _time.Restart();
        }

        private void ResetFifo()
        {
            _registers.Write(ImuRegister.UserControl, ImuRegister.FifoReset);
            _registers.Write(ImuRegister.UserControl, ImuRegister.FifoOn);

            // Reading clears what was noted before.
            _registers.Read(ImuRegister.InterruptStatus);
        }

        private static ImuKind Identify(Registers registers)
        {
            int found = registers.Read(ImuRegister.WhoAmI);
            switch ((ImuKind)found)
            {
                case ImuKind.Mpu6050:
                case ImuKind.Mpu6500:
                case ImuKind.Mpu6886:
                case ImuKind.Mpu9250:
                case ImuKind.Mpu9255:
                    return (ImuKind)found;
                default:
                    throw new SensorException(SensorError.WrongDevice, ImuRegister.WhoAmI, found, 0);
            }
        }

        /// <summary>0 … 3 for the smallest range, twice, four and eight times it; -1 for any other.</summary>
        private static int RangeBits(int range, int smallest)
        {
            return range == smallest ? 0 : range == 2 * smallest ? 1 : range == 4 * smallest ? 2 : range == 8 * smallest ? 3 : -1;
        }
    }
}
