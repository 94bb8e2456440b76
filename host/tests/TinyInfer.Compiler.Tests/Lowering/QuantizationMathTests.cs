using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Tests.Lowering;

[TestClass]
public sealed class QuantizationMathTests
{
    // Expected values: frexp and rounding half away from zero, in another language.
    [TestMethod]
    [DataRow(0.0, 0, 0)]
    [DataRow(0.5, 1073741824, 0)]
    [DataRow(0.75, 1610612736, 0)]
    [DataRow(1.0, 1073741824, 1)]
    [DataRow(1.0 / 3, 1431655765, -1)]
    [DataRow(1000.0, 2097152000, 10)]
    [DataRow(2.3283064365386963e-10, 1073741824, -31)]
    [DataRow(1.1641532182693481e-10, 0, 0)]
    [DataRow(0.9999999999990905, 1073741824, 1)]
    [DataRow(1073741823.75, 1073741824, 31)]
    public void QuantizeMultiplier_factor_becomes_mantissa_and_shift(double factor, int multiplier, int shift)
    {
        Assert.AreEqual((multiplier, shift), QuantizationMath.QuantizeMultiplier(factor));
    }

    [TestMethod]
    [DataRow(FusedActivation.None, 0.1f, 5, -128, 127)]
    [DataRow(FusedActivation.Relu, 0.1f, -20, -20, 127)]
    [DataRow(FusedActivation.Relu, 0.1f, -128, -128, 127)]
    [DataRow(FusedActivation.Relu6, 0.1f, -20, -20, 40)]
    [DataRow(FusedActivation.Relu6, 0.0235f, -128, -128, 127)]
    [DataRow(FusedActivation.Relu6, 0.03f, -128, -128, 72)]
    [DataRow(FusedActivation.ReluN1To1, 0.1f, 5, -5, 15)]
    [DataRow(FusedActivation.ReluN1To1, 0.4f, 0, -3, 3)]
    [DataRow(FusedActivation.ReluN1To1, 4.7e-10f, 127, -128, 127)]
    [DataRow(FusedActivation.ReluN1To1, 1e30f, 127, 127, 127)]
    public void ActivationRange_clamp_follows_scale_and_zero_point(
        FusedActivation activation, float scale, int zeroPoint, int min, int max)
    {
        Assert.AreEqual((min, max), QuantizationMath.ActivationRange(activation, new([scale], [zeroPoint], 0)));
    }
}
