using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Tests.Layouts;

/// <summary>Weights and biases on both sides of each limit.</summary>
[TestClass]
public class RangeProofTests
{
    /// <summary>512 weights of 127 times inputs of −128 … 127, and a bias that brings the sum to the limit: 127 · 127 · 512 = 8,258,048.</summary>
    [TestMethod]
    [DataRow((1 << 23) - 1 - 8_258_048, true)]
    [DataRow((1 << 23) - 8_258_048, false)]
    public void Pair_atTheHighestSum_isProvenBelowTheLimit(int bias, bool isProven) => AssertPair(127, 512, bias, isProven);

    /// <summary>−128 · 127 · 512 = −8,323,072.</summary>
    [TestMethod]
    [DataRow(-(1 << 23) + 8_323_072, true)]
    [DataRow(-(1 << 23) + 8_323_072 - 1, false)]
    public void Pair_atTheLeastSum_isProvenFromTheLimitOn(int bias, bool isProven) => AssertPair(127, 512, bias, isProven);

    /// <summary>Sums of even channels are taken from the other half, and may be anything.</summary>
    [TestMethod]
    public void Pair_ofLargeSumsInEvenChannels_isProven()
    {
        var matrix = Matrices.Conv1x1(2, 1000, [.. Matrices.Filled(1000, 127), .. Matrices.Filled(1000, 1)]);

        Assert.IsNull(RangeProof.Refusal(matrix with { Biases = [int.MaxValue, 0] }, WeightLayout.Pair));
    }

    /// <summary>−128 · 256 is the least number of 16 bits: nothing can be taken from it.</summary>
    [TestMethod]
    [DataRow(0, true)]
    [DataRow(-1, false)]
    public void Pair_besideTheLeastWeight_isProvenFromZeroOn(int even, bool isProven) =>
        Assert.AreEqual(isProven, RangeProof.Refusal(Matrices.Conv1x1(2, 1, (sbyte)even, -128), WeightLayout.Pair) is null);

    [TestMethod]
    [DataRow(65535, true)]
    [DataRow(65536, false)]
    public void Int16_ofLongSums_isProvenUpToALength(int values, bool isProven) =>
        Assert.AreEqual(isProven, RangeProof.Refusal(Matrices.Dense(1, values, new sbyte[values]), WeightLayout.Int16) is null);

    /// <summary>9 weights of −128: the highest sum is 9 · 128 · 128 = 147,456.</summary>
    [TestMethod]
    [DataRow((1 << 29) - 1 - 147_456, true)]
    [DataRow((1 << 29) - 147_456, false)]
    public void Winograd_atTheHighestSum_isProvenBelowTheLimit(int bias, bool isProven) => Assert.AreEqual(
        isProven, RangeProof.Refusal(Matrices.Conv3x3(1, 1, Matrices.Filled(9, -128)) with { Biases = [bias] }, WeightLayout.Winograd) is null);

    [TestMethod]
    public void Winograd_ofOtherKernels_isRefused()
    {
        Assert.IsNotNull(RangeProof.Refusal(Matrices.Conv1x1(1, 9, new sbyte[9]), WeightLayout.Winograd));
        Assert.IsNotNull(RangeProof.Refusal(Matrices.Dense(1, 9, new sbyte[9]), WeightLayout.Winograd));
        Assert.IsNotNull(RangeProof.Refusal(Matrices.Conv3x3(1, 1, new sbyte[9]) with { Kernel = new ConvKernel(3, 3, 1, 2, 1, 1) }, WeightLayout.Winograd));
        Assert.IsNotNull(RangeProof.Refusal(Matrices.Conv3x3(1, 1, new sbyte[9]) with { Kernel = new ConvKernel(3, 3, 1, 1, 2, 1) }, WeightLayout.Winograd));
    }

    private static void AssertPair(sbyte weight, int values, int bias, bool isProven)
    {
        var matrix = Matrices.Conv1x1(2, values, [.. new sbyte[values], .. Matrices.Filled(values, weight)]) with { Biases = [0, bias] };

        Assert.AreEqual(isProven, RangeProof.Refusal(matrix, WeightLayout.Pair) is null);
    }
}
