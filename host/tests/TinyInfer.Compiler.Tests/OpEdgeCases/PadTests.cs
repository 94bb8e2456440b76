using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class PadTests
{
    [TestMethod]
    public void Pad_row_equalsHandComputation() =>
        OneOp.Pad(new([1, 2], [5, 6], 0.1f, -9), [(0, 1), (2, 1)], new([2, 5], [-9, -9, 5, 6, -9, -9, -9, -9, -9, -9], 0.1f, -9));

    [TestMethod]
    public void Pad_imageUneven_equalsReference() => Check(Sample.Tensor(1, [1, 3, 4, 2]), (0, 0), (1, 2), (3, 0), (0, 0));

    [TestMethod]
    public void Pad_channels_equalsReference() => Check(Sample.Tensor(2, [1, 3, 4, 2]), (0, 0), (0, 0), (0, 0), (1, 5));

    [TestMethod]
    public void Pad_batch_equalsReference() => Check(Sample.Tensor(3, [2, 3, 2]), (1, 2), (0, 0), (0, 0));

    [TestMethod]
    public void Pad_everyDimension_equalsReference() => Check(Sample.Tensor(4, [2, 3, 2, 3]), (1, 2), (2, 1), (3, 4), (1, 1));

    [TestMethod]
    public void Pad_nothing_copies() => Check(Sample.Tensor(5, [2, 3]), (0, 0), (0, 0));

    [TestMethod]
    public void Pad_onlyAfter_equalsReference() => Check(Sample.Tensor(6, [5]), (0, 3));

    [TestMethod]
    [DataRow(-128)]
    [DataRow(127)]
    public void Pad_extremeZeroPoint_fillsWithIt(int zeroPoint) =>
        Check(Sample.Tensor(7, [1, 2, 2, 3], zeroPoint: zeroPoint), (0, 0), (1, 1), (1, 1), (0, 0));

    [TestMethod]
    public void Pad_beforeValidConvolution_equalsReference()
    {
        // The converter folds this padding into the convolution.
        var input = Sample.Tensor(8, [1, 5, 6, 2], zeroPoint: 33);
        var filter = Sample.ConvWeights(9, 3, 3, 3, 2);
        var bias = Sample.Bias(10, 3);
        var padded = MovementReference.Pad(input, [(0, 0), (2, 1), (0, 3), (0, 0)], 33);
        Sliding valid = new(2, 1, false);
        var expected = ConvolutionReference.Conv2D(padded, filter, bias, valid, valid, 0.09f, 2, RealRange.All);
        OneOp.PadThenConv2D(input, [(0, 0), (2, 1), (0, 3), (0, 0)], padded, filter, bias, valid, valid, expected);
    }

    private static void Check(Int8Tensor input, params (int, int)[] padding) =>
        OneOp.Pad(input, padding, MovementReference.Pad(input, padding, (sbyte)input.ZeroPoint));
}
