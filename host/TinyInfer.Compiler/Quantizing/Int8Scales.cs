using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>Scales and zero points by TensorFlow Lite's specification of int8 quantisation.</summary>
internal static class Int8Scales
{
    public static Quantization Logistic { get; } = new([1f / 256], [sbyte.MinValue], 0);

    public static Quantization Tanh { get; } = new([1f / 128], [0], 0);

    /// <summary>Asymmetric, for activations: 0 is an integer.</summary>
    public static Quantization Asymmetric(float min, float max)
    {
        var scale = (float)(((double)max - min) / (sbyte.MaxValue - sbyte.MinValue));
        var zeroPoint = Math.Clamp(Math.Round(sbyte.MinValue - (double)min / scale, MidpointRounding.AwayFromZero), sbyte.MinValue, sbyte.MaxValue);
        return new([scale], [(long)zeroPoint], 0);
    }

    public static sbyte Quantize(float value, float scale, long zeroPoint) =>
        (sbyte)Math.Clamp(MathF.Round(value / scale, MidpointRounding.AwayFromZero) + zeroPoint, sbyte.MinValue, sbyte.MaxValue);

    /// <summary>What remains of values in 8 bits.</summary>
    public static void Round(Span<float> values, Quantization quantization)
    {
        var (scale, zeroPoint) = (quantization.Scale, quantization.ZeroPoint);
        var inverse = 1 / scale;
        for (var i = 0; i < values.Length; i++)
        {
            var q = Math.Clamp(MathF.Round(values[i] * inverse) + zeroPoint, sbyte.MinValue, sbyte.MaxValue);
            values[i] = (q - zeroPoint) * scale;
        }
    }

    /// <summary>
    /// Symmetric scales for each output channel of a filter. A channel of zeros, or one with a bias that 32 bits could not
    /// hold in steps of input scale times this, gets one that fits the bias.
    /// </summary>
    public static float[] PerChannel(float[] weights, int channels, bool channelsLast, float inputScale, float[]? bias)
    {
        const float mostSteps = 1 << 29;
        var scales = new float[channels];
        var inner = weights.Length / channels;
        for (var i = 0; i < weights.Length; i++)
        {
            var channel = channelsLast ? i % channels : i / inner;
            scales[channel] = MathF.Max(scales[channel], MathF.Abs(weights[i]));
        }

        for (var channel = 0; channel < channels; channel++)
        {
            var least = MathF.Abs(bias?[channel] ?? 0) / inputScale / mostSteps;
            scales[channel] = MathF.Max(MathF.Max(scales[channel] / sbyte.MaxValue, least), 1e-20f);
        }

        return scales;
    }

    /// <param name="given">Whether the scales come with the network, which may then use -128 too.</param>
    public static sbyte[] Symmetric(float[] weights, float[] scales, bool channelsLast, bool given = false)
    {
        var lowest = given ? sbyte.MinValue : -sbyte.MaxValue;
        var inner = weights.Length / scales.Length;
        var quantized = new sbyte[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var scale = scales[channelsLast ? i % scales.Length : i / inner];
            quantized[i] = (sbyte)Math.Clamp(MathF.Round(weights[i] / scale, MidpointRounding.AwayFromZero), lowest, sbyte.MaxValue);
        }

        return quantized;
    }
}
