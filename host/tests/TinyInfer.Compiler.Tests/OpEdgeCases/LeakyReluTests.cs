using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class LeakyReluTests
{
    [TestMethod]
    public void LeakyRelu_bothSides_equalHandComputation()
    {
        // Alpha 0.5, same quantization, zero point 4: 10 stays; 0 is -4 -> -2: 2; 1 is -3 -> -1.5 -> -1: 3; -128 is -132 -> -66: -62.
        var input = new Int8Tensor([4], [10, 0, 1, -128], 0.1f, 4);
        OneOp.LeakyRelu(input, 0.5f, new([4], [10, 2, 3, -62], 0.1f, 4));
    }

    [TestMethod]
    public void LeakyRelu_usualAlpha_equalsReferenceForAllValues() => Check(0.2f, 0.05f, 3, 0.05f, 3);

    [TestMethod]
    public void LeakyRelu_otherOutputScale_equalsReferenceForAllValues() => Check(0.01f, 0.05f, -60, 0.033f, 17);

    [TestMethod]
    public void LeakyRelu_alphaAboveOne_equalsReferenceForAllValues() => Check(1.7f, 0.05f, 0, 0.05f, 0);

    [TestMethod]
    public void LeakyRelu_alphaZero_equalsReferenceForAllValues() => Check(0f, 0.05f, 10, 0.04f, -5);

    [TestMethod]
    public void LeakyRelu_negativeAlpha_equalsReferenceForAllValues() => Check(-0.3f, 0.05f, 10, 0.04f, -5);

    [TestMethod]
    public void LeakyRelu_tinyAlpha_equalsReferenceForAllValues() => Check(1e-6f, 0.05f, 10, 0.05f, 10);

    [TestMethod]
    [DataRow(-128, 127)]
    [DataRow(127, -128)]
    public void LeakyRelu_extremeZeroPoints_equalsReferenceForAllValues(int inputZeroPoint, int outputZeroPoint) =>
        Check(0.1f, 0.04f, inputZeroPoint, 0.03f, outputZeroPoint);

    [TestMethod]
    public void LeakyRelu_muchFinerOutput_shiftsLeftAndSaturates() => Check(0.1f, 1f, 0, 0.002f, 0);

    [TestMethod]
    public void LeakyRelu_manyScales_equalReferenceForAllValues()
    {
        for (var i = 0; i < 30; i++)
        {
            Check(0.03f + (i * 0.021f), 0.013f + (i * 0.0071f), i - 15, 0.11f - (i * 0.0023f), (4 * i) - 60);
        }
    }

    private static void Check(float alpha, float scale, int zeroPoint, float outputScale, int outputZeroPoint)
    {
        var input = Sample.AllValues(scale, zeroPoint);
        OneOp.LeakyRelu(input, alpha, ActivationReference.LeakyRelu(input, alpha, outputScale, outputZeroPoint));
    }
}
