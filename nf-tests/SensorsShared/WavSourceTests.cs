using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Sensors.Tests
{
    [TestClass]
    public class WavSourceTests
    {
        [TestMethod]
        public void Read_ofAFile_givesItsSamples()
        {
            WavSource source = new WavSource(new TextInput(Wav(1, 16, 2, 8000, 6)));
            short[] values = new short[8];

            Assert.AreEqual(8000f, source.SampleRate);
            Assert.AreEqual(2, source.Channels);
            Assert.AreEqual(8, source.Read(values, 0, 8));
            Assert.AreEqual(0L, source.Time);
            Assert.AreEqual(-1003, (int)values[3]);
            Assert.IsFalse(source.IsAtEnd);
            Assert.AreEqual(4, source.Read(values, 0, 8));
            Assert.AreEqual(500L, source.Time);
            Assert.AreEqual(-1011, (int)values[3]);
            Assert.IsTrue(source.IsAtEnd);
            Assert.AreEqual(0, source.Read(values, 0, 8));
        }

        [TestMethod]
        [DataRow(0, 1)]
        [DataRow(11, 1)]
        [DataRow(30, 4)]
        [DataRow(40, 2)]
        public void Start_ofACutFile_namesIt(int bytes, int error)
        {
            byte[] wav = Wav(1, 16, 1, 16000, 100);
            byte[] cut = new byte[bytes];
            Array.Copy(wav, 0, cut, 0, bytes);

            Assert.AreEqual(error, (int)Failure(() => new WavSource(new TextInput(cut))).Error);
        }

        [TestMethod]
        public void Read_ofACutFile_namesIt()
        {
            byte[] cut = new byte[100];
            Array.Copy(Wav(1, 16, 1, 16000, 100), 0, cut, 0, 100);
            WavSource source = new WavSource(new TextInput(cut));

            RecordingException failure = Failure(() => source.Read(new short[200], 0, 200));

            Assert.AreEqual((int)RecordingError.CutOff, (int)failure.Error);
            Assert.AreEqual(56, failure.Found);
            Assert.AreEqual(200, failure.Expected);
            Assert.IsTrue(source.IsAtEnd);
        }

        [TestMethod]
        [DataRow(1, 8, 8)]
        [DataRow(1, 24, 24)]
        [DataRow(3, 32, -3)]
        public void Start_ofAnotherFormat_namesIt(int kind, int bits, int found)
        {
            RecordingException failure = Failure(() => new WavSource(new TextInput(Wav(kind, bits, 1, 16000, 10))));

            Assert.AreEqual((int)RecordingError.Format, (int)failure.Error);
            Assert.AreEqual(found, failure.Found);
        }

        /// <summary>Values -1000, -1001, …</summary>
        private static byte[] Wav(int kind, int bits, int channels, int rate, int frames)
        {
            int data = frames * channels * bits / 8;
            byte[] file = new byte[44 + data];
            Put(file, 0, "RIFF");
            Put(file, 4, file.Length - 8, 4);
            Put(file, 8, "WAVEfmt ");
            Put(file, 16, 16, 4);
            Put(file, 20, kind, 2);
            Put(file, 22, channels, 2);
            Put(file, 24, rate, 4);
            Put(file, 28, rate * channels * bits / 8, 4);
            Put(file, 32, channels * bits / 8, 2);
            Put(file, 34, bits, 2);
            Put(file, 36, "data");
            Put(file, 40, data, 4);
            for (int i = 0; bits == 16 && i < frames * channels; i++)
            {
                Put(file, 44 + 2 * i, -1000 - i, 2);
            }

            return file;
        }

        private static void Put(byte[] file, int at, string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                file[at + i] = (byte)text[i];
            }
        }

        private static void Put(byte[] file, int at, int value, int bytes)
        {
            for (int i = 0; i < bytes; i++)
            {
                file[at + i] = (byte)(value >> (8 * i));
            }
        }

        private static RecordingException Failure(Action action)
        {
            try
            {
                action();
            }
            catch (RecordingException failure)
            {
                return failure;
            }

            throw new InvalidOperationException();
        }
    }
}
