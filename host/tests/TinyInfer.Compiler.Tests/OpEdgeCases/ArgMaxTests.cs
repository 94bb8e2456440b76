using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class ArgMaxTests
{
    [TestMethod]
    public void ArgMax_tie_isTheFirst() =>
        OneOp.ArgMax(new([1, 5], [3, 9, -1, 9, 9], 0.1f, 0), 1, [1], [1]);

    [TestMethod]
    public void ArgMax_allMinimum_isZero() =>
        OneOp.ArgMax(new([2, 3], [-128, -128, -128, -128, -128, -127], 0.1f, 0), 1, [2], [0, 2]);

    [TestMethod]
    public void ArgMax_lastAxis_equalsReference() => Check(Sample.Tensor(1, [3, 10]), -1);

    [TestMethod]
    public void ArgMax_middleAxis_equalsReference() => Check(Sample.Tensor(2, [2, 6, 3]), 1);

    [TestMethod]
    public void ArgMax_firstAxis_equalsReference() => Check(Sample.Tensor(3, [7, 2, 3]), 0);

    [TestMethod]
    public void ArgMax_channelsOfAnImage_equalsReference() => Check(Sample.Tensor(4, [1, 4, 5, 6]), 3);

    [TestMethod]
    public void ArgMax_indexAbove255_usesMoreThanAByte()
    {
        var values = new sbyte[70000];
        values[69999] = 1;
        OneOp.ArgMax(new([1, 70000], values, 0.1f, 0), 1, [1], [69999]);
    }

    [TestMethod]
    public void ArgMax_axisOfSizeOne_isZero() => Check(Sample.Tensor(5, [4, 1]), 1);

    [TestMethod]
    public void ArgMax_vector_isScalar() =>
        OneOp.ArgMax(new([4], [-5, -4, -6, -4], 0.1f, 0), 0, [], [1]);

    private static void Check(Int8Tensor input, int axis)
    {
        var removed = axis < 0 ? axis + input.Rank : axis;
        int[] shape = [.. input.Shape.Where((_, i) => i != removed)];
        OneOp.ArgMax(input, axis, shape, PoolingReference.ArgMax(input, axis));
    }
}
