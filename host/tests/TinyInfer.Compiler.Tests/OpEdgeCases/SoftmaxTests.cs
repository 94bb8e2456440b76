using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class SoftmaxTests
{
    [TestMethod]
    public void Softmax_fourEqualValues_areAQuarterEach() =>
        OneOp.Softmax(new([1, 4], [33, 33, 33, 33], 0.1f, -5), 1, new([1, 4], [-64, -64, -64, -64], 1f / 256, -128));

    [TestMethod]
    public void Softmax_oneValue_isOneClampedTo127() =>
        OneOp.Softmax(new([1, 1], [-77], 0.1f, 0), 1, new([1, 1], [127], 1f / 256, -128));

    [TestMethod]
    public void Softmax_twoValuesLn3Apart_areThreeQuartersAndOne()
    {
        // e^0 : e^-ln3 = 3 : 1, so 192 / 256 and 64 / 256.
        OneOp.Softmax(new([1, 2], [1, 0], 1.0986123f, 0), 1, new([1, 2], [64, -64], 1f / 256, -128));
    }

    [TestMethod]
    public void Softmax_farApart_isOneHot() =>
        OneOp.Softmax(new([1, 3], [-128, 127, 0], 1, 0), 1, new([1, 3], [-128, 127, -128], 1f / 256, -128));

    [TestMethod]
    public void Softmax_tenClasses_equalsReference() => Check(Sample.Tensor(1, [1, 10], scale: 0.08f));

    [TestMethod]
    public void Softmax_manyRows_equalsReference() => Check(Sample.Tensor(2, [7, 5], scale: 0.05f));

    [TestMethod]
    public void Softmax_rank4_normalisesLastDimension() => Check(Sample.Tensor(3, [2, 2, 3, 6], scale: 0.02f));

    [TestMethod]
    public void Softmax_rank1_equalsReference() => Check(Sample.Tensor(4, [12], scale: 0.03f));

    [TestMethod]
    public void Softmax_deepRow_equalsReference() => Check(Sample.Tensor(5, [1, 2000], scale: 0.01f));

    [TestMethod]
    public void Softmax_thousandsOfEqualValues_areAllZero()
    {
        // 1 / 5000 is less than half of 1/256. The sum of 5000 ones is more than its 12 integer bits hold.
        var values = new sbyte[5000];
        var zeros = Enumerable.Repeat((sbyte)-128, 5000).ToArray();
        OneOp.Softmax(new([1, 5000], values, 0.1f, 0), 1, new([1, 5000], zeros, 1f / 256, -128));
    }

    [TestMethod]
    public void Softmax_sumsAround512_roundToOneOrZero()
    {
        // 1 / 511 of 256 is just above one half, 1 / 512 is not above it.
        foreach (var (count, expected) in new[] { (511, -127), (512, -128), (513, -128) })
        {
            var outputs = Enumerable.Repeat((sbyte)expected, count).ToArray();
            OneOp.Softmax(new([1, count], new sbyte[count], 0.1f, 0), 1, new([1, count], outputs, 1f / 256, -128));
        }
    }

    [TestMethod]
    public void Softmax_tinyScale_equalsReference() => Check(Sample.Tensor(6, [3, 20], scale: 0.00001f));

    [TestMethod]
    public void Softmax_hugeScale_capsTheMultiplier() => Check(Sample.Tensor(7, [3, 20], scale: 500f));

    [TestMethod]
    [DataRow(0.1f)]
    [DataRow(2.5f)]
    [DataRow(40f)]
    public void Softmax_beta_equalsReference(float beta) => Check(Sample.Tensor(8, [4, 9], scale: 0.04f), beta);

    [TestMethod]
    public void Softmax_manyScales_equalsReference()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            Check(Sample.Tensor(500 + seed, [4, 6], scale: 0.003f * MathF.Pow(1.4f, seed), zeroPoint: (seed * 10) - 120));
        }
    }

    private static void Check(Int8Tensor input, float beta = 1) =>
        OneOp.Softmax(input, beta, ActivationReference.Softmax(input, beta));
}
