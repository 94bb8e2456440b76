namespace TinyInfer.Compiler.Tests.OpReference;

/// <summary>
/// Multiplying an integer by a positive real factor as TensorFlow Lite's quantization specification has it: the factor is
/// m * 2^(shift - 31) with m of 31 bits, the product is rounded once after m and once after the shift.
/// </summary>
public static class Rescale
{
    /// <summary>The factor's 31-bit multiplier, rounded to nearest, and its binary exponent.</summary>
    public static (long Multiplier, int Shift) Decompose(double factor)
    {
        if (factor == 0)
        {
            return (0, 0);
        }

        var shift = 0;
        var fraction = factor;
        while (fraction >= 1)
        {
            fraction /= 2;
            shift++;
        }

        while (fraction < 0.5)
        {
            fraction *= 2;
            shift--;
        }

        var multiplier = (long)Math.Floor((fraction * 2147483648.0) + 0.5);
        if (multiplier == 2147483648L)
        {
            multiplier = 1073741824L;
            shift++;
        }

        // A factor below 2^-32 shifts everything out.
        return shift < -31 ? (0, 0) : (multiplier, shift);
    }

    public static long Multiply(long value, double factor)
    {
        var (multiplier, shift) = Decompose(factor);
        return Multiply(value, multiplier, shift);
    }

    /// <summary>Left shifts happen before the multiplication, in 32 bits that wrap.</summary>
    public static long Multiply(long value, long multiplier, int shift)
    {
        var shifted = unchecked((int)(value << Math.Max(shift, 0)));
        var product = DivideRoundingHalfUp((Int128)shifted * multiplier, 31);
        return DivideRoundingHalfAway(product, Math.Max(-shift, 0));
    }

    /// <summary>floor(value / 2^bits + 1/2).</summary>
    public static long DivideRoundingHalfUp(Int128 value, int bits)
    {
        var divisor = Int128.One << bits;
        var doubled = (2 * value) + divisor;
        var quotient = doubled / (2 * divisor);
        return (long)(doubled % (2 * divisor) < 0 ? quotient - 1 : quotient);
    }

    /// <summary>value / 2^bits rounded to nearest, ties away from zero.</summary>
    public static long DivideRoundingHalfAway(long value, int bits) => RoundHalfAway(value, 1L << bits);

    /// <summary>value / divisor rounded to nearest, ties away from zero.</summary>
    public static long RoundHalfAway(long value, long divisor)
    {
        var magnitude = ((2 * Math.Abs(value)) + divisor) / (2 * divisor);
        return value < 0 ? -magnitude : magnitude;
    }

    public static long Clamp8(long value) => Math.Clamp(value, -128, 127);
}

/// <summary>The range that a fused activation leaves of the real values.</summary>
public readonly record struct RealRange(float Low, float High)
{
    public static RealRange All { get; } = new(float.NegativeInfinity, float.PositiveInfinity);

    public static RealRange Relu { get; } = new(0, float.PositiveInfinity);

    public static RealRange Relu6 { get; } = new(0, 6);

    public static RealRange ReluN1To1 { get; } = new(-1, 1);

    /// <summary>Clamps a quantised value to the quantised ends of the range.</summary>
    public long Clamp(long value, float scale, int zeroPoint)
    {
        var low = float.IsInfinity(Low) ? -128 : Math.Max(-128, Quantize(Low, scale, zeroPoint));
        var high = float.IsInfinity(High) ? 127 : Math.Min(127, Quantize(High, scale, zeroPoint));
        return Math.Min(Math.Max(value, low), high);
    }

    private static long Quantize(float real, float scale, int zeroPoint) =>
        zeroPoint + (long)MathF.Round(real / scale, MidpointRounding.AwayFromZero);
}
