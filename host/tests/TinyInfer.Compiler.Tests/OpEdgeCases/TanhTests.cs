using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class TanhTests
{
    [TestMethod]
    public void Tanh_zeroOneAndEnds_equalHandComputation()
    {
        // tanh 0 = 0; tanh 1 = 0.7616 = 97.5 / 128, below the middle, so 97; far away -1 and 1, clamped to 127 / 128.
        var input = new Int8Tensor([5], [-3, 5, -11, 127, -128], 0.125f, -3);
        OneOp.Tanh(input, new([5], [0, 97, -97, 127, -128], 1f / 128, 0));
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
    public void Tanh_allValues_equalReference(float scale, int zeroPoint) => Check(Sample.AllValues(scale, zeroPoint));

    [TestMethod]
    public void Tanh_rangeRadiusEdge_equalsReference()
    {
        for (var step = 1; step < 40; step++)
        {
            Check(Sample.AllValues(15f / (step * 3), 0));
        }
    }

    [TestMethod]
    public void Tanh_manyScales_equalReference()
    {
        for (var i = 0; i < 40; i++)
        {
            Check(Sample.AllValues(0.0007f * MathF.Pow(1.3f, i), (i * 6) - 120));
        }
    }

    [TestMethod]
    public void Tanh_rank4_keepsShape() => Check(Sample.Tensor(1, [2, 3, 4, 5]));

    private static void Check(Int8Tensor input) => OneOp.Tanh(input, ActivationReference.Tanh(input));
}
