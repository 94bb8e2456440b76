using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    /// <summary>One rounding against the reference's two.</summary>
    [TestClass]
    public class RequantizerTests
    {
        private static readonly int[] Multipliers = { 0, 1, 1 << 30, (1 << 30) + 1, 1518500250, int.MaxValue };
        private static readonly int[] ZeroPoints = { -128, 0, 3, 127 };

        /// <summary>Around 0, around all ties of both roundings, and at the ends of an int.</summary>
        [TestMethod]
        public void Result_everyExactShift_isTheReferences()
        {
            for (int shift = 0; Requantizer.IsExact(shift); shift--)
            {
                for (int m = 0; m < Multipliers.Length; m++)
                {
                    int zeroPoint = ZeroPoints[(m - shift) % ZeroPoints.Length];
                    for (int bit = 0; bit < 32; bit++)
                    {
                        for (int near = -2; near <= 2; near++)
                        {
                            AssertSame((1 << bit) + near, Multipliers[m], shift, zeroPoint);
                            AssertSame(-(1 << bit) + near, Multipliers[m], shift, zeroPoint);
                            AssertSame(3 * (1 << bit) + near, Multipliers[m], shift, zeroPoint);
                        }
                    }
                }
            }
        }

        [TestMethod]
        [DataRow(1)]
        [DataRow(30)]
        [DataRow(-23)]
        [DataRow(-31)]
        public void IsExact_outsideOfTheProof_isFalse(int shift)
        {
            Assert.IsFalse(Requantizer.IsExact(shift));
            Assert.IsFalse(Requantizer.IsExact(shift, 0));
        }

        [TestMethod]
        public void IsExact_withABiasThatMightWrap_isFalse()
        {
            Assert.IsTrue(Requantizer.IsExact(-5, (1 << 30) - 1));
            Assert.IsFalse(Requantizer.IsExact(-5, 1 << 30));
            Assert.IsFalse(Requantizer.IsExact(-5, int.MinValue));
        }

        private static void AssertSame(int x, int multiplier, int shift, int zeroPoint)
        {
            long factor = multiplier;
            long offset = Requantizer.Offset(shift, zeroPoint);
            long negativeOffset = Requantizer.NegativeOffset(shift, offset);
            int result = (int)((x * factor + (x < 0 ? negativeOffset : offset)) >> Requantizer.Shift(shift));
            Assert.AreEqual(FixedPoint.MultiplyByQuantizedMultiplier(x, multiplier, shift) + zeroPoint, result);

            // A field of 21 bits and a bias.
            int field = x & PackedFields.Mask;
            int bias = (x >> 3) % (1 << 30);
            long offsetWithBias = offset + bias * factor;
            int ofField = (int)((field * factor + (field < -bias ? Requantizer.NegativeOffset(shift, offsetWithBias) : offsetWithBias))
                >> Requantizer.Shift(shift));
            Assert.AreEqual(FixedPoint.MultiplyByQuantizedMultiplier(field + bias, multiplier, shift) + zeroPoint, ofField);
        }
    }
}
