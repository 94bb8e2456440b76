using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class ExpandDimsTests
{
    [TestMethod]
    public void ExpandDims_front_keepsBytes() => Check(Sample.Tensor(1, [3, 5]), 0, 1, 3, 5);

    [TestMethod]
    public void ExpandDims_middle_keepsBytes() => Check(Sample.Tensor(2, [3, 5]), 1, 3, 1, 5);

    [TestMethod]
    public void ExpandDims_back_keepsBytes() => Check(Sample.Tensor(3, [3, 5]), 2, 3, 5, 1);

    [TestMethod]
    public void ExpandDims_negativeAxis_keepsBytes() => Check(Sample.Tensor(4, [3, 5]), -1, 3, 5, 1);

    [TestMethod]
    public void ExpandDims_negativeFront_keepsBytes() => Check(Sample.Tensor(5, [3, 5]), -3, 1, 3, 5);

    [TestMethod]
    public void ExpandDims_toRank5_keepsBytes() => Check(Sample.Tensor(6, [2, 3, 2, 3]), 2, 2, 3, 1, 2, 3);

    private static void Check(Int8Tensor input, int axis, params int[] shape) => OneOp.ExpandDims(input, axis, input.Reshape(shape));
}
