using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    [TestClass]
    public class Crc32Tests
    {
        // The digits 1 to 9: what every description of a CRC gives the checksum of.
        private static readonly byte[] Digits = { 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39 };

        [TestMethod]
        public void Compute_ofTheDigits_isTheCheckValue()
        {
            Assert.AreEqual(0xCBF43926, Crc32.Compute(Digits));
        }

        [TestMethod]
        public void Compute_ofNothing_isZero()
        {
            Assert.AreEqual(0u, Crc32.Compute(new byte[0]));
        }

        [TestMethod]
        public void Compute_inTwoParts_isTheWholeChecksum()
        {
            uint first = Crc32.Compute(Digits, 0, 4, 0);

            Assert.AreEqual(0xCBF43926, Crc32.Compute(Digits, 4, 5, first));
        }
    }
}
