using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Sensors.Tests
{
    [TestClass]
    public class InputTests
    {
        // The device's launcher calls tests without an object.
        private static long _now;

        private class Counter : IFrameInput
        {
            private short _count;

            public int Channels => 2;

            public void Read(short[] frame)
            {
                frame[0] = _count;
                frame[1] = (short)-_count;
                _count++;
            }
        }

        [TestMethod]
        public void Timed_atItsTicks_keepsTheFrames()
        {
            _now = 0;
            TimedSource source = new TimedSource(new Counter(), 10, 4, () => _now, false);
            Tick(source, 3);

            short[] values = new short[8];
            Assert.AreEqual(6, source.Read(values, 0, 8));
            Assert.AreEqual(100f, source.SampleRate);
            Assert.AreEqual(10000L, source.Time);
            Assert.AreEqual(-2, (int)values[5]);
            Assert.IsFalse(source.IsAfterGap);
            Assert.AreEqual(0, source.Read(values, 0, 8));
        }

        [TestMethod]
        public void Timed_withoutRoom_dropsAndSaysSo()
        {
            TimedSource source = new TimedSource(new Counter(), 10, 4, () => _now, false);
            Tick(source, 6);
            short[] values = new short[20];
            Assert.AreEqual(8, source.Read(values, 0, 20));
            Assert.IsFalse(source.IsAfterGap);
            Tick(source, 1);

            Assert.AreEqual(2, source.Read(values, 0, 20));
            Assert.AreEqual(2, source.DroppedCount);
            Assert.AreEqual(6, (int)values[0]);
            Assert.IsTrue(source.IsAfterGap);
        }

        [TestMethod]
        public void Timed_aTickTooLate_isAGap()
        {
            _now = 0;
            TimedSource source = new TimedSource(new Counter(), 10, 10, () => _now, false);
            Tick(source, 2);
            _now += 15000;
            Tick(source, 2);
            short[] values = new short[20];

            // Never a splice: what is before it comes alone.
            Assert.AreEqual(4, source.Read(values, 0, 20));
            Assert.IsFalse(source.IsAfterGap);
            Assert.AreEqual(4, source.Read(values, 0, 20));
            Assert.IsTrue(source.IsAfterGap);
            Assert.AreEqual(45000L, source.Time);
        }

        [TestMethod]
        public void Unit_ofADriver_isBroughtBackToSteps()
        {
            UnitInput input = new UnitInput(
                values =>
                {
                    values[0] = 9.807f;
                    values[1] = -2.5f;
                    values[2] = 1000;
                    values[3] = float.NaN;
                },
                new float[] { 4096 / 9.807f, 1, 1000, 1 });
            short[] frame = new short[4];

            input.Read(frame);

            Assert.AreEqual(4, input.Channels);
            Assert.AreEqual("4096 -3 32767 0", $"{frame[0]} {frame[1]} {frame[2]} {frame[3]}");
        }

        [TestMethod]
        public void Microphone_of16Bits_givesItsSamples()
        {
            MicrophoneSource source = new MicrophoneSource(new TextInput(new byte[] { 1, 0, 0xFE, 0xFF, 0x34, 0x12 }), 16000, 16, 0, 100, () => _now);

            Assert.AreEqual("1 -2 4660 ", Samples(source, 3));
        }

        [TestMethod]
        [DataRow(0, "4660 -2 -32768 ")]
        [DataRow(3, "32767 -16 -32768 ")]
        public void Microphone_of32Bits_givesTheUpperOnes(int gain, string expected)
        {
            byte[] bytes = new byte[] { 0, 0, 0x34, 0x12, 0, 0, 0xFE, 0xFF, 0, 0, 0, 0x80 };
            MicrophoneSource source = new MicrophoneSource(new TextInput(bytes), 16000, 32, gain, 100, () => _now);

            Assert.AreEqual(expected, Samples(source, 3));
        }

        [TestMethod]
        public void Microphone_readTooLate_hasAGap()
        {
            MicrophoneSource source = new MicrophoneSource(new TextInput(new byte[100]), 16000, 16, 0, 100, () => _now);
            short[] values = new short[10];
            Samples(source, 2);
            Assert.IsFalse(source.IsAfterGap);
            _now += 100001;

            while (source.Read(values, 0, 10) == 0)
            {
            }

            Assert.IsTrue(source.IsAfterGap);
            Assert.IsTrue(source.Time >= _now);
        }

        [TestMethod]
        public void Parameters_outOfRange_areAWrongCall()
        {
            Assert.ThrowsException(typeof(ArgumentException), () => new TimedSource(new Counter(), 0, 1, null));
            Assert.ThrowsException(typeof(ArgumentException), () => new TimedSource(new Counter(), 1, 0, null));
            Assert.ThrowsException(typeof(ArgumentException), () => new MicrophoneSource(new TextInput(""), 16000, 24, 0, 1, null));
            Assert.ThrowsException(typeof(ArgumentException), () => new MicrophoneSource(new TextInput(""), 16000, 16, 1, 1, null));
            Assert.ThrowsException(typeof(ArgumentException), () => new CsvSource(new TextInput("1\n"), 0));
        }

        private static void Tick(TimedSource source, int count)
        {
            for (int i = 0; i < count; i++)
            {
                _now += 10000;
                source.Tick(null);
            }
        }

        private static string Samples(MicrophoneSource source, int count)
        {
            string samples = "";
            short[] values = new short[count];
            for (int left = count; left > 0;)
            {
                int taken = source.Read(values, 0, left);
                for (int i = 0; i < taken; i++)
                {
                    samples += $"{values[i]} ";
                }

                left -= taken;
            }

            return samples;
        }
    }
}
