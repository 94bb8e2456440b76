using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class HardSwishTests
{
    [TestMethod]
    public void HardSwish_flatEnds_equalHandComputation()
    {
        // Below -3 the result is 0, from 3 on it is x; zero points -2 and 5, scale 0.125 in and out: 62 is real 8, so 5 + 64 = 69.
        var input = new Int8Tensor([4], [-128, -26, -2, 62], 0.125f, -2);
        OneOp.HardSwish(input, new([4], [5, 5, 5, 69], 0.125f, 5));
    }

    [TestMethod]
    public void HardSwish_middle_isNearTheRealFunction()
    {
        var input = Sample.AllValues(0.04f, 3);
        var output = ActivationReference.HardSwish(input, 0.03f, -90);
        for (var i = 0; i < 256; i++)
        {
            var x = 0.04 * (input.Values[i] - 3);
            var real = x * Math.Clamp(x + 3, 0, 6) / 6;
            Assert.AreEqual(Math.Clamp(real / 0.03 - 90, -128, 127), output.Values[i], 1.01);
        }

        OneOp.HardSwish(input, output);
    }

    [TestMethod]
    [DataRow(0.02f, 0, 0.02f, -100)]
    [DataRow(0.0234f, -128, 0.0234f, -112)]
    [DataRow(0.0235f, 127, 0.03f, 127)]
    [DataRow(0.1f, 0, 0.05f, -128)]
    [DataRow(0.5f, -128, 0.3f, -120)]
    [DataRow(10f, 3, 4f, 3)]
    [DataRow(0.0005f, 3, 0.0005f, 3)]
    public void HardSwish_allValues_equalReference(float scale, int zeroPoint, float outputScale, int outputZeroPoint) =>
        Check(scale, zeroPoint, outputScale, outputZeroPoint);

    [TestMethod]
    public void HardSwish_reluishScaleOfPowersOfTwo_equalsReference()
    {
        // The rescaling to [-1, 1] shifts left for coarse inputs, not at all at 3/256, and right for fine ones.
        for (var exponent = -6; exponent <= 8; exponent++)
        {
            var scale = MathF.ScaleB(3f / 256, exponent);
            Check(scale, -11, scale, 20);
        }
    }

    [TestMethod]
    public void HardSwish_largestFinerOutput_saturates() => Check(1f, 0, 1f / 127, 0);

    [TestMethod]
    public void HardSwish_coarseOutput_roundsToZeroPoint() => Check(0.01f, 0, 5f, -3);

    [TestMethod]
    public void HardSwish_manyScales_equalReference()
    {
        for (var i = 0; i < 40; i++)
        {
            Check(0.004f * MathF.Pow(1.2f, i), (i * 6) - 120, 0.003f * MathF.Pow(1.21f, i), 100 - (i * 5));
        }
    }

    private static void Check(float scale, int zeroPoint, float outputScale, int outputZeroPoint)
    {
        var input = Sample.AllValues(scale, zeroPoint);
        OneOp.HardSwish(input, ActivationReference.HardSwish(input, outputScale, outputZeroPoint));
    }
}
