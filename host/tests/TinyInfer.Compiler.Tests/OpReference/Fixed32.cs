namespace TinyInfer.Compiler.Tests.OpReference;

/// <summary>
/// A number of 32 bits with a sign and some integer bits, as gemmlowp defines it: value = raw / 2^(31 - integer bits).
/// Computed in wider arithmetic; the functions below are its approximations step by step.
/// </summary>
public readonly record struct Fixed32(long Raw, int IntegerBits)
{
    private const long Largest = int.MaxValue;
    private const long Smallest = int.MinValue;

    public static Fixed32 Of(double value, int integerBits) =>
        new(Math.Min((long)Math.Round(value * Math.ScaleB(1, 31 - integerBits), MidpointRounding.AwayFromZero), Largest), integerBits);

    public static Fixed32 operator +(Fixed32 a, Fixed32 b) => new(unchecked((int)(a.Raw + b.Raw)), a.IntegerBits);

    public static Fixed32 operator -(Fixed32 a, Fixed32 b) => new(unchecked((int)(a.Raw - b.Raw)), a.IntegerBits);

    public static Fixed32 operator -(Fixed32 a) => new(unchecked((int)-a.Raw), a.IntegerBits);

    /// <summary>The integer bits add up.</summary>
    public static Fixed32 operator *(Fixed32 a, Fixed32 b) =>
        new(Math.Min(Rescale.DivideRoundingHalfUp((Int128)a.Raw * b.Raw, 31), Largest), a.IntegerBits + b.IntegerBits);

    /// <summary>The same value with other integer bits: rounded, or saturated.</summary>
    public Fixed32 To(int integerBits) => integerBits >= IntegerBits
        ? new(Rescale.DivideRoundingHalfAway(Raw, integerBits - IntegerBits), integerBits)
        : new(Math.Clamp(Raw << (IntegerBits - integerBits), Smallest, Largest), integerBits);

    /// <summary>value / 2^bits, rounded.</summary>
    public Fixed32 Halved(int bits) => this with { Raw = Rescale.DivideRoundingHalfAway(Raw, bits) };

    /// <summary>e^x for x &lt;= 0, with no integer bits.</summary>
    public static Fixed32 Exp(Fixed32 x)
    {
        if (x.Raw == 0)
        {
            return Of(1, 0);
        }

        // x = fraction - n / 4 with the fraction in [-1/4, 0).
        var quarter = 1L << (31 - x.IntegerBits - 2);
        var fraction = (((x.Raw % quarter) + quarter) % quarter) - quarter;
        var quarters = (fraction - x.Raw) / quarter;

        var y = new Fixed32(fraction, x.IntegerBits).To(0) + Of(0.125, 0);
        var (y2, y3, y4) = (y * y, y * y * y, y * y * (y * y));
        var series = y + (((y4.Halved(2) + y3) * Of(1.0 / 3, 0)) + y2).Halved(1);
        var result = Of(Math.Exp(-0.125), 0) + (Of(Math.Exp(-0.125), 0) * series);
        for (var bit = 0; bit < x.IntegerBits + 2; bit++)
        {
            if ((quarters >> bit & 1) == 1)
            {
                result *= Of(Math.Exp(-Math.Pow(2, bit - 2)), 0);
            }
        }

        return result;
    }

    /// <summary>Twice the reciprocal of 1 + x, for x in [0, 1), with two integer bits.</summary>
    public static Fixed32 TwoOverOnePlus(Fixed32 x)
    {
        var half = new Fixed32((x.Raw + Largest + 1) / 2, 0);
        var reciprocal = Of(48.0 / 17, 2) + (half * Of(-32.0 / 17, 2));
        for (var step = 0; step < 3; step++)
        {
            reciprocal += (reciprocal * (Of(1, 2) - (half * reciprocal))).To(2);
        }

        return reciprocal;
    }

    /// <summary>1 / (1 + x) for x in [0, 1), with no integer bits.</summary>
    public static Fixed32 OneOverOnePlus(Fixed32 x) => (TwoOverOnePlus(x) with { IntegerBits = 1 }).To(0);

    /// <summary>1 / (1 + e^-x), with no integer bits.</summary>
    public static Fixed32 Logistic(Fixed32 x)
    {
        if (x.Raw == 0)
        {
            return Of(0.5, 0);
        }

        var ofMagnitude = OneOverOnePlus(Exp(x.Raw > 0 ? -x : x));
        return x.Raw > 0 ? ofMagnitude : Of(1, 0) - ofMagnitude;
    }

    /// <summary>tanh x = (1 - e^-2x) / (1 + e^-2x), with no integer bits.</summary>
    public static Fixed32 Tanh(Fixed32 x)
    {
        if (x.Raw == 0)
        {
            return x with { IntegerBits = 0 };
        }

        var magnitude = x.Raw > 0 ? x : -x;
        var doubled = -magnitude with { IntegerBits = x.IntegerBits + 1 };
        var result = (TwoOverOnePlus(Exp(doubled)) - Of(1, 2)).To(0);
        return x.Raw > 0 ? result : -result;
    }
}
