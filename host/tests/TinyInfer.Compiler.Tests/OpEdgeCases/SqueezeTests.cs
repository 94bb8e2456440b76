using TinyInfer.Compiler.Tests.OpReference;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class SqueezeTests
{
    [TestMethod]
    public void Squeeze_allOnes_keepsBytes() => Check(Sample.Tensor(1, [1, 3, 1, 5]), [], 3, 5);

    [TestMethod]
    public void Squeeze_oneAxis_keepsBytes() => Check(Sample.Tensor(2, [1, 3, 1, 5]), [2], 1, 3, 5);

    [TestMethod]
    public void Squeeze_negativeAxis_keepsBytes() => Check(Sample.Tensor(3, [1, 3, 5, 1]), [-1], 1, 3, 5);

    [TestMethod]
    public void Squeeze_twoAxes_keepsBytes() => Check(Sample.Tensor(4, [1, 1, 7]), [0, 1], 7);

    [TestMethod]
    public void Squeeze_nothingToDo_keepsBytes() => Check(Sample.Tensor(5, [2, 3]), [], 2, 3);

    [TestMethod]
    public void Squeeze_oneElementToScalar_keepsBytes() => Check(Sample.Tensor(6, [1, 1, 1]), []);

    private static void Check(Int8Tensor input, int[] axes, params int[] shape) => OneOp.Squeeze(input, axes, input.Reshape(shape));
}
