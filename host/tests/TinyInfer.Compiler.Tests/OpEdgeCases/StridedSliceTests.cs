using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class StridedSliceTests
{
    [TestMethod]
    public void StridedSlice_everySecond_equalsHandComputation() =>
        OneOp.StridedSlice(new([6], [10, 11, 12, 13, 14, 15], 0.1f, 0), [(1, 6, 2)], new([3], [11, 13, 15], 0.1f, 0));

    [TestMethod]
    public void StridedSlice_box_equalsReference() => Check(Sample.Tensor(1, [1, 5, 6, 3]), (0, 1, 1), (1, 4, 1), (2, 5, 1), (0, 3, 1));

    [TestMethod]
    public void StridedSlice_strides_equalsReference() => Check(Sample.Tensor(2, [2, 7, 6, 5]), (0, 2, 1), (0, 7, 3), (1, 6, 2), (0, 5, 2));

    [TestMethod]
    public void StridedSlice_negativeStride_reverses() => Check(Sample.Tensor(3, [4, 6]), (3, null, -1), (5, 0, -2));

    [TestMethod]
    public void StridedSlice_negativeBeginAndEnd_countFromTheEnd() => Check(Sample.Tensor(4, [6, 7]), (-4, -1, 1), (-7, -2, 1));

    [TestMethod]
    public void StridedSlice_openEnds_takeAll() => Check(Sample.Tensor(5, [3, 4, 5]), (null, null, 1), (null, 2, 1), (3, null, 1));

    [TestMethod]
    public void StridedSlice_beyondTheEnds_isCut() => Check(Sample.Tensor(6, [4, 5]), (-100, 100, 1), (2, 1000, 2));

    [TestMethod]
    public void StridedSlice_wholeTensor_copies() => Check(Sample.Tensor(7, [3, 4]), (null, null, 1), (null, null, 1));

    [TestMethod]
    public void StridedSlice_oneElement_equalsReference() => Check(Sample.Tensor(8, [3, 4, 5]), (1, 2, 1), (2, 3, 1), (4, 5, 1));

    [TestMethod]
    public void StridedSlice_rank5_equalsReference() =>
        Check(Sample.Tensor(9, [3, 3, 3, 3, 3]), (0, 3, 2), (2, null, -2), (0, 3, 2), (0, 3, 2), (2, null, -2));

    [TestMethod]
    public void StridedSlice_shrinkAxis_dropsTheDimension()
    {
        var input = Sample.Tensor(10, [3, 4, 5]);
        var expected = MovementReference.Slice(input, (0, 3, 1), (2, 3, 1), (0, 5, 1)).Reshape(3, 5);
        OneOp.StridedSlice(input, [(0, 3, 1), (2, 3, 1), (0, 5, 1)], expected, shrinkAxisMask: 0b010);
    }

    [TestMethod]
    public void StridedSlice_shrinkLastByNegativeIndex_dropsTheDimension()
    {
        var input = Sample.Tensor(11, [3, 4]);
        var expected = MovementReference.Slice(input, (0, 3, 1), (3, 4, 1)).Reshape(3);
        OneOp.StridedSlice(input, [(0, 3, 1), (-1, 0, 1)], expected, shrinkAxisMask: 0b10);
    }

    private static void Check(Int8Tensor input, params (int?, int?, int)[] slices) =>
        OneOp.StridedSlice(input, slices, MovementReference.Slice(input, slices));
}
