using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class FullyConnectedTests
{
    [TestMethod]
    public void FullyConnected_twoOutputs_equalsHandComputation()
    {
        // Input (zero point -1, scale 0.5), centered: 2 3 4. Weights (scale 0.5): 1 1 1 and 2 0 -3; bias 7, 0.
        // Sums 9 + 7 = 16 and 4 - 12 = -8; times 0.5 * 0.5 / 2 = 1/8: 2 and -1; zero point 10: 12 and 9.
        var input = new Int8Tensor([1, 3], [1, 2, 3], 0.5f, -1);
        var weights = new Weights([2, 3], [1, 1, 1, 2, 0, -3], [0.5f]);
        OneOp.FullyConnected(input, weights, [7, 0], new([1, 2], [12, 9], 2, 10), RealRange.All);
    }

    [TestMethod]
    public void FullyConnected_perTensor_equalsReference() =>
        Check(Sample.Tensor(1, [1, 37]), Sample.FullyConnectedWeights(2, 11, 37) with { Scales = [0.011f] }, [1, 11]);

    [TestMethod]
    public void FullyConnected_perChannel_equalsReference() =>
        Check(Sample.Tensor(3, [1, 20]), Sample.FullyConnectedWeights(4, 9, 20), [1, 9]);

    [TestMethod]
    public void FullyConnected_manyScaleProducts_equalsReference()
    {
        // With one scale the product of the scales is a float: its last bit decides some roundings.
        for (var seed = 0; seed < 20; seed++)
        {
            var weights = Sample.FullyConnectedWeights(100 + seed, 16, 12) with { Scales = [0.01f + (seed * 0.00137f)] };
            Check(Sample.Tensor(200 + seed, [1, 12], scale: 0.03f + (seed * 0.0019f)), weights, [1, 16]);
        }
    }

    [TestMethod]
    public void FullyConnected_batch3_equalsReference() =>
        Check(Sample.Tensor(5, [3, 8]), Sample.FullyConnectedWeights(6, 5, 8), [3, 5]);

    [TestMethod]
    public void FullyConnected_inputOfRank4_isReadAsRows() =>
        Check(Sample.Tensor(7, [2, 2, 3, 4]), Sample.FullyConnectedWeights(8, 5, 24), [2, 5]);

    [TestMethod]
    public void FullyConnected_keepNumDims_keepsRank3() =>
        Check(Sample.Tensor(9, [2, 3, 6]), Sample.FullyConnectedWeights(10, 4, 6), [2, 3, 4], keepNumDims: true);

    [TestMethod]
    public void FullyConnected_oneInputOneOutput_equalsReference() =>
        Check(Sample.Tensor(11, [1, 1]), Sample.FullyConnectedWeights(12, 1, 1), [1, 1]);

    [TestMethod]
    public void FullyConnected_withoutBias_equalsReference() =>
        Check(Sample.Tensor(13, [1, 16]), Sample.FullyConnectedWeights(14, 6, 16), [1, 6], withBias: false);

    [TestMethod]
    [DataRow(-128)]
    [DataRow(127)]
    public void FullyConnected_extremeInputZeroPoint_equalsReference(int zeroPoint) =>
        Check(Sample.Tensor(15, [1, 16], zeroPoint: zeroPoint), Sample.FullyConnectedWeights(16, 6, 16), [1, 6]);

    [TestMethod]
    [DataRow(-128)]
    [DataRow(127)]
    public void FullyConnected_extremeOutputZeroPoint_equalsReference(int zeroPoint) =>
        Check(Sample.Tensor(17, [1, 16]), Sample.FullyConnectedWeights(18, 6, 16), [1, 6], zeroPoint: zeroPoint);

    [TestMethod]
    public void FullyConnected_factorAboveOne_shiftsLeft() =>
        Check(Sample.Tensor(19, [1, 1]), Sample.FullyConnectedWeights(20, 4, 1) with { Scales = [50f] }, [1, 4], scale: 0.25f);

    [TestMethod]
    public void FullyConnected_tinyFactor_givesZeroPoint()
    {
        var input = new Int8Tensor([1, 2], [100, 100], 1, 0);
        var weights = new Weights([1, 2], [127, 127], [4.6566129e-10f]);
        OneOp.FullyConnected(input, weights, null, new([1, 1], [5], 1, 5), RealRange.All);
    }

    [TestMethod]
    public void FullyConnected_smallOutputScale_saturates() =>
        Check(Sample.Tensor(21, [1, 16]), Sample.FullyConnectedWeights(22, 12, 16), [1, 12], scale: 0.0005f);

    [TestMethod]
    public void FullyConnected_sumNearInt32Limit_equalsReference()
    {
        // 255 * 127 * 60000 = 1.94e9.
        var input = new Int8Tensor([1, 60000], [.. Enumerable.Repeat((sbyte)127, 60000)], 1, -128);
        var weights = new Weights([1, 60000], [.. Enumerable.Repeat((sbyte)127, 60000)], [1]);
        Check(input, weights, [1, 1], scale: 2e7f, withBias: false);
    }

    [TestMethod]
    public void FullyConnected_relu_equalsReference() => CheckActivation(RealRange.Relu);

    [TestMethod]
    public void FullyConnected_relu6_equalsReference() => CheckActivation(RealRange.Relu6);

    [TestMethod]
    public void FullyConnected_reluN1To1_equalsReference() => CheckActivation(RealRange.ReluN1To1);

    private static void CheckActivation(RealRange activation) =>
        Check(Sample.Tensor(23, [2, 10]), Sample.FullyConnectedWeights(24, 9, 10), [2, 9], scale: 0.07f, activation: activation);

    private static void Check(
        Int8Tensor input, Weights weights, int[] outputShape, float scale = 0.1f, int zeroPoint = 3,
        RealRange? activation = null, bool withBias = true, bool keepNumDims = false)
    {
        var bias = withBias ? Sample.Bias(97, weights.Shape[0]) : null;
        var range = activation ?? RealRange.All;
        var expected = ConvolutionReference.FullyConnected(input, weights, bias, outputShape, scale, zeroPoint, range);
        OneOp.FullyConnected(input, weights, bias, expected, range, keepNumDims);
    }
}
