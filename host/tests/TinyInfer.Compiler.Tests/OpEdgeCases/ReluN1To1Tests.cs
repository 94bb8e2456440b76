using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class ReluN1To1Tests
{
    [TestMethod]
    public void ReluN1To1_ends_equalHandComputation()
    {
        // Scale 0.25, zero point 1 in and out: the range is -3 … 5.
        var input = new Int8Tensor([6], [127, -128, 5, 6, -3, 2], 0.25f, 1);
        OneOp.ReluN1To1(input, new([6], [5, -3, 5, 5, -3, 2], 0.25f, 1));
    }

    [TestMethod]
    public void ReluN1To1_sameQuantization_equalsReferenceForAllValues() => Check(0.05f, 3, 0.05f, 3);

    [TestMethod]
    public void ReluN1To1_coarserOutput_equalsReferenceForAllValues() => Check(0.05f, -60, 0.13f, -128);

    [TestMethod]
    public void ReluN1To1_finerOutput_saturates() => Check(0.05f, -60, 0.007f, -128);

    [TestMethod]
    public void ReluN1To1_muchFinerOutput_shiftsLeft() => Check(1f, 0, 0.0008f, 0);

    [TestMethod]
    [DataRow(-128, 127)]
    [DataRow(127, -128)]
    [DataRow(-128, -128)]
    [DataRow(127, 127)]
    public void ReluN1To1_extremeZeroPoints_equalsReferenceForAllValues(int inputZeroPoint, int outputZeroPoint) =>
        Check(0.04f, inputZeroPoint, 0.03f, outputZeroPoint);

    [TestMethod]
    public void ReluN1To1_tinyFactor_givesZeroPoint() => Check(1e-9f, 5, 100f, 9);

    [TestMethod]
    public void ReluN1To1_manyScales_equalsReferenceForAllValues()
    {
        for (var i = 0; i < 30; i++)
        {
            Check(0.013f + (i * 0.0071f), i - 15, 0.11f - (i * 0.0023f), 4 * i - 60);
        }
    }

    private static void Check(float scale, int zeroPoint, float outputScale, int outputZeroPoint)
    {
        var input = Sample.AllValues(scale, zeroPoint);
        OneOp.ReluN1To1(input, ActivationReference.Clamp(input, outputScale, outputZeroPoint, RealRange.ReluN1To1));
    }
}
