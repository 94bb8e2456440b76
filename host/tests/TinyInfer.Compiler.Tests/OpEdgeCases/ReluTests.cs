using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class ReluTests
{
    [TestMethod]
    public void Relu_negativesAndTies_equalHandComputation()
    {
        // Zero point 10, scale 0.5 to scale 1, zero point -20: 14 is real 2: -18. 9 is real -0.5: clamped to 0: -20. 13: 1.5 -> 2: -18.
        var input = new Int8Tensor([4], [14, 9, 13, -128], 0.5f, 10);
        OneOp.Relu(input, new([4], [-18, -20, -18, -20], 1, -20));
    }

    [TestMethod]
    public void Relu_sameQuantization_equalsReferenceForAllValues() => Check(0.05f, 3, 0.05f, 3);

    [TestMethod]
    public void Relu_coarserOutput_equalsReferenceForAllValues() => Check(0.05f, -60, 0.13f, -128);

    [TestMethod]
    public void Relu_finerOutput_saturates() => Check(0.05f, -60, 0.007f, -128);

    [TestMethod]
    public void Relu_muchFinerOutput_shiftsLeft() => Check(1f, 0, 0.0008f, 0);

    [TestMethod]
    [DataRow(-128, 127)]
    [DataRow(127, -128)]
    [DataRow(-128, -128)]
    [DataRow(127, 127)]
    public void Relu_extremeZeroPoints_equalsReferenceForAllValues(int inputZeroPoint, int outputZeroPoint) =>
        Check(0.04f, inputZeroPoint, 0.03f, outputZeroPoint);

    [TestMethod]
    public void Relu_tinyFactor_givesZeroPoint() => Check(1e-9f, 5, 100f, 9);

    [TestMethod]
    public void Relu_manyScales_equalsReferenceForAllValues()
    {
        for (var i = 0; i < 30; i++)
        {
            Check(0.013f + (i * 0.0071f), i - 15, 0.11f - (i * 0.0023f), 4 * i - 60);
        }
    }

    private static void Check(float scale, int zeroPoint, float outputScale, int outputZeroPoint)
    {
        var input = Sample.AllValues(scale, zeroPoint);
        OneOp.Relu(input, ActivationReference.Clamp(input, outputScale, outputZeroPoint, RealRange.Relu));
    }
}
