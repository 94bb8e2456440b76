using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class Conv2DTests
{
    private static readonly Sliding Same = new(1, 1, true);
    private static readonly Sliding Valid = new(1, 1, false);

    [TestMethod]
    public void Conv2D_twoByTwoKernel_equalsHandComputation()
    {
        // Input (zero point 1, scale 0.5), centered: 1 2 / 3 4. Weights (scale 0.25): 1 -1 / 2 0, bias 3.
        // Sum = 1 - 2 + 6 + 0 + 3 = 8; 8 * 0.5 * 0.25 / 0.5 = 2; zero point -4: -2.
        var input = new Int8Tensor([1, 2, 2, 1], [2, 3, 4, 5], 0.5f, 1);
        var filter = new Weights([1, 2, 2, 1], [1, -1, 2, 0], [0.25f]);
        OneOp.Conv2D(input, filter, [3], Valid, Valid, new([1, 1, 1, 1], [-2], 0.5f, -4), RealRange.All);
    }

    [TestMethod]
    public void Conv2D_tieInMultiplication_roundsUp()
    {
        // Factor 0.5 is a multiplier of 0.5 and no shift: 3 -> 1.5 -> 2, -3 -> -1.5 -> -1, 1 -> 0.5 -> 1, -1 -> -0.5 -> 0.
        var input = new Int8Tensor([1, 1, 4, 1], [3, -3, 1, -1], 1, 0);
        var filter = new Weights([1, 1, 1, 1], [1], [0.5f]);
        OneOp.Conv2D(input, filter, null, Valid, Valid, new([1, 1, 4, 1], [2, -1, 1, 0], 1, 0), RealRange.All);
    }

    [TestMethod]
    public void Conv2D_tieInShift_roundsAwayFromZero()
    {
        // Factor 0.25 is a multiplier of 0.5 and a shift by 1: 6 -> 3 -> 1.5 -> 2, -6 -> -3 -> -1.5 -> -2. Rounded twice:
        // 5 -> 2.5 -> 3 -> 1.5 -> 2, -5 -> -2.5 -> -2 -> -1.
        var input = new Int8Tensor([1, 1, 4, 1], [6, -6, 5, -5], 1, 0);
        var filter = new Weights([1, 1, 1, 1], [1], [0.25f]);
        OneOp.Conv2D(input, filter, null, Valid, Valid, new([1, 1, 4, 1], [2, -2, 2, -1], 1, 0), RealRange.All);
    }

    [TestMethod]
    public void Conv2D_zeroPointsAtPaddedCorner_countPaddingAsRealZero()
    {
        // 3x3 ones over a 1x1 input of 10 (zero point 7, centered 3) with SAME padding: only the middle tap counts, so 3.
        // Padding read as byte 0 would give 3 - 8 * 7 = -53.
        var input = new Int8Tensor([1, 1, 1, 1], [10], 1, 7);
        var filter = new Weights([1, 3, 3, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1], [1]);
        OneOp.Conv2D(input, filter, null, Same, Same, new([1, 1, 1, 1], [3], 1, 0), RealRange.All);
    }

    [TestMethod]
    public void Conv2D_samePaddingOddInputStride2_equalsReference() =>
        Check(Sample.Tensor(1, [1, 7, 5, 3]), Sample.ConvWeights(2, 4, 3, 3, 3), new(2, 1, true), new(2, 1, true));

    [TestMethod]
    public void Conv2D_samePaddingEvenInputStride2_padsOnlyAfter() =>
        Check(Sample.Tensor(3, [1, 8, 6, 2]), Sample.ConvWeights(4, 3, 3, 3, 2), new(2, 1, true), new(2, 1, true));

    [TestMethod]
    public void Conv2D_evenKernelSamePadding_padsUnevenly() =>
        Check(Sample.Tensor(5, [1, 6, 7, 2]), Sample.ConvWeights(6, 3, 4, 2, 2), Same, Same);

    [TestMethod]
    public void Conv2D_validPaddingStrideLeavesRest_equalsReference() =>
        Check(Sample.Tensor(7, [1, 8, 9, 2]), Sample.ConvWeights(8, 3, 3, 2, 2), new(3, 1, false), new(2, 1, false));

    [TestMethod]
    public void Conv2D_strideLargerThanKernel_skipsInput() =>
        Check(Sample.Tensor(9, [1, 9, 9, 2]), Sample.ConvWeights(10, 3, 2, 1, 2), new(4, 1, true), new(3, 1, true));

    [TestMethod]
    public void Conv2D_strideLargerThanInput_givesOnePosition() =>
        Check(Sample.Tensor(11, [1, 3, 2, 2]), Sample.ConvWeights(12, 3, 3, 3, 2), new(5, 1, true), new(7, 1, true));

    [TestMethod]
    public void Conv2D_differentStrides_equalsReference() =>
        Check(Sample.Tensor(13, [1, 10, 7, 1]), Sample.ConvWeights(14, 2, 5, 3, 1), new(1, 1, true), new(3, 1, true));

    [TestMethod]
    public void Conv2D_dilationSame_equalsReference() =>
        Check(Sample.Tensor(15, [1, 9, 8, 2]), Sample.ConvWeights(16, 3, 3, 3, 2), new(1, 2, true), new(1, 3, true));

    [TestMethod]
    public void Conv2D_dilationValid_equalsReference() =>
        Check(Sample.Tensor(17, [1, 9, 10, 2]), Sample.ConvWeights(18, 3, 3, 2, 2), new(1, 3, false), new(1, 4, false));

    [TestMethod]
    public void Conv2D_dilationLargerThanInput_onlyMiddleTapIsInside() =>
        Check(Sample.Tensor(19, [1, 3, 4, 2], zeroPoint: 55), Sample.ConvWeights(20, 3, 3, 3, 2), new(1, 5, true), new(1, 6, true));

    [TestMethod]
    public void Conv2D_oneByOneKernel_equalsReference() =>
        Check(Sample.Tensor(21, [1, 3, 4, 9]), Sample.ConvWeights(22, 7, 1, 1, 9), Same, Same);

    [TestMethod]
    public void Conv2D_kernelLargerThanInput_equalsReference() =>
        Check(Sample.Tensor(23, [1, 2, 3, 2]), Sample.ConvWeights(24, 3, 7, 5, 2), Same, Same);

    [TestMethod]
    public void Conv2D_kernelSpansOneColumn_equalsReference() =>
        Check(Sample.Tensor(25, [1, 12, 1, 3]), Sample.ConvWeights(26, 2, 5, 1, 3), Same, Same);

    [TestMethod]
    [DataRow(-128)]
    [DataRow(127)]
    public void Conv2D_extremeInputZeroPoint_equalsReference(int zeroPoint) =>
        Check(Sample.Tensor(27, [1, 5, 5, 2], zeroPoint: zeroPoint), Sample.ConvWeights(28, 3, 3, 3, 2), Same, Same);

    [TestMethod]
    [DataRow(-128)]
    [DataRow(127)]
    public void Conv2D_extremeOutputZeroPoint_equalsReference(int zeroPoint) =>
        Check(Sample.Tensor(29, [1, 5, 5, 2]), Sample.ConvWeights(30, 3, 3, 3, 2), Same, Same, zeroPoint: zeroPoint);

    [TestMethod]
    public void Conv2D_perTensorScale_equalsReference() =>
        Check(Sample.Tensor(31, [1, 5, 5, 2]), Sample.ConvWeights(32, 6, 3, 3, 2) with { Scales = [0.013f] }, Same, Same);

    [TestMethod]
    public void Conv2D_withoutBias_equalsReference() =>
        Check(Sample.Tensor(33, [1, 5, 5, 2]), Sample.ConvWeights(34, 3, 3, 3, 2), Same, Same, withBias: false);

    [TestMethod]
    public void Conv2D_twoBatches_equalsReference() =>
        Check(Sample.Tensor(35, [2, 5, 4, 2]), Sample.ConvWeights(36, 3, 3, 3, 2), new(2, 1, true), Same);

    [TestMethod]
    public void Conv2D_weightsOfMinus128_equalsReference()
    {
        var filter = Sample.ConvWeights(37, 2, 3, 3, 2);
        Array.Fill(filter.Values, (sbyte)-128);
        Check(Sample.Tensor(38, [1, 4, 4, 2]), filter, Same, Same, scale: 2f);
    }

    [TestMethod]
    public void Conv2D_factorAboveOne_shiftsLeft() =>
        Check(Sample.Tensor(39, [1, 4, 4, 1]), Sample.ConvWeights(40, 3, 1, 1, 1) with { Scales = [40f, 3f, 1f] }, Same, Same, scale: 0.5f);

    [TestMethod]
    public void Conv2D_largestUsefulLeftShift_saturatesBothEnds()
    {
        // 2^20: every sum but 0 leaves int8, and none wraps in 32 bits.
        var input = new Int8Tensor([1, 1, 5, 1], [-1, 0, 1, 5, -5], 1, 0);
        var filter = new Weights([1, 1, 1, 1], [1], [1048576]);
        OneOp.Conv2D(input, filter, null, Valid, Valid, new([1, 1, 5, 1], [-128, 0, 127, 127, -128], 1, 0), RealRange.All);
    }

    [TestMethod]
    public void Conv2D_tinyFactor_givesZeroPoint()
    {
        // 100 * 127 * 2^-31 rounds to 0.
        var input = new Int8Tensor([1, 1, 2, 1], [100, -100], 1, 0);
        var filter = new Weights([1, 1, 1, 1], [127], [4.6566129e-10f]);
        OneOp.Conv2D(input, filter, null, Valid, Valid, new([1, 1, 2, 1], [9, 9], 1, 9), RealRange.All);
    }

    [TestMethod]
    public void Conv2D_largeBiasAndTinyFactor_equalsReference()
    {
        var filter = Sample.ConvWeights(41, 3, 3, 3, 2) with { Scales = [1e-7f, 2e-7f, 3e-7f] };
        Check(Sample.Tensor(42, [1, 4, 4, 2]), filter, Same, Same, scale: 0.7f, bias: [2000000000, -2000000000, 1234567]);
    }

    [TestMethod]
    public void Conv2D_smallOutputScale_saturates() =>
        Check(Sample.Tensor(43, [1, 5, 5, 2]), Sample.ConvWeights(44, 3, 3, 3, 2), Same, Same, scale: 0.001f);

    [TestMethod]
    public void Conv2D_relu_equalsReference() => CheckActivation(RealRange.Relu);

    [TestMethod]
    public void Conv2D_relu6_equalsReference() => CheckActivation(RealRange.Relu6);

    [TestMethod]
    public void Conv2D_reluN1To1_equalsReference() => CheckActivation(RealRange.ReluN1To1);

    private static void CheckActivation(RealRange activation) =>
        Check(Sample.Tensor(45, [1, 5, 5, 2]), Sample.ConvWeights(46, 3, 3, 3, 2), Same, Same, scale: 0.08f, zeroPoint: -20, activation: activation);

    private static void Check(
        Int8Tensor input, Weights filter, Sliding rows, Sliding columns, float scale = 0.09f, int zeroPoint = -5,
        RealRange? activation = null, bool withBias = true, int[]? bias = null)
    {
        bias ??= withBias ? Sample.Bias(99, filter.Shape[0]) : null;
        var range = activation ?? RealRange.All;
        var expected = ConvolutionReference.Conv2D(input, filter, bias, rows, columns, scale, zeroPoint, range);
        OneOp.Conv2D(input, filter, bias, rows, columns, expected, range);
    }
}
