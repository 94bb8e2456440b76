using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class ConcatenationTests
{
    [TestMethod]
    public void Concatenation_columns_equalsHandComputation() =>
        OneOp.Concatenation(
            [new([2, 1], [1, 2], 0.1f, 0), new([2, 2], [3, 4, 5, 6], 0.1f, 0)], 1, new([2, 3], [1, 3, 4, 2, 5, 6], 0.1f, 0));

    [TestMethod]
    public void Concatenation_channels_equalsReference() =>
        Check(3, Sample.Tensor(1, [1, 3, 4, 2]), Sample.Tensor(2, [1, 3, 4, 5]));

    [TestMethod]
    public void Concatenation_negativeAxis_equalsReference() =>
        Check(-2, Sample.Tensor(3, [1, 3, 4, 2]), Sample.Tensor(4, [1, 3, 1, 2]));

    [TestMethod]
    public void Concatenation_firstAxis_equalsReference() =>
        Check(0, Sample.Tensor(5, [1, 6]), Sample.Tensor(6, [3, 6]), Sample.Tensor(7, [2, 6]));

    [TestMethod]
    public void Concatenation_fiveInputs_equalsReference() =>
        Check(1, [.. Enumerable.Range(1, 5).Select(i => Sample.Tensor(10 + i, [2, i, 3]))]);

    [TestMethod]
    public void Concatenation_oneInput_copies() => Check(1, Sample.Tensor(20, [2, 5]));

    [TestMethod]
    public void Concatenation_sameTensorTwice_equalsReference()
    {
        var input = Sample.Tensor(21, [2, 3]);
        OneOp.ConcatenationWithItself(input, 1, MovementReference.Concatenate([input, input], 1));
    }

    [TestMethod]
    public void Concatenation_withConstant_equalsReference()
    {
        var (input, constant) = (Sample.Tensor(22, [2, 3, 2]), Sample.Tensor(23, [2, 1, 2]));
        OneOp.ConcatenationWithConstant(input, constant, 1, MovementReference.Concatenate([input, constant], 1));
    }

    [TestMethod]
    public void Concatenation_rank5_equalsReference() =>
        Check(2, Sample.Tensor(24, [2, 2, 1, 3, 2]), Sample.Tensor(25, [2, 2, 4, 3, 2]));

    private static void Check(int axis, params Int8Tensor[] inputs) =>
        OneOp.Concatenation(inputs, axis, MovementReference.Concatenate(inputs, axis));
}
