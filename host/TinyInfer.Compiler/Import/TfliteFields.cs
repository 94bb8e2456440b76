namespace TinyInfer.Compiler.Import;

// Field ids of the .tflite schema (version 3), table by table; only the fields that are read. A union takes two ids:
// its type, then its value.

internal static class ModelFields
{
    public const int Version = 0;
    public const int OperatorCodes = 1;
    public const int Subgraphs = 2;
    public const int Buffers = 4;
}

internal static class OperatorCodeFields
{
    /// <summary>Where codes were before there were more than 127.</summary>
    public const int OldBuiltinCode = 0;
    public const int CustomCode = 1;
    public const int BuiltinCode = 3;
}

internal static class SubgraphFields
{
    public const int Tensors = 0;
    public const int Inputs = 1;
    public const int Outputs = 2;
    public const int Operators = 3;
}

internal static class OperatorFields
{
    public const int OpcodeIndex = 0;
    public const int Inputs = 1;
    public const int Outputs = 2;
    public const int OptionsType = 3;
    public const int Options = 4;
}

internal static class TensorFields
{
    public const int Shape = 0;
    public const int Type = 1;
    public const int Buffer = 2;
    public const int Name = 3;
    public const int Quantization = 4;
    public const int IsVariable = 5;
    public const int Sparsity = 6;
    public const int ExternalBuffer = 10;
}

internal static class QuantizationFields
{
    public const int Scale = 2;
    public const int ZeroPoint = 3;
    public const int DetailsType = 4;
    public const int QuantizedDimension = 6;
}

internal static class BufferFields
{
    public const int Data = 0;

    /// <summary>Set when the data lies behind the FlatBuffer, in files of 2 GB and more.</summary>
    public const int Offset = 1;
    public const int Size = 2;
}
