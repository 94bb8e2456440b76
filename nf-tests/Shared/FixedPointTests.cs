using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    /// <summary>Expected values are computed by hand from the definitions.</summary>
    [TestClass]
    public class FixedPointTests
    {
        private const int Half = 1 << 30;

        /// <summary>The product rounds ties up, the right shift after it away from zero.</summary>
        [TestMethod]
        [DataRow(3, Half, 0, 2)]
        [DataRow(-3, Half, 0, -1)]
        [DataRow(100, Half, -2, 13)]
        [DataRow(-100, Half, -2, -13)]
        [DataRow(7, Half, 3, 28)]
        [DataRow(0, int.MaxValue, 30, 0)]
        [DataRow(int.MaxValue, int.MaxValue, 0, 2147483646)]
        [DataRow(int.MinValue, int.MaxValue, 0, -2147483647)]
        [DataRow(int.MaxValue, int.MaxValue, -31, 1)]
        [DataRow(int.MinValue, int.MaxValue, -31, -1)]
        [DataRow(1, Half, 30, 536870912)]
        [DataRow(3, Half, 30, -536870912)]
        public void MultiplyByQuantizedMultiplier_atEdges_roundsTwiceAndWrapsLeft(int x, int multiplier, int shift, int expected)
        {
            Assert.AreEqual(expected, FixedPoint.MultiplyByQuantizedMultiplier(x, multiplier, shift));
        }

        [TestMethod]
        [DataRow(int.MinValue, int.MinValue, int.MaxValue)]
        [DataRow(int.MinValue, int.MaxValue, -2147483647)]
        [DataRow(int.MaxValue, int.MaxValue, 2147483646)]
        [DataRow(Half, Half, 536870912)]
        [DataRow(Half, 1, 1)]
        [DataRow(Half, -1, 0)]
        public void SaturatingRoundingDoublingHighMul_atEdges_saturatesAndRoundsUp(int a, int b, int expected)
        {
            Assert.AreEqual(expected, FixedPoint.SaturatingRoundingDoublingHighMul(a, b));
            Assert.AreEqual(expected, FixedPoint.SaturatingRoundingDoublingHighMul(b, a));
        }

        [TestMethod]
        [DataRow(5, 0, 5)]
        [DataRow(5, 1, 3)]
        [DataRow(-5, 1, -3)]
        [DataRow(5, 2, 1)]
        [DataRow(-5, 2, -1)]
        [DataRow(6, 2, 2)]
        [DataRow(-6, 2, -2)]
        [DataRow(int.MaxValue, 31, 1)]
        [DataRow(Half, 31, 1)]
        [DataRow(Half - 1, 31, 0)]
        [DataRow(-Half, 31, -1)]
        [DataRow(1 - Half, 31, 0)]
        [DataRow(int.MinValue, 31, -1)]
        public void RoundingDivideByPowerOfTwo_ofTies_roundsAwayFromZero(int x, int exponent, int expected)
        {
            Assert.AreEqual(expected, FixedPoint.RoundingDivideByPowerOfTwo(x, exponent));
        }

        /// <summary>
        /// Arguments are Q5.26, so that -1 is -2^26; results Q0.31. The series that is cut off after the fourth power of
        /// an eighth leaves (1/8)^5 / 120, which is 546 here.
        /// </summary>
        [TestMethod]
        [DataRow(0, int.MaxValue)]
        [DataRow(-(1 << 24), 1672461947)]
        [DataRow(-(1 << 26), 790015084)]
        [DataRow(-(1 << 27), 290630308)]
        [DataRow(-(1 << 28), 39332535)]
        [DataRow(-(1 << 29), 720401)]
        [DataRow(int.MinValue, 0)]
        public void ExpOnNegativeValues_ofPowersOfTwo_isTheExponential(int x, int expected)
        {
            int actual = FixedPoint.ExpOnNegativeValues(x);

            Assert.IsTrue(actual - expected <= 600 && expected - actual <= 600, $"expected about {expected}, was {actual}");
        }

        [TestMethod]
        [DataRow(0, int.MaxValue)]
        [DataRow(1 << 30, 1431655765)]
        [DataRow(715827883, 1610612736)]
        [DataRow(int.MaxValue, 1 << 30)]
        public void OneOverOnePlusX_ofFractions_isTheReciprocal(int x, int expected)
        {
            int actual = FixedPoint.OneOverOnePlusX(x);

            Assert.IsTrue(actual - expected <= 4 && expected - actual <= 4, $"expected about {expected}, was {actual}");
        }

        [TestMethod]
        [DataRow(0, 32)]
        [DataRow(1, 31)]
        [DataRow(255, 24)]
        [DataRow(int.MaxValue, 1)]
        [DataRow(-1, 0)]
        public void CountLeadingZeros_ofAnyInt_countsTheZeros(int x, int expected)
        {
            Assert.AreEqual(expected, FixedPoint.CountLeadingZeros(x));
        }
    }
}
