using TinyInfer.Compiler.Tests.OpReference;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.OpEdgeCases;

/// <summary>Operands for tests: the same for the same seed.</summary>
internal static class Sample
{
    public static Int8Tensor Tensor(int seed, int[] shape, float scale = 0.05f, int zeroPoint = -3) =>
        new(shape, Generator(seed).NextInt8s(Shapes.Count(shape)), scale, zeroPoint);

    public static Int8Tensor Constant(int[] shape, sbyte value) =>
        new(shape, [.. Enumerable.Repeat(value, Shapes.Count(shape))], 0.05f, -3);

    /// <summary>Every int8 value once.</summary>
    public static Int8Tensor AllValues(float scale, int zeroPoint) =>
        new([256], [.. Enumerable.Range(-128, 256).Select(value => (sbyte)value)], scale, zeroPoint);

    public static Weights ConvWeights(int seed, int outputs, int height, int width, int inputs) =>
        Weights(seed, [outputs, height, width, inputs], outputs);

    public static Weights DepthwiseWeights(int seed, int height, int width, int outputs) =>
        Weights(seed, [1, height, width, outputs], outputs);

    public static Weights FullyConnectedWeights(int seed, int outputs, int inputs) =>
        Weights(seed, [outputs, inputs], outputs);

    public static int[] Bias(int seed, int count)
    {
        var random = Generator(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(-3000, 3000))];
    }

    private static Weights Weights(int seed, int[] shape, int channels)
    {
        var random = Generator(seed);
        return new(
            shape,
            [.. Enumerable.Range(0, Shapes.Count(shape)).Select(_ => (sbyte)random.Next(-127, 127))],
            [.. Enumerable.Range(0, channels).Select(_ => random.NextLogUniform(0.002, 0.02))]);
    }

    /// <summary>Seeds that are near each other must not give similar numbers.</summary>
    private static SeededRandom Generator(int seed) => new((uint)(seed + 1) * 2654435761u);
}
