using TinyInfer.Compiler.Tests.OpReference;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class MulTests : BinaryTests
{
    private protected override TfliteOp Op => TfliteOp.MUL;

    private protected override float FineScale => 0.0005f;

    [TestMethod]
    public void Mul_products_equalHandComputation()
    {
        // 8 * 2 * 0.5 * 0.25 / 0.5 = 4; zero point -1: 3. Second: 3 * -1 * 0.25 = -0.75 -> -1: -2. Third: 2 * 1 / 4 = 0.5 -> 1: 0.
        var first = new Int8Tensor([3], [10, 5, 4], 0.5f, 2);
        var second = new Int8Tensor([3], [6, 3, 5], 0.25f, 4);
        CheckExpected(first, second, new([3], [3, -2, 0], 0.5f, -1));
    }

    private protected override TfliteOptions Options(TfliteActivation activation) => TfliteOptions.Mul(activation);

    private protected override Int8Tensor Reference(
        Int8Tensor first, Int8Tensor second, float outputScale, int outputZeroPoint, RealRange activation) =>
        ArithmeticReference.Multiply(first, second, outputScale, outputZeroPoint, activation);
}
