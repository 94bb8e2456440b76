namespace TinyInfer.Compiler.Import;

/// <summary>What the person says about the source network.</summary>
public sealed record ImportOptions
{
    /// <summary>The network's name.</summary>
    public string Name { get; init; } = "model";

    /// <summary>Shapes of inputs whose dimensions the file leaves open, by name. ONNX only.</summary>
    public IReadOnlyDictionary<string, int[]> Shapes { get; init; } = new Dictionary<string, int[]>();

    /// <summary>
    /// Whether the app gives inputs, and takes outputs, of three and four dimensions with the channels last (NHWC). ONNX
    /// has them second, which costs a transposition at the edge. ONNX only.
    /// </summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Reads another file by the name that the model gives; null when it is not there.</summary>
    public Func<string, byte[]?>? ExternalData { get; init; }
}
