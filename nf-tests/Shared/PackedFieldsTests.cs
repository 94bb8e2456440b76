using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    /// <summary>Bounds by hand: a field holds sums of [-1048575, 1048576].</summary>
    [TestClass]
    public class PackedFieldsTests
    {
        private const int Worst = 64 * 128;

        [TestMethod]
        [DataRow(0, 0, true)]
        [DataRow(0, Worst, true)]
        [DataRow(64 * 127, 0, true)]
        [DataRow(0, Worst + 1, false)]
        [DataRow(8191, 0, true)]
        [DataRow(8192, 0, false)]
        [DataRow(4096, 4096, true)]
        [DataRow(4160, 4128, false)]
        [DataRow(int.MaxValue, int.MaxValue, false)]
        public void Fit_atItsBounds_isExact(int positive, int negative, bool fits)
        {
            Assert.AreEqual(fits, PackedFields.Fit(positive, negative));
        }

        /// <summary>The three products of a step, and what is taken out: the largest and smallest sums, next to each other.</summary>
        [TestMethod]
        [DataRow(-128, -128, -128)]
        [DataRow(127, 127, 127)]
        [DataRow(-128, 127, -128)]
        [DataRow(127, -128, 127)]
        [DataRow(0, -128, 0)]
        [DataRow(1, -1, 0)]
        public void Fields_after64Products_holdTheSums(int a, int b, int c)
        {
            int[] weights = { -128, 127 };
            for (int w = 0; w < weights.Length; w++)
            {
                long packed = PackedFields.Start;
                for (int tap = 0; tap < PackedFields.TapsThatFit; tap++)
                {
                    packed += (a + ((long)b << 21) + ((long)c << 42)) * weights[w];
                }

                int sum = PackedFields.TapsThatFit * weights[w];
                Assert.AreEqual(a * sum, ((int)packed & PackedFields.Mask) - PackedFields.Offset);
                Assert.AreEqual(b * sum, ((int)(packed >> 21) & PackedFields.Mask) - PackedFields.Offset);
                Assert.AreEqual(c * sum, (int)(packed >> 42) - PackedFields.Offset);
            }
        }

        /// <summary>Two channels of 100 taps; the second one's weights are the value of the row.</summary>
        [TestMethod]
        [DataRow(81, 100)]
        [DataRow(82, 64)]
        [DataRow(-81, 100)]
        [DataRow(-82, 64)]
        public void TapsBetweenFlushes_ofWeights_isAllThatFit(int weight, int expected)
        {
            byte[] model = new byte[200];
            byte[] turned = new byte[200];
            for (int tap = 0; tap < 100; tap++)
            {
                model[tap] = 1;
                model[100 + tap] = (byte)weight;
                turned[2 * tap] = 1;
                turned[2 * tap + 1] = (byte)weight;
            }

            Assert.AreEqual(expected, PackedFields.TapsBetweenFlushes(model, 0, 2, 100, 100, 1));
            Assert.AreEqual(expected, PackedFields.TapsBetweenFlushes(turned, 0, 2, 1, 100, 2));
        }

        [TestMethod]
        public void TapsBetweenFlushes_ofFewTaps_needsNoWeights()
        {
            Assert.AreEqual(64, PackedFields.TapsBetweenFlushes(new byte[0], 0, 1000, 64, 64, 1));
        }
    }
}
