using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>
/// From scales to the integers that kernels use, with the same types and the same order of operations as
/// TensorFlow Lite's preparation code, so that every multiplier comes out equal.
/// </summary>
public static class QuantizationMath
{
    /// <summary>
    /// A real factor as a Q31 multiplier and a shift (positive = left): factor ≈ multiplier * 2^(shift - 31).
    /// Factors below 2^-32 become 0.
    /// </summary>
    public static (int Multiplier, int Shift) QuantizeMultiplier(double factor)
    {
        if (factor == 0)
        {
            return (0, 0);
        }

        // factor = fraction * 2^shift with fraction in [0.5, 1).
        var shift = Math.ILogB(factor) + 1;
        var fraction = Math.ScaleB(factor, -shift);
        var multiplier = (long)Math.Round(fraction * (1L << 31), MidpointRounding.AwayFromZero);
        if (multiplier == 1L << 31)
        {
            multiplier /= 2;
            shift++;
        }

        return shift < -31 ? (0, 0) : ((int)multiplier, shift);
    }

    /// <summary>The clamp that a fused activation means for an int8 output; its limits over the scale must fit an int.</summary>
    public static (int Min, int Max) ActivationRange(FusedActivation activation, Quantization output)
    {
        // Divided and rounded as float.
        int Quantize(float real) => Math.Clamp(
            output.ZeroPoint + (int)MathF.Round(real / output.Scale, MidpointRounding.AwayFromZero), sbyte.MinValue, sbyte.MaxValue);

        return activation switch
        {
            FusedActivation.None => (sbyte.MinValue, sbyte.MaxValue),
            FusedActivation.Relu => (Quantize(0), sbyte.MaxValue),
            FusedActivation.Relu6 => (Quantize(0), Quantize(6)),
            FusedActivation.ReluN1To1 => (Quantize(-1), Quantize(1)),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "no clamp"),
        };
    }
}
