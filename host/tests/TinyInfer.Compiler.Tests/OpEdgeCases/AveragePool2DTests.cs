using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class AveragePool2DTests
{
    [TestMethod]
    public void AveragePool2D_ties_roundAwayFromZero()
    {
        // Windows of two: (1 + 2) / 2 = 1.5 -> 2; (-1 - 2) / 2 = -1.5 -> -2; (0 + 1) / 2 -> 1; (0 - 1) / 2 -> -1.
        var input = new Int8Tensor([1, 1, 8, 1], [1, 2, -1, -2, 0, 1, 0, -1], 0.1f, 17);
        OneOp.AveragePool2D(input, 1, 2, new(1, 1, false), new(2, 1, false), new([1, 1, 4, 1], [2, -2, 1, -1], 0.1f, 17), RealRange.All);
    }

    [TestMethod]
    public void AveragePool2D_paddedCorner_dividesByInsideCountOnly()
    {
        // 3x3 window around each corner of 2x2: all four values, (4 + 8 + 12 + 16) / 4 = 10.
        var input = new Int8Tensor([1, 2, 2, 1], [4, 8, 12, 16], 1, 0);
        Sliding same = new(1, 1, true);
        OneOp.AveragePool2D(input, 3, 3, same, same, new([1, 2, 2, 1], [10, 10, 10, 10], 1, 0), RealRange.All);
    }

    [TestMethod]
    public void AveragePool2D_samePaddingOddInputStride2_equalsReference() =>
        Check(Sample.Tensor(1, [1, 7, 5, 3]), 3, 3, new(2, 1, true), new(2, 1, true));

    [TestMethod]
    public void AveragePool2D_samePaddingEvenKernel_equalsReference() =>
        Check(Sample.Tensor(2, [1, 5, 6, 2]), 2, 4, new(1, 1, true), new(1, 1, true));

    [TestMethod]
    public void AveragePool2D_validStrideLeavesRest_equalsReference() =>
        Check(Sample.Tensor(3, [1, 8, 9, 2]), 3, 2, new(3, 1, false), new(4, 1, false));

    [TestMethod]
    public void AveragePool2D_windowLargerThanInput_equalsReference() =>
        Check(Sample.Tensor(4, [1, 3, 2, 2]), 7, 5, new(1, 1, true), new(1, 1, true));

    [TestMethod]
    public void AveragePool2D_wholeInput_equalsReference() =>
        Check(Sample.Tensor(5, [1, 8, 8, 4]), 8, 8, new(8, 1, false), new(8, 1, false));

    [TestMethod]
    public void AveragePool2D_strideLargerThanWindow_skipsInput() =>
        Check(Sample.Tensor(6, [1, 9, 9, 2]), 2, 1, new(4, 1, false), new(3, 1, false));

    [TestMethod]
    public void AveragePool2D_twoBatches_equalsReference() =>
        Check(Sample.Tensor(7, [2, 4, 5, 3]), 2, 2, new(2, 1, true), new(2, 1, true));

    [TestMethod]
    public void AveragePool2D_allMinimum_staysMinimum() =>
        Check(Sample.Constant([1, 4, 4, 1], -128), 3, 3, new(1, 1, true), new(1, 1, true));

    [TestMethod]
    public void AveragePool2D_relu_equalsReference() => CheckActivation(RealRange.Relu);

    [TestMethod]
    public void AveragePool2D_relu6_equalsReference() => CheckActivation(RealRange.Relu6);

    [TestMethod]
    public void AveragePool2D_reluN1To1_equalsReference() => CheckActivation(RealRange.ReluN1To1);

    private static void CheckActivation(RealRange activation) =>
        Check(Sample.Tensor(8, [1, 6, 6, 2], scale: 0.1f, zeroPoint: -30), 2, 2, new(1, 1, true), new(1, 1, true), activation);

    private static void Check(Int8Tensor input, int height, int width, Sliding rows, Sliding columns, RealRange? activation = null)
    {
        var range = activation ?? RealRange.All;
        OneOp.AveragePool2D(input, height, width, rows, columns, PoolingReference.AveragePool(input, height, width, rows, columns, range), range);
    }
}
