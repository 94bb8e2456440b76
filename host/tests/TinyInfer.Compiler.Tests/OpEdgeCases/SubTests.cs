using TinyInfer.Compiler.Tests.OpReference;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

[TestClass]
public class SubTests : BinaryTests
{
    private protected override TfliteOp Op => TfliteOp.SUB;

    private protected override float FineScale => 0.004f;

    [TestMethod]
    public void Sub_halves_equalHandComputation()
    {
        // (10 - 2) * 0.5 - (6 - 4) * 0.25 = 3.5; / 0.5 = 7; zero point -1: 6. Second: 0 * 0.5 + 128 * 0.25 -> 64: 63.
        var first = new Int8Tensor([2], [10, 2], 0.5f, 2);
        var second = new Int8Tensor([2], [6, -124], 0.25f, 4);
        CheckExpected(first, second, new([2], [6, 63], 0.5f, -1));
    }

    private protected override TfliteOptions Options(TfliteActivation activation) => TfliteOptions.Sub(activation);

    private protected override Int8Tensor Reference(
        Int8Tensor first, Int8Tensor second, float outputScale, int outputZeroPoint, RealRange activation) =>
        ArithmeticReference.Subtract(first, second, outputScale, outputZeroPoint, activation);
}
