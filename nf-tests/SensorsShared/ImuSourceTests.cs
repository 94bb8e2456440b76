using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Sensors.Tests
{
    [TestClass]
    public class ImuSourceTests
    {
        [TestMethod]
        public void Start_ofAnMpu6050_writesItsRegisters()
        {
            SimulatedImu sensor = new SimulatedImu(ImuKind.Mpu6050, Ramp());
            sensor.IsLogging = true;

            ImuSource source = new ImuSource(sensor, new ImuSettings());

            Assert.AreEqual("6B=80 6B=01 19=09 1A=01 1B=18 1C=10 38=10 23=78 6A=04 6A=40 ", sensor.Log);
            Assert.AreEqual((int)ImuKind.Mpu6050, (int)source.Kind);
            Assert.AreEqual(6, source.Channels);
            Assert.AreEqual(100f, source.SampleRate);
        }

        [TestMethod]
        [DataRow(0x70, 3, 1000f, 2, 250, "6B=80 6B=01 19=00 1A=01 1B=00 1C=00 1D=01 38=10 23=08 6A=04 6A=40 ")]
        [DataRow(0x19, 6, 4f, 16, 500, "6B=80 6B=01 19=F9 1A=01 1B=08 1C=18 1D=01 38=10 23=18 6A=04 6A=40 ")]
        [DataRow(0x71, 6, 333f, 4, 1000, "6B=80 6B=01 19=02 1A=01 1B=10 1C=08 1D=01 38=10 23=78 6A=04 6A=40 ")]
        public void Start_ofItsKin_writesTheirRegisters(int kind, int channels, float rate, int acceleration, int rotation, string expected)
        {
            SimulatedImu sensor = new SimulatedImu((ImuKind)kind, Ramp());
            sensor.IsLogging = true;

            new ImuSource(sensor, new ImuSettings
            {
                SampleRate = rate,
                AccelerationRange = acceleration,
                RotationRange = rotation,
                HasRotation = channels == 6,
            });

            Assert.AreEqual(expected, sensor.Log);
        }

        [TestMethod]
        [DataRow(0x68, true, 252)]
        [DataRow(0x68, false, 6)]
        [DataRow(0x68, true, 31)]
        [DataRow(0x70, true, 100)]
        [DataRow(0x19, true, 31)]
        [DataRow(0x19, false, 31)]
        [DataRow(0x71, false, 252)]
        public void Read_inBursts_givesTheFrames(int kind, bool hasRotation, int burstLength)
        {
            short[] recording = Ramp();
            SimulatedImu sensor = new SimulatedImu((ImuKind)kind, recording);
            ImuSource source = new ImuSource(sensor, new ImuSettings { HasRotation = hasRotation, BurstLength = burstLength });
            short[] values = new short[50 * source.Channels];
            sensor.Advance(300000);

            int count = source.Read(values, 0, values.Length);

            // Thirty frames in 300 ms, and one more while these are read, perhaps.
            Assert.IsTrue(count >= 29 * source.Channels && count <= 31 * source.Channels, $"{count}");
            Assert.IsTrue(sensor.LongestRead <= burstLength);
            for (int i = 0; i < count; i++)
            {
                long frame = sensor.FirstInFifo + i / source.Channels;
                Assert.AreEqual((int)recording[frame * 6 + i % source.Channels], (int)values[i]);
            }

            Assert.IsFalse(source.IsAfterGap);
            Assert.AreEqual(0, source.BusErrorCount);
        }

        [TestMethod]
        public void Read_ofNothing_givesNothing()
        {
            SimulatedImu sensor = new SimulatedImu(ImuKind.Mpu6050, Ramp());
            ImuSource source = new ImuSource(sensor, new ImuSettings());

            Assert.AreEqual(0, source.Read(new short[6], 0, 6));
            Assert.IsFalse(source.IsAtEnd);
        }

        [TestMethod]
        public void Start_ofAnotherDevice_namesIt()
        {
            SimulatedImu sensor = new SimulatedImu((ImuKind)0x12, Ramp());

            SensorException failure = Failure(() => new ImuSource(sensor, new ImuSettings()));

            Assert.AreEqual((int)SensorError.WrongDevice, (int)failure.Error);
            Assert.AreEqual(0x75, failure.Register);
            Assert.AreEqual(0x12, failure.Found);
        }

        [TestMethod]
        public void Start_onADeadBus_namesIt()
        {
            SimulatedImu sensor = new SimulatedImu(ImuKind.Mpu6050, Ramp());
            sensor.StuckUntil = 1000000;

            SensorException failure = Failure(() => new ImuSource(sensor, new ImuSettings()));

            Assert.AreEqual((int)SensorError.Bus, (int)failure.Error);
            Assert.AreEqual((int)BusStatus.Timeout, failure.Found);
            sensor.Advance(1000000);
            Assert.AreEqual((int)ImuKind.Mpu6050, (int)new ImuSource(sensor, new ImuSettings()).Kind);
        }

        /// <summary>Codes 17, 18, 19 of acceleration and 10 of rotation; the factory's answers are by the register map's formulas.</summary>
        [TestMethod]
        public void SelfTest_ofAnMpu6050_comparesWithTheFactory()
        {
            SimulatedImu sensor = new SimulatedImu(ImuKind.Mpu6050, new short[] { 100, -200, 4096, 5, -6, 7 });
            sensor.IsKeepingTrims = true;
            sensor[0x0D] = 0x8A;
            sensor[0x0E] = 0x8A;
            sensor[0x0F] = 0x8A;
            sensor[0x10] = 0x1B;
            ImuSource source = new ImuSource(sensor, new ImuSettings());

            sensor.SelfTestResponse = new short[] { 2368, 2448, 2530, 4909, -4909, 4909 };
            ImuSelfTest good = source.RunSelfTest();
            sensor.SelfTestResponse = new short[] { 2368, 2000, 2530, 4909, -4909, 4909 };
            ImuSelfTest bad = source.RunSelfTest();

            Assert.IsTrue(good.HasPassed);
            for (int axis = 0; axis < 6; axis++)
            {
                Assert.IsTrue(good.GetPercent(axis) >= 99 && good.GetPercent(axis) <= 101, $"{axis}: {good.GetPercent(axis)}");
            }

            Assert.IsFalse(bad.HasPassed);
            Assert.AreEqual(81, bad.GetPercent(1));

            // It samples again, after a gap.
            short[] values = new short[60];
            sensor.Advance(50000);
            Assert.IsTrue(source.Read(values, 0, 60) > 0);
            Assert.IsTrue(source.IsAfterGap);
        }

        [TestMethod]
        public void SelfTest_ofAnMpu6500_comparesWithTheFactory()
        {
            SimulatedImu sensor = new SimulatedImu(ImuKind.Mpu6500, new short[] { 100, -200, 4096, 5, -6, 7 });
            sensor.IsKeepingTrims = true;
            for (int i = 0; i < 3; i++)
            {
                sensor[i] = 100;
                sensor[0x0D + i] = (byte)(i == 2 ? 0 : 100);
            }

            ImuSource source = new ImuSource(sensor, new ImuSettings());
            sensor.SelfTestResponse = new short[] { 7016, 3500, 100, 7016, 7016, 7016 };

            ImuSelfTest result = source.RunSelfTest();

            // Half of it and less has failed, and so has what the factory never stored.
            Assert.IsFalse(result.HasPassed);
            Assert.AreEqual("100 49 -1", $"{result.GetPercent(0)} {result.GetPercent(1)} {result.GetPercent(2)}");
            Assert.AreEqual(100, result.GetPercent(5));
        }

        [TestMethod]
        public void Temperature_ofEachKind_isItsFormulas()
        {
            CheckTemperature(ImuKind.Mpu6050, 36.53f + 3400 / 340f);
            CheckTemperature(ImuKind.Mpu6500, 21 + 3400 / 333.87f);
            CheckTemperature(ImuKind.Mpu6886, 25 + 3400 / 326.8f);
        }

        [TestMethod]
        [DataRow(0x68, 120, "6A=04 23=00 6B=01 1C=01 1F=3C 20=01 69=15 38=40 6C=47 6B=20 ")]
        [DataRow(0x70, 120, "6A=04 23=00 6B=01 1D=01 69=C0 1F=1E 1E=04 38=40 6C=07 6B=20 ")]
        [DataRow(0x19, 400, "6A=04 23=00 6B=01 1D=01 69=C0 20=64 21=64 22=64 38=E0 6C=07 6B=20 ")]
        public void SleepUntilMotion_ofEachKind_writesItsRegisters(int kind, int milliG, string expected)
        {
            SimulatedImu sensor = new SimulatedImu((ImuKind)kind, Ramp());
            ImuSource source = new ImuSource(sensor, new ImuSettings());
            sensor.IsLogging = true;

            source.SleepUntilMotion(milliG);

            Assert.AreEqual(expected, sensor.Log);
            short[] values = new short[60];
            source.Read(values, 0, 60);
            sensor.Advance(50000);
            Assert.IsTrue(source.Read(values, 0, 60) > 0);
            Assert.IsTrue(source.IsAfterGap);
        }

        [TestMethod]
        public void Settings_outOfRange_areAWrongCall()
        {
            Check(new ImuSettings { SampleRate = 1001 });
            Check(new ImuSettings { SampleRate = 2 });
            Check(new ImuSettings { SampleRate = float.NaN });
            Check(new ImuSettings { AccelerationRange = 3 });
            Check(new ImuSettings { RotationRange = 100 });
            Check(new ImuSettings { BurstLength = 11 });
            SimulatedImu sensor = new SimulatedImu(ImuKind.Mpu6050, Ramp());
            ImuSource source = new ImuSource(sensor, new ImuSettings());
            Assert.ThrowsException(typeof(ArgumentException), () => source.Read(new short[6], 0, 5));
            Assert.ThrowsException(typeof(ArgumentException), () => source.Read(new short[6], 1, 6));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => source.SleepUntilMotion(511));
        }

        /// <summary>A minute each, of samples that are all different; recordings run for longer elsewhere.</summary>
        [TestMethod]
        public void Minutes_withFaults_loseNothingUnnoticed()
        {
            ImuEndurance run = new ImuEndurance(Ramp(), 100, ImuKind.Mpu6050);

            run.Run(60, 4);

            Assert.AreEqual(3, run.Overflows);
            Assert.AreEqual(3, run.SingleNacks);
            Assert.AreEqual(3, run.DeadBuses);
            Assert.AreEqual(3, run.StuckBuses);
            Assert.IsTrue(run.BrokenTransfers >= 2);
        }

        private static void CheckTemperature(ImuKind kind, float expected)
        {
            SimulatedImu sensor = new SimulatedImu(kind, Ramp());
            ImuSource source = new ImuSource(sensor, new ImuSettings());
            sensor[ImuRegister.Temperature] = 3400 >> 8;
            sensor[ImuRegister.Temperature + 1] = 3400 & 0xFF;
            float difference = source.ReadTemperature() - expected;
            Assert.IsTrue(difference < 0.001f && difference > -0.001f, $"{difference}");
        }

        private static void Check(ImuSettings settings)
        {
            Assert.ThrowsException(typeof(ArgumentException), () => new ImuSource(new SimulatedImu(ImuKind.Mpu6050, Ramp()), settings));
        }

        private static SensorException Failure(Action action)
        {
            try
            {
                action();
            }
            catch (SensorException failure)
            {
                return failure;
            }

            throw new InvalidOperationException();
        }

        /// <summary>Seven hundred frames without two alike.</summary>
        private static short[] Ramp()
        {
            short[] values = new short[6 * 700];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (short)(i * 15 - 32000);
            }

            return values;
        }
    }
}
