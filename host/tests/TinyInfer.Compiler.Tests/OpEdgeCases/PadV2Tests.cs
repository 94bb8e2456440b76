using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class PadV2Tests
{
    [TestMethod]
    public void PadV2_row_equalsHandComputation() =>
        OneOp.PadV2(new([1, 2], [5, 6], 0.1f, -9), [(0, 0), (1, 2)], 77, new([1, 5], [77, 5, 6, 77, 77], 0.1f, -9));

    [TestMethod]
    [DataRow(-128)]
    [DataRow(127)]
    [DataRow(0)]
    public void PadV2_anyValue_fillsWithIt(int value) => Check(Sample.Tensor(1, [1, 3, 4, 2]), value, (0, 0), (1, 2), (3, 0), (0, 0));

    [TestMethod]
    public void PadV2_valueIsZeroPoint_equalsPad() => Check(Sample.Tensor(2, [2, 3], zeroPoint: 40), 40, (1, 1), (2, 0));

    [TestMethod]
    public void PadV2_everyDimension_equalsReference() => Check(Sample.Tensor(3, [2, 3, 2, 3]), -50, (1, 2), (2, 1), (3, 4), (1, 1));

    [TestMethod]
    public void PadV2_channelsOnly_equalsReference() => Check(Sample.Tensor(4, [1, 2, 2, 3]), 9, (0, 0), (0, 0), (0, 0), (2, 1));

    [TestMethod]
    public void PadV2_beforeValidConvolutionWithOtherValue_equalsReference()
    {
        // Not the zero point: this padding must not become the convolution's.
        var input = Sample.Tensor(5, [1, 5, 6, 2], zeroPoint: 33);
        var filter = Sample.ConvWeights(6, 3, 3, 3, 2);
        var bias = Sample.Bias(7, 3);
        var padded = MovementReference.Pad(input, [(0, 0), (1, 1), (1, 1), (0, 0)], -70);
        Sliding valid = new(1, 1, false);
        var expected = ConvolutionReference.Conv2D(padded, filter, bias, valid, valid, 0.09f, 2, RealRange.All);
        OneOp.PadThenConv2D(input, [(0, 0), (1, 1), (1, 1), (0, 0)], padded, filter, bias, valid, valid, expected, padValue: -70);
    }

    private static void Check(Int8Tensor input, int value, params (int, int)[] padding) =>
        OneOp.PadV2(input, padding, (sbyte)value, MovementReference.Pad(input, padding, (sbyte)value));
}
