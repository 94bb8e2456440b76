using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>What is read of an ONNX file: the main graph.</summary>
internal sealed class OnnxModel
{
    public List<OnnxNode> Nodes { get; } = [];

    public List<OnnxTensor> Initializers { get; } = [];

    public List<OnnxValueInfo> Inputs { get; } = [];

    public List<OnnxValueInfo> Outputs { get; } = [];

    /// <summary>Version of the standard ops; 0 when the file names none.</summary>
    public long Opset { get; set; }

    public bool HasGraph { get; set; }
}

/// <summary>An op; a name that is empty is an optional input or output that is left out.</summary>
internal sealed class OnnxNode
{
    public string Op { get; set; } = "";

    public string Domain { get; set; } = "";

    public List<string> Inputs { get; } = [];

    public List<string> Outputs { get; } = [];

    public Dictionary<string, OnnxAttribute> Attributes { get; } = [];
}

internal sealed class OnnxAttribute
{
    public string Name { get; set; } = "";

    public float Float { get; set; }

    public long Int { get; set; }

    public string Text { get; set; } = "";

    public OnnxTensor? Tensor { get; set; }

    public List<float> Floats { get; } = [];

    public List<long> Ints { get; } = [];
}

/// <summary>A constant. Its elements are in one of the lists or in <see cref="Raw"/>, as the writer liked it.</summary>
internal sealed class OnnxTensor
{
    public string Name { get; set; } = "";

    public List<long> Dimensions { get; } = [];

    /// <summary>The format's own code, see <see cref="OnnxTensors"/>.</summary>
    public int Type { get; set; }

    public byte[]? Raw { get; set; }

    public List<float> Floats { get; } = [];

    /// <summary>Elements of all integer types, and FLOAT16 as bits.</summary>
    public List<long> Integers { get; } = [];

    public List<double> Doubles { get; } = [];

    /// <summary>"location", "offset" and "length" when the elements are in another file.</summary>
    public Dictionary<string, string> External { get; } = [];

    public bool IsExternal { get; set; }
}

/// <summary>An input or output: null for a dimension that is open.</summary>
internal sealed class OnnxValueInfo
{
    public string Name { get; set; } = "";

    public TensorType Type { get; set; } = TensorType.Other;

    public List<long?> Dimensions { get; } = [];

    /// <summary>Names of open dimensions ("batch"), for messages.</summary>
    public List<string> DimensionNames { get; } = [];

    public bool HasShape { get; set; }
}
