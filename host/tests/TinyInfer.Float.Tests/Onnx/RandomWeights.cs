using TinyInfer.Testing;

namespace TinyInfer.Float.Tests.Onnx;

/// <summary>Constants of a test's network.</summary>
internal static class RandomWeights
{
    public static string Weights(this OnnxBuilder builder, string name, SeededRandom random, params int[] shape) =>
        builder.Constant(name, shape, Floats(random, shape.Aggregate(1, (product, size) => product * size)));

    public static string Positive(this OnnxBuilder builder, string name, SeededRandom random, params int[] shape) =>
        builder.Constant(name, shape, [.. Floats(random, shape.Aggregate(1, (product, size) => product * size)).Select(value => Math.Abs(value) + 0.5f)]);

    public static float[] Floats(SeededRandom random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
}
