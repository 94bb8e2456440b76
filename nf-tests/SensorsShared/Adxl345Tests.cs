using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Sensors.Tests
{
    [TestClass]
    public class Adxl345Tests
    {
        /// <summary>Registers, and a FIFO of 32 frames whose values count on.</summary>
        private class Simulated : IRegisterBus
        {
            private readonly byte[] _registers = new byte[64];
            private int _next;

            public Simulated()
            {
                _registers[0] = 0xE5;
            }

            public string Log { get; private set; } = "";

            public int Entries { get; private set; }

            public BusStatus Fault { get; set; } = BusStatus.Ok;

            public byte this[int register]
            {
                set { _registers[register] = value; }
            }

            public void Sample(int frames)
            {
                Entries += frames;
                if (Entries > 32)
                {
                    _next += Entries - 32;
                    Entries = 32;
                    _registers[0x30] |= 1;
                }
            }

            public BusStatus Write(byte[] bytes, int start, int count)
            {
                Log += $"{bytes[start]:X2}={bytes[start + 1]:X2} ";
                _registers[bytes[start]] = bytes[start + 1];
                if (bytes[start] == 0x38 && bytes[start + 1] == 0)
                {
                    _next += Entries;
                    Entries = 0;
                }

                return Fault;
            }

            public BusStatus Read(byte[] bytes, int start, int count)
            {
                return BusStatus.Failed;
            }

            public BusStatus WriteRead(byte[] sent, int sentStart, int sentCount, byte[] taken, int takenStart, int takenCount)
            {
                int register = sent[sentStart];
                for (int i = 0; i < takenCount && register != 0x32; i++)
                {
                    taken[takenStart + i] = register == 0x39 ? (byte)Entries : _registers[register + i];
                }

                if (register == 0x32)
                {
                    // Leaves the FIFO, and with it the overrun.
                    for (int i = 0; i < 3; i++)
                    {
                        short value = (short)((_next + 1) * (i == 1 ? -10 : 10) + i);
                        taken[takenStart + 2 * i] = (byte)value;
                        taken[takenStart + 2 * i + 1] = (byte)(value >> 8);
                    }

                    _registers[0x30] = 0;
                    _next += Entries > 0 ? 1 : 0;
                    Entries -= Entries > 0 ? 1 : 0;
                }

                return Fault;
            }
        }

        [TestMethod]
        public void Read_ofTheFifo_givesItsFrames()
        {
            Simulated sensor = new Simulated();
            Adxl345Source source = new Adxl345Source(sensor, new Adxl345Settings { SampleRate = 200, Range = 4 });
            sensor.Sample(3);
            short[] values = new short[12];

            Assert.AreEqual("2D=00 38=00 2C=0B 31=09 38=80 2D=08 ", sensor.Log);
            Assert.AreEqual(9, source.Read(values, 0, 12));
            Assert.AreEqual("10 -9 12 20 -19 22 30 -29 32", Text(values, 9));
            Assert.AreEqual(0, source.Read(values, 0, 12));
            Assert.IsFalse(source.IsAfterGap);
        }

        [TestMethod]
        public void Read_afterAnOverrun_isAGap()
        {
            Simulated sensor = new Simulated();
            Adxl345Source source = new Adxl345Source(sensor, new Adxl345Settings());
            short[] values = new short[300];
            sensor.Sample(40);

            // Reading clears the overrun: it must have been seen before.
            Assert.AreEqual(0, source.Read(values, 0, 300));
            Assert.AreEqual(1, source.OverflowCount);
            Assert.AreEqual(0, source.Read(values, 0, 300));
            sensor.Sample(2);
            Assert.AreEqual(6, source.Read(values, 0, 300));
            Assert.IsTrue(source.IsAfterGap);
        }

        [TestMethod]
        public void Read_onADeadBus_namesItAndGoesOn()
        {
            Simulated sensor = new Simulated();
            Adxl345Source source = new Adxl345Source(sensor, new Adxl345Settings());
            short[] values = new short[30];
            sensor.Fault = BusStatus.Timeout;

            Assert.ThrowsException(typeof(SensorException), () => source.Read(values, 0, 30));
            sensor.Fault = BusStatus.Ok;
            Assert.AreEqual(0, source.Read(values, 0, 30));
            sensor.Sample(1);
            Assert.AreEqual(3, source.Read(values, 0, 30));
            Assert.IsTrue(source.IsAfterGap);
            Assert.AreEqual(1, source.BusErrorCount);
        }

        [TestMethod]
        public void Start_ofAnotherDevice_namesIt()
        {
            Simulated sensor = new Simulated();
            sensor[0] = 0x33;

            Assert.ThrowsException(typeof(SensorException), () => new Adxl345Source(sensor, new Adxl345Settings()));
            Assert.ThrowsException(typeof(ArgumentException), () => new Adxl345Source(new Simulated(), new Adxl345Settings { SampleRate = 99 }));
            Assert.ThrowsException(typeof(ArgumentException), () => new Adxl345Source(new Simulated(), new Adxl345Settings { Range = 3 }));
        }

        private static string Text(short[] values, int count)
        {
            string text = "";
            for (int i = 0; i < count; i++)
            {
                text += $"{(i == 0 ? "" : " ")}{values[i]}";
            }

            return text;
        }
    }
}
