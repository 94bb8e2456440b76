using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Tests.Layouts;

/// <summary>Weights to try layouts on.</summary>
internal static class Matrices
{
    public static WeightMatrix Dense(int channels, int values, params sbyte[] weights) =>
        new(channels, values, channels, weights, new int[channels], null);

    /// <summary>A 3 × 3 convolution without strides, of 10 × 10 outputs.</summary>
    public static WeightMatrix Conv3x3(int channels, int inputs, params sbyte[] weights) =>
        new(channels, 9 * inputs, 100L * channels, weights, new int[channels], new ConvKernel(3, 3, 1, 1, 1, 1));

    public static WeightMatrix Conv1x1(int channels, int inputs, params sbyte[] weights) =>
        new(channels, inputs, 100L * channels, weights, new int[channels], new ConvKernel(1, 1, 1, 1, 1, 1));

    public static sbyte[] Filled(int count, sbyte value) => [.. Enumerable.Repeat(value, count)];
}
