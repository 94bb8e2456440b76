using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import.Onnx;

namespace TinyInfer.Compiler.Import;

/// <summary>From the bytes of a source network, whatever kind it is, to a graph.</summary>
public static class ModelImporter
{
    /// <param name="source">A .tflite or .onnx file.</param>
    /// <exception cref="ModelFormatException">The bytes are not a well-formed model of either kind.</exception>
    /// <exception cref="UnsupportedModelException">It has ops or an opset that cannot be read.</exception>
    public static NetworkGraph Import(byte[] source, ImportOptions options) =>
        FileKind.IsOnnx(source) ? OnnxImporter.Import(source, options) : TfliteImporter.Import(source, options.Name);
}
