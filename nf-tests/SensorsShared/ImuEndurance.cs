using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Sensors.Tests
{
    /// <summary>
    /// Minutes of a recording through a simulated sensor and the driver: every sample must come once, in its place and at its
    /// time, and every fault must be noticed and be over.
    /// </summary>
    internal class ImuEndurance
    {
        private const int Frames = 64;

        private readonly SimulatedImu _sensor;
        private readonly ImuSource _source;
        private readonly short[] _recording;
        private readonly short[] _values = new short[6 * Frames];
        private readonly long _period;
        private uint _random = 1;
        private long _expected;
        private bool _isExpectingGap = true;

        /// <param name="recording">Six channels.</param>
        /// <param name="sampleRate">Hz.</param>
        /// <param name="kind">Which sensor.</param>
        public ImuEndurance(short[] recording, int sampleRate, ImuKind kind)
        {
            _recording = recording;
            _sensor = new SimulatedImu(kind, recording);
            _source = new ImuSource(_sensor, new ImuSettings { SampleRate = sampleRate, Clock = () => _sensor.Now });
            _period = 1000000 / sampleRate;
        }

        /// <summary>Frames that came.</summary>
        public long Received { get; private set; }

        public int Overflows { get; private set; }

        public int SingleNacks { get; private set; }

        public int DeadBuses { get; private set; }

        public int StuckBuses { get; private set; }

        public int BrokenTransfers { get; private set; }

        /// <summary>Reads for so long, and injects a fault every so often; never if 0.</summary>
        public void Run(int seconds, int secondsPerFault)
        {
            long end = _sensor.Now + 1000000L * seconds;
            long nextFault = secondsPerFault == 0 ? long.MaxValue : _sensor.Now + 1000000L * secondsPerFault;
            int fault = 0;
            while (_sensor.Now < end)
            {
                // From a fifth to half of the FIFO.
                _sensor.Advance((17 + Random(25)) * _period);
                if (_sensor.Now >= nextFault)
                {
                    nextFault += 1000000L * secondsPerFault;
                    Inject(fault % 5);
                    fault++;
                }

                Drain();
            }

            // The last fault is over too.
            _sensor.Advance(20 * _period);
            Drain();
            Assert.AreEqual(Overflows, _source.OverflowCount);
            Assert.AreEqual(Overflows + DeadBuses + StuckBuses + BrokenTransfers, _source.GapCount);
        }

        private void Inject(int fault)
        {
            int errors = _source.BusErrorCount;
            switch (fault)
            {
                case 0:
                    _sensor.Advance(100 * _period);
                    Assert.AreEqual(0, _source.Read(_values, 0, _values.Length), "what a FIFO that ran over has is no frame");
                    Overflows++;
                    _isExpectingGap = true;
                    break;
                case 1:
                    // A second attempt mends it: nothing is lost.
                    _sensor.Nacks = 1;
                    Drain();
                    Assert.AreEqual(errors + 1, _source.BusErrorCount);
                    SingleNacks++;
                    break;
                case 2:
                    _sensor.Nacks = 3;
                    Fail(BusStatus.NotAcknowledged, errors + 3);
                    DeadBuses++;
                    break;
                case 3:
                    _sensor.StuckUntil = _sensor.Now + 250000;
                    Fail(BusStatus.Timeout, errors + 1);
                    Assert.ThrowsException(typeof(SensorException), () => _source.Read(_values, 0, _values.Length));
                    _sensor.Advance(250000);
                    StuckBuses++;
                    break;
                default:
                    _sensor.Partials = 1;
                    Fail(BusStatus.Partial, errors + 1);
                    BrokenTransfers++;
                    break;
            }
        }

        private void Fail(BusStatus status, int errors)
        {
            try
            {
                _source.Read(_values, 0, _values.Length);
            }
            catch (SensorException failure)
            {
                Assert.AreEqual((int)SensorError.Bus, (int)failure.Error);
                Assert.AreEqual((int)status, failure.Found);
                Assert.AreEqual(errors, _source.BusErrorCount);
                _isExpectingGap = true;
                return;
            }

            Assert.IsTrue(false, "the fault went by unnoticed");
        }

        private void Drain()
        {
            int count = _source.Read(_values, 0, _values.Length);
            if (count == 0)
            {
                return;
            }

            // There is none before the first frame.
            Assert.AreEqual(_isExpectingGap && Received > 0, _source.IsAfterGap);
            if (_isExpectingGap)
            {
                _expected = _sensor.FirstInFifo;
                long late = _source.Time - _sensor.FirstTime;
                Assert.IsTrue(late >= -_period && late <= 2 * _period, $"{late} us late");
                _isExpectingGap = false;
            }

            int at = (int)(_expected % (_recording.Length / 6)) * 6;
            for (int i = 0; i < count; i++)
            {
                if (_values[i] != _recording[at])
                {
                    Assert.AreEqual((int)_recording[at], (int)_values[i], $"frame {_expected}, value {i}");
                }

                at = at + 1 == _recording.Length ? 0 : at + 1;
            }

            _expected += count / 6;
            Received += count / 6;
        }

        private int Random(int below)
        {
            _random = _random * 1664525 + 1013904223;
            return (int)((_random >> 16) % below);
        }
    }
}
