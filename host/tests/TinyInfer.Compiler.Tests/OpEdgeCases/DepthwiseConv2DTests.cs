using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class DepthwiseConv2DTests
{
    private static readonly Sliding Same = new(1, 1, true);
    private static readonly Sliding Valid = new(1, 1, false);

    [TestMethod]
    public void DepthwiseConv2D_twoChannels_equalsHandComputation()
    {
        // Pixels (1, 10), (2, 20); weights (1, -1), (3, 2); zero points 0, all scales 1.
        // Channel 0: 1 * 1 + 2 * 3 = 7, plus bias 1: 8. Channel 1: -10 + 40 = 30, plus bias -2: 28.
        var input = new Int8Tensor([1, 1, 2, 2], [1, 10, 2, 20], 1, 0);
        var filter = new Weights([1, 1, 2, 2], [1, -1, 3, 2], [1]);
        OneOp.DepthwiseConv2D(input, filter, [1, -2], Valid, Valid, new([1, 1, 1, 2], [8, 28], 1, 0), RealRange.All);
    }

    [TestMethod]
    public void DepthwiseConv2D_multiplier2_keepsOutputsOfAChannelTogether()
    {
        // One pixel (5, 7), zero point 2: centered (3, 5). Weights 1 2 3 4: outputs 3, 6 of channel 0 and 15, 20 of channel 1.
        var input = new Int8Tensor([1, 1, 1, 2], [5, 7], 1, 2);
        var filter = new Weights([1, 1, 1, 4], [1, 2, 3, 4], [1]);
        OneOp.DepthwiseConv2D(input, filter, null, Valid, Valid, new([1, 1, 1, 4], [3, 6, 15, 20], 1, 0), RealRange.All);
    }

    [TestMethod]
    public void DepthwiseConv2D_depthMultiplier8OnOneChannel_equalsReference() =>
        Check(Sample.Tensor(1, [1, 10, 7, 1]), Sample.DepthwiseWeights(2, 5, 4, 8), new(2, 1, true), new(2, 1, true));

    [TestMethod]
    public void DepthwiseConv2D_depthMultiplier3_equalsReference() =>
        Check(Sample.Tensor(3, [1, 5, 5, 4]), Sample.DepthwiseWeights(4, 3, 3, 12), Same, Same);

    [TestMethod]
    public void DepthwiseConv2D_samePaddingOddInputStride2_equalsReference() =>
        Check(Sample.Tensor(5, [1, 7, 5, 3]), Sample.DepthwiseWeights(6, 3, 3, 3), new(2, 1, true), new(2, 1, true));

    [TestMethod]
    public void DepthwiseConv2D_samePaddingEvenInputStride2_padsOnlyAfter() =>
        Check(Sample.Tensor(7, [1, 8, 6, 3]), Sample.DepthwiseWeights(8, 3, 3, 3), new(2, 1, true), new(2, 1, true));

    [TestMethod]
    public void DepthwiseConv2D_evenKernelSamePadding_padsUnevenly() =>
        Check(Sample.Tensor(9, [1, 6, 7, 2]), Sample.DepthwiseWeights(10, 2, 4, 2), Same, Same);

    [TestMethod]
    public void DepthwiseConv2D_validPadding_equalsReference() =>
        Check(Sample.Tensor(11, [1, 8, 9, 2]), Sample.DepthwiseWeights(12, 3, 2, 2), new(3, 1, false), new(2, 1, false));

    [TestMethod]
    public void DepthwiseConv2D_dilationSame_equalsReference() =>
        Check(Sample.Tensor(13, [1, 9, 8, 3]), Sample.DepthwiseWeights(14, 3, 3, 3), new(1, 2, true), new(1, 3, true));

    [TestMethod]
    public void DepthwiseConv2D_dilationValid_equalsReference() =>
        Check(Sample.Tensor(15, [1, 9, 10, 2]), Sample.DepthwiseWeights(16, 3, 2, 4), new(1, 3, false), new(1, 4, false));

    [TestMethod]
    public void DepthwiseConv2D_kernelLargerThanInput_equalsReference() =>
        Check(Sample.Tensor(17, [1, 2, 3, 2], zeroPoint: -77), Sample.DepthwiseWeights(18, 7, 5, 2), Same, Same);

    [TestMethod]
    public void DepthwiseConv2D_oneByOneKernel_equalsReferenceInPlace() =>
        Check(Sample.Tensor(19, [1, 4, 3, 5]), Sample.DepthwiseWeights(20, 1, 1, 5), Same, Same);

    [TestMethod]
    public void DepthwiseConv2D_oneByOneKernelStride2_equalsReference() =>
        Check(Sample.Tensor(21, [1, 5, 5, 3]), Sample.DepthwiseWeights(22, 1, 1, 3), new(2, 1, true), new(2, 1, true));

    [TestMethod]
    [DataRow(-128)]
    [DataRow(127)]
    public void DepthwiseConv2D_extremeInputZeroPoint_equalsReference(int zeroPoint) =>
        Check(Sample.Tensor(23, [1, 4, 5, 2], zeroPoint: zeroPoint), Sample.DepthwiseWeights(24, 3, 3, 2), Same, Same);

    [TestMethod]
    [DataRow(-128)]
    [DataRow(127)]
    public void DepthwiseConv2D_extremeOutputZeroPoint_equalsReference(int zeroPoint) =>
        Check(Sample.Tensor(25, [1, 4, 5, 2]), Sample.DepthwiseWeights(26, 3, 3, 2), Same, Same, zeroPoint: zeroPoint);

    [TestMethod]
    public void DepthwiseConv2D_perTensorScale_equalsReference() =>
        Check(Sample.Tensor(27, [1, 4, 5, 3]), Sample.DepthwiseWeights(28, 3, 3, 3) with { Scales = [0.02f] }, Same, Same);

    [TestMethod]
    public void DepthwiseConv2D_withoutBias_equalsReference() =>
        Check(Sample.Tensor(29, [1, 4, 5, 3]), Sample.DepthwiseWeights(30, 3, 3, 3), Same, Same, withBias: false);

    [TestMethod]
    public void DepthwiseConv2D_twoBatches_equalsReference() =>
        Check(Sample.Tensor(31, [2, 5, 4, 2]), Sample.DepthwiseWeights(32, 3, 3, 2), new(2, 1, true), Same);

    [TestMethod]
    public void DepthwiseConv2D_factorAboveOne_shiftsLeft() =>
        Check(Sample.Tensor(33, [1, 4, 4, 3]), Sample.DepthwiseWeights(34, 1, 1, 3) with { Scales = [40f, 3f, 1f] }, Same, Same, scale: 0.5f);

    [TestMethod]
    public void DepthwiseConv2D_tinyFactor_givesZeroPoint()
    {
        var input = new Int8Tensor([1, 1, 2, 1], [100, -100], 1, 0);
        var filter = new Weights([1, 1, 1, 1], [127], [4.6566129e-10f]);
        OneOp.DepthwiseConv2D(input, filter, null, Valid, Valid, new([1, 1, 2, 1], [-9, -9], 1, -9), RealRange.All);
    }

    [TestMethod]
    public void DepthwiseConv2D_smallOutputScale_saturates() =>
        Check(Sample.Tensor(35, [1, 5, 5, 2]), Sample.DepthwiseWeights(36, 3, 3, 2), Same, Same, scale: 0.001f);

    [TestMethod]
    public void DepthwiseConv2D_relu_equalsReference() => CheckActivation(RealRange.Relu);

    [TestMethod]
    public void DepthwiseConv2D_relu6_equalsReference() => CheckActivation(RealRange.Relu6);

    [TestMethod]
    public void DepthwiseConv2D_reluN1To1_equalsReference() => CheckActivation(RealRange.ReluN1To1);

    private static void CheckActivation(RealRange activation) =>
        Check(Sample.Tensor(37, [1, 5, 5, 3]), Sample.DepthwiseWeights(38, 3, 3, 3), Same, Same, scale: 0.04f, zeroPoint: 20, activation: activation);

    private static void Check(
        Int8Tensor input, Weights filter, Sliding rows, Sliding columns, float scale = 0.05f, int zeroPoint = 4,
        RealRange? activation = null, bool withBias = true)
    {
        var bias = withBias ? Sample.Bias(98, filter.Shape[3]) : null;
        var range = activation ?? RealRange.All;
        var expected = ConvolutionReference.DepthwiseConv2D(input, filter, bias, rows, columns, scale, zeroPoint, range);
        OneOp.DepthwiseConv2D(input, filter, bias, rows, columns, expected, range);
    }
}
