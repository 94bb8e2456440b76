namespace TinyInfer.Compiler.Import.Onnx;

// Field numbers of the ONNX format, message by message; only the fields that are read.

internal static class ModelField
{
    public const int Graph = 7;
    public const int OpsetImport = 8;
}

internal static class OpsetField
{
    public const int Domain = 1;
    public const int Version = 2;
}

internal static class GraphField
{
    public const int Node = 1;
    public const int Initializer = 5;
    public const int Input = 11;
    public const int Output = 12;
}

internal static class NodeField
{
    public const int Input = 1;
    public const int Output = 2;
    public const int OpType = 4;
    public const int Attribute = 5;
    public const int Domain = 7;
}

internal static class AttributeField
{
    public const int Name = 1;
    public const int Float = 2;
    public const int Int = 3;
    public const int Text = 4;
    public const int Tensor = 5;
    public const int Floats = 7;
    public const int Ints = 8;
}

internal static class TensorField
{
    public const int Dimensions = 1;
    public const int DataType = 2;
    public const int FloatData = 4;
    public const int Int32Data = 5;
    public const int Int64Data = 7;
    public const int Name = 8;
    public const int RawData = 9;
    public const int DoubleData = 10;
    public const int UInt64Data = 11;
    public const int ExternalData = 13;
    public const int DataLocation = 14;
}

internal static class EntryField
{
    public const int Key = 1;
    public const int Value = 2;
}

internal static class ValueInfoField
{
    public const int Name = 1;
    public const int Type = 2;
}

internal static class TypeField
{
    public const int Tensor = 1;
}

internal static class TensorTypeField
{
    public const int ElementType = 1;
    public const int Shape = 2;
}

internal static class ShapeField
{
    public const int Dimension = 1;
}

internal static class DimensionField
{
    public const int Value = 1;
    public const int Name = 2;
}
