using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class SplitTests
{
    [TestMethod]
    public void Split_columns_equalsHandComputation() =>
        OneOp.Split(
            new([2, 4], [1, 2, 3, 4, 5, 6, 7, 8], 0.1f, 0), 1,
            [new([2, 2], [1, 2, 5, 6], 0.1f, 0), new([2, 2], [3, 4, 7, 8], 0.1f, 0)]);

    [TestMethod]
    public void Split_channels_equalsReference() => Check(Sample.Tensor(1, [1, 3, 4, 6]), 3, 3);

    [TestMethod]
    public void Split_negativeAxis_equalsReference() => Check(Sample.Tensor(2, [1, 4, 5, 2]), 2, -3);

    [TestMethod]
    public void Split_firstAxis_equalsReference() => Check(Sample.Tensor(3, [6, 5]), 3, 0);

    [TestMethod]
    public void Split_intoSingleElements_equalsReference() => Check(Sample.Tensor(4, [2, 5]), 5, 1);

    [TestMethod]
    public void Split_intoOne_copies() => Check(Sample.Tensor(5, [2, 5]), 1, 1);

    [TestMethod]
    public void Split_thenConcatenationInOtherOrder_equalsReference()
    {
        var input = Sample.Tensor(6, [1, 3, 6]);
        var parts = MovementReference.Split(input, 2, 2);
        OneOp.SplitThenConcatenation(input, parts, 2, MovementReference.Concatenate([parts[1], parts[0]], 2));
    }

    private static void Check(Int8Tensor input, int count, int axis) =>
        OneOp.Split(input, axis, MovementReference.Split(input, count, axis));
}
