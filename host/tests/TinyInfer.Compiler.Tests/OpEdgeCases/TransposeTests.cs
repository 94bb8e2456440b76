using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class TransposeTests
{
    [TestMethod]
    public void Transpose_matrix_equalsHandComputation() =>
        OneOp.Transpose(new([2, 3], [1, 2, 3, 4, 5, 6], 0.1f, 0), [1, 0], new([3, 2], [1, 4, 2, 5, 3, 6], 0.1f, 0));

    [TestMethod]
    public void Transpose_nhwcToNchw_equalsReference() => Check(Sample.Tensor(1, [2, 3, 4, 5]), 0, 3, 1, 2);

    [TestMethod]
    public void Transpose_nchwToNhwc_equalsReference() => Check(Sample.Tensor(2, [2, 3, 4, 5]), 0, 2, 3, 1);

    [TestMethod]
    public void Transpose_reversed_equalsReference() => Check(Sample.Tensor(3, [2, 3, 4, 5]), 3, 2, 1, 0);

    [TestMethod]
    public void Transpose_keepsLastDimension_movesRuns() => Check(Sample.Tensor(4, [3, 4, 5]), 1, 0, 2);

    [TestMethod]
    public void Transpose_identity_copies() => Check(Sample.Tensor(5, [3, 4, 5]), 0, 1, 2);

    [TestMethod]
    public void Transpose_onlyOnesMove_keepsBytes() => Check(Sample.Tensor(6, [1, 4, 1, 5]), 1, 0, 3, 2);

    [TestMethod]
    public void Transpose_rank1_copies() => Check(Sample.Tensor(7, [9]), 0);

    [TestMethod]
    public void Transpose_rank5_equalsReference() => Check(Sample.Tensor(8, [2, 3, 2, 3, 2]), 4, 2, 0, 3, 1);

    private static void Check(Int8Tensor input, params int[] permutation) =>
        OneOp.Transpose(input, permutation, MovementReference.Transpose(input, permutation));
}
