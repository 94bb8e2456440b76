using System.Numerics;

namespace TinyInfer.OpGrids;

/// <summary>
/// RELU_N1_TO_1 by hand: rescale as TensorFlow Lite's int8 kernel does, then clamp to the quantised -1 and 1. Arithmetic
/// on whole numbers without bounds, so that it shares nothing with the code under test.
/// </summary>
internal static class ReluN1To1
{
    public static byte[] Compute(byte[] input, float inputScale, int inputZeroPoint, float outputScale, int outputZeroPoint)
    {
        var lowest = Math.Max(-128, outputZeroPoint + (int)Math.Round(-1 / outputScale, MidpointRounding.AwayFromZero));
        var highest = Math.Min(127, outputZeroPoint + (int)Math.Round(1 / outputScale, MidpointRounding.AwayFromZero));
        var (multiplier, shift) = Factor((double)inputScale / outputScale);
        return Array.ConvertAll(input, value =>
        {
            var scaled = Rescale((sbyte)value - inputZeroPoint, multiplier, shift) + outputZeroPoint;
            return (byte)(sbyte)BigInteger.Min(BigInteger.Max(scaled, lowest), highest);
        });
    }

    /// <summary>Factor = multiplier * 2^(shift - 31) with 31 significant bits.</summary>
    private static (BigInteger Multiplier, int Shift) Factor(double factor)
    {
        var shift = 0;
        for (; factor >= 1; factor /= 2)
        {
            shift++;
        }

        for (; factor < 0.5; factor *= 2)
        {
            shift--;
        }

        return (new BigInteger(Math.Round(factor * 2147483648.0, MidpointRounding.AwayFromZero)), shift);
    }

    /// <summary>Two roundings: the doubled high half, ties up; then the right shift, ties away from zero.</summary>
    private static BigInteger Rescale(int value, BigInteger multiplier, int shift)
    {
        var product = (value * BigInteger.Pow(2, Math.Max(shift, 0))) * multiplier;
        var high = FloorDivide(product + BigInteger.Pow(2, 30), BigInteger.Pow(2, 31));
        var divisor = BigInteger.Pow(2, Math.Max(-shift, 0));
        var magnitude = FloorDivide(BigInteger.Abs(high) * 2 + divisor, 2 * divisor);
        return high.Sign * magnitude;
    }

    private static BigInteger FloorDivide(BigInteger dividend, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }
}
