using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class QuantizeTests
{
    [TestMethod]
    public void Quantize_halfScale_equalsHandComputation()
    {
        // Scale 0.5 to 1, zero point 0 to 10: 3 -> 1.5 -> 2: 12; -3 -> -1.5 -> -1: 9; 127 -> 63.5 -> 64: 74; -128 -> -64: -54.
        var input = new Int8Tensor([4], [3, -3, 127, -128], 0.5f, 0);
        OneOp.Quantize(input, new([4], [12, 9, 74, -54], 1, 10));
    }

    [TestMethod]
    public void Quantize_sameQuantization_copies() => Check(0.1f, 7, 0.1f, 7);

    [TestMethod]
    public void Quantize_otherZeroPointOnly_shiftsAndSaturates() => Check(0.1f, 7, 0.1f, -70);

    [TestMethod]
    public void Quantize_finer_saturates() => Check(0.1f, 0, 0.013f, 0);

    [TestMethod]
    public void Quantize_coarser_equalsReferenceForAllValues() => Check(0.1f, -20, 0.37f, 20);

    [TestMethod]
    public void Quantize_muchFiner_shiftsLeft() => Check(100f, 5, 0.0001f, 5);

    [TestMethod]
    public void Quantize_tinyFactor_givesZeroPoint() => Check(1e-9f, 5, 100f, 9);

    [TestMethod]
    [DataRow(-128, 127)]
    [DataRow(127, -128)]
    [DataRow(-128, -128)]
    public void Quantize_extremeZeroPoints_equalsReferenceForAllValues(int inputZeroPoint, int outputZeroPoint) =>
        Check(0.04f, inputZeroPoint, 0.03f, outputZeroPoint);

    [TestMethod]
    public void Quantize_manyScales_equalReferenceForAllValues()
    {
        for (var i = 0; i < 30; i++)
        {
            Check(0.013f + (i * 0.0071f), i - 15, 0.11f - (i * 0.0023f), (4 * i) - 60);
        }
    }

    private static void Check(float scale, int zeroPoint, float outputScale, int outputZeroPoint)
    {
        var input = Sample.AllValues(scale, zeroPoint);
        OneOp.Quantize(input, ActivationReference.Quantize(input, outputScale, outputZeroPoint));
    }
}
