using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Lookups;

/// <summary>
/// HARD_SWISH: x * clamp((x + 3) / 6, 0, 1), in 16-bit fixed point. The casts to short are where the reference keeps
/// 16 bits.
/// </summary>
internal static class HardSwishLookup
{
    /// <summary>Seven bits more than int8 has: what 16 bits leave for accuracy.</summary>
    private const int HighResolutionBits = 7;

    /// <summary>The scale at which the real 3 is 2^15.</summary>
    private const float ReluScale = 3.0f / 32768.0f;

    public static sbyte[] Table(GraphNode node)
    {
        var input = node.RequireQuantizedInt8(node.RequireInput(0));
        var output = node.RequireQuantizedInt8(node.RequireOutput());

        // Divided as floats.
        var highResolutionScale = 1.0f / (1 << HighResolutionBits) * input.Scale;
        var toOutput = node.RequireMultiplier((double)(highResolutionScale / output.Scale), maxShift: 0);
        var toRelu = node.RequireMultiplier((double)(highResolutionScale / ReluScale));
        return LookupTable.Build(value =>
        {
            var x = (short)((value - input.ZeroPoint) << HighResolutionBits);
            var xAtOutput = HighMul(x, Upper16Bits(toOutput.Multiplier));
            var factor = (short)((Relu(x, Upper16Bits(toRelu.Multiplier), toRelu.Shift) + (1 << 15)) >> 1);

            // Rounded towards zero, which cancels the bias of the roundings before.
            var product = (short)(factor * xAtOutput / (1 << 15));
            return (short)(DivideByPowerOfTwo(product, -toOutput.Shift) + output.ZeroPoint);
        });
    }

    /// <summary>x / 3 in Q0.15, saturated: all of the left shift but one bit goes first, where it cannot saturate wrongly.</summary>
    private static short Relu(short x, short multiplier, int shift)
    {
        if (shift > 0)
        {
            return SaturatingLeftShift(HighMul(SaturatingLeftShift(x, shift - 1), multiplier), 1);
        }

        return DivideByPowerOfTwo(HighMul(x, multiplier), -shift);
    }

    /// <summary>A Q31 multiplier as Q15, rounded and saturated.</summary>
    private static short Upper16Bits(int multiplier) =>
        multiplier >= int.MaxValue - (1 << 15) ? short.MaxValue : (short)((multiplier + (1 << 15)) >> 16);

    /// <summary>round(a * b / 2^15); b is a multiplier, which is never negative, so nothing saturates.</summary>
    private static short HighMul(short a, short b) => (short)((a * b + (1 << 14)) >> 15);

    private static short SaturatingLeftShift(short x, int shift) =>
        (short)Math.Clamp((long)x << shift, short.MinValue, short.MaxValue);

    /// <summary>round(x / 2^exponent), ties away from zero; exponents of 16 and more leave a mask of 16 ones, as the reference does.</summary>
    private static short DivideByPowerOfTwo(short x, int exponent)
    {
        var mask = (short)((1L << exponent) - 1);
        var threshold = (mask >> 1) + (x < 0 ? 1 : 0);
        return (short)((x >> exponent) + ((x & mask) > threshold ? 1 : 0));
    }
}
