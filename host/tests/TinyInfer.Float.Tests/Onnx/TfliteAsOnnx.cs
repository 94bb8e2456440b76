using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import;
using TinyInfer.Compiler.Reference;
using TinyInfer.Testing;

namespace TinyInfer.Float.Tests.Onnx;

/// <summary>A float .tflite network written as PyTorch would export it: channels first, activations apart.</summary>
internal static class TfliteAsOnnx
{
    public static byte[] Write(byte[] tflite)
    {
        var graph = TfliteImporter.Import(tflite, "test");
        var model = new OnnxBuilder();
        var names = new Dictionary<GraphTensor, string> { [graph.Inputs[0]] = "input" };
        var shape = graph.Inputs[0].Shape;
        model.Input("input", shape.Length == 4 ? [shape[0], shape[3], shape[1], shape[2]] : shape);
        foreach (var node in graph.Nodes)
        {
            var x = names[node.Inputs[0]!];
            names[node.Outputs[0]] = node.Options switch
            {
                Conv2DOptions conv => Activate(model, conv.Activation, model.Op(
                    "Conv", [x, Constant(model, Movement.Transpose(node.Inputs[1]!, [0, 3, 1, 2])), Constant(model, node.Inputs[2]!)],
                    ("strides", new[] { conv.StrideHeight, conv.StrideWidth }), ("auto_pad", conv.Padding == Padding.Same ? "SAME_UPPER" : "VALID"))),
                FullyConnectedOptions dense => Activate(model, dense.Activation, model.Op(
                    "Gemm", [x, Constant(model, node.Inputs[1]!), Constant(model, node.Inputs[2]!)], ("transB", 1))),
                BinaryOptions add => Activate(model, add.Activation, model.Op("Add", [x, names[node.Inputs[1]!]])),
                Pool2DOptions pool => model.Op(
                    "AveragePool", [x], ("kernel_shape", new[] { pool.FilterHeight, pool.FilterWidth }), ("strides", new[] { pool.StrideHeight, pool.StrideWidth })),
                SoftmaxOptions => model.Op("Softmax", [x], ("axis", -1)),
                _ when node.Op == "RESHAPE" => model.Op("Flatten", [x]),
                _ => throw new NotSupportedException(node.Op),
            };
        }

        model.Output(names[graph.Outputs[0]]);
        return model.Build();
    }

    private static string Activate(OnnxBuilder model, FusedActivation activation, string value) =>
        activation == FusedActivation.Relu ? model.Op("Relu", [value]) : value;

    private static string Constant(OnnxBuilder model, GraphTensor tensor) => model.Constant($"c{tensor.SourceIndex}_{tensor.Name}", tensor.Shape, tensor.Floats()!);
}
