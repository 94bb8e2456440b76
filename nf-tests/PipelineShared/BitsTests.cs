using nanoFramework.TestFramework;

namespace TinyInfer.Pipeline.Tests
{
    [TestClass]
    public class BitsTests
    {
        [TestMethod]
        public void Length_atPowersOfTwo_countsBits()
        {
            Assert.AreEqual(0, Bits.Length(0));
            for (int bits = 1; bits <= 63; bits++)
            {
                long first = 1L << (bits - 1);
                Assert.AreEqual(bits, Bits.Length(first));
                Assert.AreEqual(bits, Bits.Length(first + (first - 1)));
            }
        }

        /// <summary>n * n + n is the last number whose root is nearer to n.</summary>
        [TestMethod]
        [DataRow(0)]
        [DataRow(1)]
        [DataRow(2)]
        [DataRow(181)]
        [DataRow(46340)]
        [DataRow(65535)]
        [DataRow(65536)]
        [DataRow(1000003)]
        [DataRow(2147483646)]
        public void SquareRoot_aroundSquares_roundsToTheNearest(int n)
        {
            long square = (long)n * n;

            Assert.AreEqual((long)n, Bits.SquareRoot(square));
            Assert.AreEqual((long)n, Bits.SquareRoot(square + n));
            Assert.AreEqual(n + 1L, Bits.SquareRoot(square + n + 1));
        }
    }
}
