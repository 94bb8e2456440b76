using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import;
using TinyInfer.Compiler.Import.Onnx;
using TinyInfer.Compiler.Passes;
using TinyInfer.Compiler.Reference;
using TinyInfer.Testing;

namespace TinyInfer.Float.Tests.Onnx;

/// <summary>Our float network against ONNX Runtime's answers on the same random inputs.</summary>
internal static class OnnxComparison
{
    private const double Tolerance = 1e-4;

    /// <returns>The graph as imported, for what else a test wants to know of it.</returns>
    public static NetworkGraph AssertAgrees(byte[] model, ImportOptions? options = null, uint seed = 1, float spread = 4)
    {
        using var session = new InferenceSession(model);
        var random = new SeededRandom(seed);
        var inputs = session.InputMetadata.ToDictionary(
            input => input.Key,
            input =>
            {
                int[] shape = [.. input.Value.Dimensions.Select((size, i) => size < 0 ? options?.Shapes.GetValueOrDefault(input.Key)?[i] ?? 1 : size)];
                var tensor = new DenseTensor<float>(shape);
                for (var i = 0; i < tensor.Length; i++)
                {
                    tensor.SetValue(i, (float)(spread * (random.NextDouble() - 0.5)));
                }

                return tensor;
            });
        using var expected = session.Run([.. inputs.Select(input => NamedOnnxValue.CreateFromTensor(input.Key, input.Value))]);

        var graph = OnnxImporter.Import(model, options ?? new ImportOptions());
        Assert.IsEmpty(graph.Problems, string.Join('\n', graph.Problems));
        AssertEqual(graph, inputs, expected);
        var simplified = OnnxImporter.Import(model, options ?? new ImportOptions());
        FloatPasses.Run(simplified);
        AssertEqual(simplified, inputs, expected);
        return simplified;
    }

    private static void AssertEqual(
        NetworkGraph graph, Dictionary<string, DenseTensor<float>> inputs, IEnumerable<DisposableNamedOnnxValue> expected)
    {
        var executor = new FloatExecutor(graph);
        executor.Run([.. graph.Inputs.SelectMany(input => Arrange(inputs[input.Name], input.Shape))]);
        foreach (var (output, wanted) in graph.Outputs.Zip(expected))
        {
            Assert.AreEqual(wanted.Name, output.Name);
            var values = wanted.AsTensor<float>();
            var found = executor.Values(output);
            var arranged = Arrange((DenseTensor<float>)values, output.Shape);
            Assert.HasCount(arranged.Length, found);
            for (var i = 0; i < found.Length; i++)
            {
                Assert.IsLessThanOrEqualTo(
                    Tolerance * Math.Max(1, Math.Abs(arranged[i])), Math.Abs(found[i] - arranged[i]), $"{output.Name}[{i}]: {found[i]} instead of {arranged[i]}");
            }
        }
    }

    /// <summary>The elements channels last, where the graph wants them so.</summary>
    private static float[] Arrange(DenseTensor<float> tensor, int[] shape)
    {
        var given = tensor.Dimensions.ToArray();
        var values = tensor.ToArray();
        if (given.SequenceEqual(shape))
        {
            return values;
        }

        int[] order = given.Length == 3 ? [0, 2, 1] : [0, 2, 3, 1];
        var source = FloatConstants.Float("", given, values);
        var moved = Movement.Transpose(source, order);
        CollectionAssert.AreEqual(shape, moved.Shape);
        return moved.Floats()!;
    }

    public static int Count(this NetworkGraph graph, string op) => graph.Nodes.Count(node => node.Op == op);
}
