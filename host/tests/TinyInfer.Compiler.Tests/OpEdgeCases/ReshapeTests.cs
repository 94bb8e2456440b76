using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class ReshapeTests
{
    [TestMethod]
    public void Reshape_flatten_keepsBytes() => Check(Sample.Tensor(1, [1, 3, 4, 5]), 1, 60);

    [TestMethod]
    public void Reshape_moreDimensions_keepsBytes() => Check(Sample.Tensor(2, [24]), 2, 3, 4);

    [TestMethod]
    public void Reshape_sameShape_keepsBytes() => Check(Sample.Tensor(3, [2, 3]), 2, 3);

    [TestMethod]
    public void Reshape_toRank6_keepsBytes() => Check(Sample.Tensor(4, [64]), 2, 2, 2, 2, 2, 2);

    [TestMethod]
    public void Reshape_oneElementToScalar_keepsBytes() => Check(Sample.Tensor(5, [1, 1]));

    [TestMethod]
    public void Reshape_unknownDimensionInShapeInput_isComputed()
    {
        var input = Sample.Tensor(6, [2, 3, 4]);
        OneOp.Reshape(input, [-1, 8], input.Reshape(3, 8));
    }

    [TestMethod]
    public void Reshape_betweenOps_costsNothing()
    {
        // RESHAPE has no record: of RELU, RESHAPE, TRANSPOSE two remain.
        var input = Sample.AllValues(0.1f, 4);
        var middle = ActivationReference.Relu6(input);
        var records = OneOp.Relu6ReshapeTranspose(input, middle, [16, 16], MovementReference.Transpose(middle.Reshape(16, 16), [1, 0]));
        Assert.AreEqual(2, records);
    }

    private static void Check(Int8Tensor input, params int[] shape) => OneOp.Reshape(input, shape, input.Reshape(shape));
}
