using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Pipeline.Tests
{
    /// <summary>
    /// Checksums are of what KISS FFT 131 makes with FIXED_POINT=16 of the same samples: kiss_fftr's output, 16-bit pairs.
    /// </summary>
    [TestClass]
    public class ShortFftTests
    {
        [TestMethod]
        [DataRow(16, 0x38218446u)]
        [DataRow(64, 0x2295502Fu)]
        [DataRow(128, 0x40940AFDu)]
        [DataRow(256, 0xD2D49C5Au)]
        [DataRow(512, 0x6F5F0CB6u)]
        [DataRow(1024, 0x4368EB58u)]
        [DataRow(2048, 0x6B134DDDu)]
        [DataRow(4096, 0xD0ABEB22u)]
        public void Transform_ofNoise_equalsKissFft(int length, uint expected)
        {
            ShortFft fft = new ShortFft(length);

            fft.Transform(Signals.Noise(length, length));

            Assert.AreEqual(expected, Checksum(fft));
        }

        [TestMethod]
        public void Transform_ofTheLowestValue_equalsKissFft()
        {
            ShortFft fft = new ShortFft(32);
            short[] samples = new short[32];
            for (int i = 0; i < samples.Length; i++)
            {
                samples[i] = short.MinValue;
            }

            fft.Transform(samples);

            Assert.AreEqual(0x8CEEC6D4u, Checksum(fft));
            Assert.AreEqual(-32758, (int)fft.Real[0]);
        }

        [TestMethod]
        [DataRow(0)]
        [DataRow(8)]
        [DataRow(48)]
        [DataRow(8192)]
        [DataRow(-16)]
        public void Length_thatIsNoPowerInRange_isAWrongCall(int length)
        {
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new ShortFft(length));
        }

        private static uint Checksum(ShortFft fft)
        {
            byte[] room = new byte[2];
            uint checksum = 0;
            for (int i = 0; i <= fft.Length / 2; i++)
            {
                checksum = Signals.Checksum(fft.Real[i], room, checksum);
                checksum = Signals.Checksum(fft.Imaginary[i], room, checksum);
            }

            return checksum;
        }
    }
}
