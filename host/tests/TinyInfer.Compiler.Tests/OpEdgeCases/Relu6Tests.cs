using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class Relu6Tests
{
    [TestMethod]
    public void Relu6_ends_equalHandComputation()
    {
        // Scale 0.1, zero point -10: 0 is -10, 6 is 50.
        var input = new Int8Tensor([6], [-128, -11, -10, 49, 50, 127], 0.1f, -10);
        OneOp.Relu6(input, new([6], [-10, -10, -10, 49, 50, 50], 0.1f, -10));
    }

    [TestMethod]
    public void Relu6_sixBeyondInt8_clampsToRange() => Check(0.01f, 20);

    [TestMethod]
    public void Relu6_coarseScale_roundsSix() => Check(0.41f, -128);

    [TestMethod]
    public void Relu6_scaleAboveSix_keepsRoundedEnd() => Check(9f, 0);

    [TestMethod]
    [DataRow(-128)]
    [DataRow(127)]
    public void Relu6_extremeZeroPoint_equalsReferenceForAllValues(int zeroPoint) => Check(0.05f, zeroPoint);

    [TestMethod]
    public void Relu6_manyScales_equalReferenceForAllValues()
    {
        for (var i = 0; i < 30; i++)
        {
            Check(0.011f + (i * 0.0117f), (i * 8) - 120);
        }
    }

    private static void Check(float scale, int zeroPoint)
    {
        var input = Sample.AllValues(scale, zeroPoint);
        OneOp.Relu6(input, ActivationReference.Relu6(input));
    }
}
