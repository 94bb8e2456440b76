using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class LogisticTests
{
    [TestMethod]
    public void Logistic_zeroAndEnds_equalHandComputation()
    {
        // 1 / (1 + e^0) = 128 / 256; far away 0 and 1, clamped to 255 / 256; 1 / (1 + e^-1) = 0.7311 = 187.2 / 256.
        var input = new Int8Tensor([4], [10, -118, 127, 18], 0.125f, 10);
        OneOp.Logistic(input, new([4], [0, -128, 127, 59], 1f / 256, -128));
    }

    [TestMethod]
    [DataRow(0.001f, 0)]
    [DataRow(0.03f, -7)]
    [DataRow(0.0625f, 0)]
    [DataRow(0.117f, -128)]
    [DataRow(0.118f, 127)]
    [DataRow(0.5f, 3)]
    [DataRow(1f, 0)]
    [DataRow(20f, 0)]
    public void Logistic_allValues_equalReference(float scale, int zeroPoint) => Check(Sample.AllValues(scale, zeroPoint));

    [TestMethod]
    public void Logistic_rangeRadiusEdge_equalsReference()
    {
        // 15 / scale is where the saturation begins: one value before, at and after it.
        for (var step = 1; step < 40; step++)
        {
            Check(Sample.AllValues(15f / (step * 3), 0));
        }
    }

    [TestMethod]
    public void Logistic_manyScales_equalReference()
    {
        for (var i = 0; i < 40; i++)
        {
            Check(Sample.AllValues(0.0007f * MathF.Pow(1.3f, i), (i * 6) - 120));
        }
    }

    [TestMethod]
    public void Logistic_onceMore_mergesIntoOneTable()
    {
        var input = Sample.AllValues(0.05f, 4);
        var middle = ActivationReference.Logistic(input);
        var expected = ActivationReference.Logistic(middle);
        Assert.AreEqual(1, OneOp.LogisticTwice(input, middle, expected));
    }

    [TestMethod]
    public void Logistic_rank4_keepsShape() => Check(Sample.Tensor(1, [2, 3, 4, 5]));

    private static void Check(Int8Tensor input) => OneOp.Logistic(input, ActivationReference.Logistic(input));
}
