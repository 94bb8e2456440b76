using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

/// <summary>Small float networks as .onnx files.</summary>
internal static class FloatNetwork
{
    /// <summary>Eight numbers in, three scores out.</summary>
    public static byte[] Dense()
    {
        var random = new SeededRandom(4);
        var model = new OnnxBuilder().Input("x", 1, 8);
        var hidden = model.Op("Relu", [model.Op("Gemm", ["x", Weights(model, "w1", random, 8, 12), Weights(model, "b1", random, 12)])]);
        model.Output(model.Op("Softmax", [model.Op("Gemm", [hidden, Weights(model, "w2", random, 12, 3)])]));
        return model.Build();
    }

    /// <summary>A picture of 4×4 pixels, three colours, in; two scores out.</summary>
    public static byte[] Picture()
    {
        var random = new SeededRandom(5);
        var model = new OnnxBuilder().Input("x", 1, 3, 4, 4);
        var conv = model.Op("Relu", [model.Op("Conv", ["x", Weights(model, "w1", random, 4, 3, 3, 3)])]);
        model.Output(model.Op("Gemm", [model.Op("Flatten", [conv]), Weights(model, "w2", random, 16, 2)]));
        return model.Build();
    }

    /// <summary>Whether the first of two channels is louder than the second: windows of 16 frames in, two scores out.</summary>
    public static byte[] Louder()
    {
        var model = new OnnxBuilder().Input("x", 1, 16, 2);
        var squares = model.Op("Mul", ["x", "x"]);
        var power = model.Op("ReduceMean", [squares], ("axes", new[] { 1 }), ("keepdims", 0));
        model.Output(model.Op("Softmax", [model.Op("Gemm", [power, model.Constant("w", [2, 2], [0.01f, -0.01f, -0.01f, 0.01f])])]));
        return model.Build();
    }

    private static string Weights(OnnxBuilder model, string name, SeededRandom random, params int[] shape) =>
        model.Constant(name, shape, [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(_ => (float)(random.NextDouble() - 0.5))]);
}
