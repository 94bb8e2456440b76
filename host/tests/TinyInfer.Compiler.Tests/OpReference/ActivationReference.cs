namespace TinyInfer.Compiler.Tests.OpReference;

/// <summary>The elementwise ops, one function of one quantised value each, and SOFTMAX.</summary>
public static class ActivationReference
{
    public static Int8Tensor Map(Int8Tensor input, float outputScale, int outputZeroPoint, Func<long, long> function) =>
        new(input.Shape, [.. input.Values.Select(value => checked((sbyte)function(value)))], outputScale, outputZeroPoint);

    public static Int8Tensor Quantize(Int8Tensor input, float outputScale, int outputZeroPoint) =>
        Map(input, outputScale, outputZeroPoint, value => Rescale.Clamp8(
            Rescale.Multiply(value - input.ZeroPoint, (double)input.Scale / outputScale) + outputZeroPoint));

    /// <summary>RELU and RELU_N1_TO_1: requantised, then clamped.</summary>
    public static Int8Tensor Clamp(Int8Tensor input, float outputScale, int outputZeroPoint, RealRange range) =>
        Map(input, outputScale, outputZeroPoint, value => range.Clamp(
            Rescale.Multiply(value - input.ZeroPoint, (float)(input.Scale / outputScale)) + outputZeroPoint,
            outputScale, outputZeroPoint));

    /// <summary>tflite-micro clamps the bytes to the input's 0 and 6 and never looks at the output's quantization.</summary>
    public static Int8Tensor Relu6(Int8Tensor input) =>
        Map(input, input.Scale, input.ZeroPoint, value =>
        {
            var six = Rescale.Clamp8(input.ZeroPoint + (long)MathF.Round(6 / input.Scale, MidpointRounding.AwayFromZero));
            return value > six ? six : Math.Max(value, input.ZeroPoint);
        });

    public static Int8Tensor LeakyRelu(Int8Tensor input, float alpha, float outputScale, int outputZeroPoint)
    {
        double alphaFactor = (float)((float)(input.Scale * alpha) / outputScale);
        double identityFactor = (float)(input.Scale / outputScale);
        return Map(input, outputScale, outputZeroPoint, value =>
        {
            var centered = value - input.ZeroPoint;
            var scaled = centered >= 0
                ? Rescale.Multiply(centered, identityFactor)
                : Math.Sign(alphaFactor) * Rescale.Multiply(centered, Math.Abs(alphaFactor));
            return Rescale.Clamp8(scaled + outputZeroPoint);
        });
    }

    /// <summary>x * relu6(x + 3) / 6 in 16 bits: the factor's exponent is applied last, saturating.</summary>
    public static Int8Tensor HardSwish(Int8Tensor input, float outputScale, int outputZeroPoint)
    {
        var fineScale = (float)(1f / 128 * input.Scale);
        var (outputMultiplier, outputShift) = Decompose16((float)(fineScale / outputScale));
        var (reluMultiplier, reluShift) = Decompose16((float)(fineScale / (3f / 32768)));
        return Map(input, outputScale, outputZeroPoint, value =>
        {
            var fine = (value - input.ZeroPoint) * 128;
            var unshifted = Clamp16(Rescale.DivideRoundingHalfUp(fine * outputMultiplier, 15));

            // [-3, 3] becomes [-1, 1], saturated, and then [0, 1].
            var relu = reluShift > 0 ? Clamp16(fine << (reluShift - 1)) : fine;
            relu = Clamp16(Rescale.DivideRoundingHalfUp(relu * reluMultiplier, 15));
            relu = reluShift > 0 ? Clamp16(relu * 2) : Rescale.DivideRoundingHalfAway(relu, -reluShift);
            relu = (relu + 32768) / 2;

            var product = relu * unshifted / 32768;
            return Rescale.Clamp8(Rescale.DivideRoundingHalfAway(product, -outputShift) + outputZeroPoint);
        });
    }

    /// <summary>The output's scale is 1/256, its zero point -128.</summary>
    public static Int8Tensor Logistic(Int8Tensor input) =>
        Sigmoidal(input, 1f / 256, -128, x => Fixed32.Logistic(x).Halved(31 - 8).Raw - 128);

    /// <summary>The output's scale is 1/128, its zero point 0.</summary>
    public static Int8Tensor Tanh(Int8Tensor input) =>
        Sigmoidal(input, 1f / 128, 0, x => Fixed32.Tanh(x).Halved(31 - 7).Raw);

    /// <summary>SOFTMAX over the last dimension; the output's scale is 1/256, its zero point -128.</summary>
    public static Int8Tensor Softmax(Int8Tensor input, float beta)
    {
        var factor = Math.Min((double)beta * input.Scale * (1 << 26), int.MaxValue);
        var (multiplier, shift) = Rescale.Decompose(factor);
        var smallest = -(long)Math.Floor(31.0 * (1 << 26) / Math.ScaleB(1, shift));
        Fixed32 Exp(long difference) => Fixed32.Exp(new Fixed32(Rescale.Multiply(difference, multiplier, shift), 5));

        var depth = input.Shape[^1];
        var rows = input.Values.Chunk(depth).SelectMany(row =>
        {
            var differences = row.Select(value => (long)value - row.Max()).ToList();
            var sum = differences.Where(d => d >= smallest).Sum(d => Exp(d).To(12).Raw);

            // sum / 2^19 = (1 + x) * 2^whole.
            var whole = (int)Math.Floor(Math.Log2(sum)) - 19;
            var x = new Fixed32((sum << (12 - whole)) - (1L << 31), 0);
            var reciprocal = Fixed32.OneOverOnePlus(x);
            return differences.Select(d => d < smallest
                ? (sbyte)-128
                : (sbyte)Rescale.Clamp8((reciprocal * Exp(d)).Halved(31 - 8 + whole).Raw - 128));
        });
        return new(input.Shape, [.. rows], 1f / 256, -128);
    }

    /// <summary>The input becomes a number with 4 integer bits; beyond +-15 the result is the end of the range.</summary>
    private static Int8Tensor Sigmoidal(Int8Tensor input, float outputScale, int outputZeroPoint, Func<Fixed32, long> function)
    {
        var (multiplier, shift) = Rescale.Decompose((double)input.Scale * (1 << 27));
        var radius = (long)Math.Floor(15.0 * (1 << 27) / Math.ScaleB(1, shift));
        return Map(input, outputScale, outputZeroPoint, value =>
        {
            var centered = value - input.ZeroPoint;
            return centered <= -radius ? -128
                : centered >= radius ? 127
                : Rescale.Clamp8(function(new Fixed32(Rescale.Multiply(centered, multiplier, shift), 4)));
        });
    }

    /// <summary>The factor's upper 15 bits, rounded, and its exponent.</summary>
    private static (long Multiplier, int Shift) Decompose16(double factor)
    {
        var (multiplier, shift) = Rescale.Decompose(factor);
        return (Math.Min((multiplier + 32768) / 65536, 32767), shift);
    }

    private static long Clamp16(long value) => Math.Clamp(value, -32768, 32767);
}
