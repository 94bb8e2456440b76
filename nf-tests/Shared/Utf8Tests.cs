using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    [TestClass]
    public class Utf8Tests
    {
        [TestMethod]
        public void Decode_everyLength_givesTheText()
        {
            byte[] bytes = { 0x41, 0xC3, 0xBC, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x8D, 0x8B, 0x7A };

            Assert.AreEqual("A\u00FC\u20AC\uD83C\uDF4Bz", Utf8.Decode(bytes, 0, bytes.Length));
        }

        [TestMethod]
        public void Decode_aPart_leavesTheRest()
        {
            byte[] bytes = { 0x41, 0x42, 0x43, 0x44 };

            Assert.AreEqual("BC", Utf8.Decode(bytes, 1, 2));
            Assert.AreEqual("", Utf8.Decode(bytes, 4, 0));
        }

        [TestMethod]
        public void Decode_malformed_putsReplacements()
        {
            CheckReplaced(new byte[] { 0x80, 0x41 }, "a byte that only follows");
            CheckReplaced(new byte[] { 0xC3, 0x41 }, "nothing follows");
            CheckReplaced(new byte[] { 0xE2, 0x82, 0x41 }, "too little follows");
            CheckReplaced(new byte[] { 0xC0, 0x80, 0x41 }, "zero in two bytes");
            CheckReplaced(new byte[] { 0xE0, 0x81, 0x81, 0x41 }, "A in three bytes");
            CheckReplaced(new byte[] { 0xED, 0xA0, 0x80, 0x41 }, "half of a pair");
            CheckReplaced(new byte[] { 0xF4, 0x90, 0x80, 0x80, 0x41 }, "beyond the last character");
            CheckReplaced(new byte[] { 0xFF, 0x41 }, "no first byte");
        }

        [TestMethod]
        public void Decode_cutOff_readsNothingBeyond()
        {
            byte[] bytes = { 0xF0, 0x9F, 0x8D, 0x8B };

            for (int count = 1; count < bytes.Length; count++)
            {
                Assert.AreEqual("\uFFFD", Utf8.Decode(bytes, 0, count));
            }
        }

        [TestMethod]
        public void IsAscii_ofOtherBytesOrLengths_isFalse()
        {
            byte[] bytes = { 0x6E, 0x61, 0x6D, 0x65 };

            Assert.IsTrue(Utf8.IsAscii(bytes, 0, 4, "name"));
            Assert.IsFalse(Utf8.IsAscii(bytes, 0, 3, "name"));
            Assert.IsFalse(Utf8.IsAscii(bytes, 0, 4, "game"));
        }

        // One malformed sequence, then the letter A.
        private static void CheckReplaced(byte[] bytes, string what)
        {
            Assert.AreEqual("\uFFFDA", Utf8.Decode(bytes, 0, bytes.Length), what);
        }
    }
}
