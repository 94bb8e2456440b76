using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class MaxPool2DTests
{
    [TestMethod]
    public void MaxPool2D_allNegativeWithPadding_ignoresPadding()
    {
        // 3x3 window around each of -5 -100 / -128 -7 with SAME padding: the largest is -5 everywhere, not the padding.
        var input = new Int8Tensor([1, 2, 2, 1], [-5, -100, -128, -7], 1, 100);
        Sliding same = new(1, 1, true);
        OneOp.MaxPool2D(input, 3, 3, same, same, new([1, 2, 2, 1], [-5, -5, -5, -5], 1, 100), RealRange.All);
    }

    [TestMethod]
    public void MaxPool2D_allMinimum_staysMinimum() =>
        Check(Sample.Constant([1, 4, 4, 2], -128), 2, 2, new(2, 1, false), new(2, 1, false));

    [TestMethod]
    public void MaxPool2D_samePaddingOddInputStride2_equalsReference() =>
        Check(Sample.Tensor(1, [1, 7, 5, 3]), 3, 3, new(2, 1, true), new(2, 1, true));

    [TestMethod]
    public void MaxPool2D_samePaddingEvenKernel_equalsReference() =>
        Check(Sample.Tensor(2, [1, 5, 6, 2]), 2, 4, new(1, 1, true), new(1, 1, true));

    [TestMethod]
    public void MaxPool2D_validStrideLeavesRest_equalsReference() =>
        Check(Sample.Tensor(3, [1, 8, 9, 2]), 3, 2, new(3, 1, false), new(4, 1, false));

    [TestMethod]
    public void MaxPool2D_windowLargerThanInput_equalsReference() =>
        Check(Sample.Tensor(4, [1, 3, 2, 2]), 7, 5, new(1, 1, true), new(1, 1, true));

    [TestMethod]
    public void MaxPool2D_oneByOneWindow_copies() =>
        Check(Sample.Tensor(5, [1, 3, 4, 2]), 1, 1, new(1, 1, true), new(1, 1, true));

    [TestMethod]
    public void MaxPool2D_twoBatches_equalsReference() =>
        Check(Sample.Tensor(6, [2, 4, 5, 3]), 2, 2, new(2, 1, true), new(2, 1, true));

    [TestMethod]
    public void MaxPool2D_relu_equalsReference() => CheckActivation(RealRange.Relu);

    [TestMethod]
    public void MaxPool2D_relu6_equalsReference() => CheckActivation(RealRange.Relu6);

    [TestMethod]
    public void MaxPool2D_reluN1To1_equalsReference() => CheckActivation(RealRange.ReluN1To1);

    private static void CheckActivation(RealRange activation) =>
        Check(Sample.Tensor(7, [1, 6, 6, 2], scale: 0.1f, zeroPoint: 40), 1, 2, new(1, 1, true), new(1, 1, true), activation);

    private static void Check(Int8Tensor input, int height, int width, Sliding rows, Sliding columns, RealRange? activation = null)
    {
        var range = activation ?? RealRange.All;
        OneOp.MaxPool2D(input, height, width, rows, columns, PoolingReference.MaxPool(input, height, width, rows, columns, range), range);
    }
}
