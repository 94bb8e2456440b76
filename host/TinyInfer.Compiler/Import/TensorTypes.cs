using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import;

internal static class TensorTypes
{
    /// <summary>The element type behind the schema's code.</summary>
    public static TensorType FromCode(byte code) => code switch
    {
        0 => TensorType.Float32,
        1 => TensorType.Float16,
        2 => TensorType.Int32,
        3 => TensorType.UInt8,
        4 => TensorType.Int64,
        5 => TensorType.String,
        6 => TensorType.Bool,
        7 => TensorType.Int16,
        9 => TensorType.Int8,
        10 => TensorType.Float64,
        12 => TensorType.UInt64,
        15 => TensorType.UInt32,
        16 => TensorType.UInt16,
        17 => TensorType.Int4,
        _ => TensorType.Other,
    };

    /// <summary>Bits an element takes; null where elements have no fixed size or it is not known.</summary>
    public static int? Bits(TensorType type) => type switch
    {
        TensorType.Int4 => 4,
        TensorType.Int8 or TensorType.UInt8 or TensorType.Bool => 8,
        TensorType.Int16 or TensorType.UInt16 or TensorType.Float16 => 16,
        TensorType.Int32 or TensorType.UInt32 or TensorType.Float32 => 32,
        TensorType.Int64 or TensorType.UInt64 or TensorType.Float64 => 64,
        _ => null,
    };

    /// <summary>The values that a zero point of the type may have.</summary>
    public static (long Min, long Max) Range(TensorType type) => type switch
    {
        TensorType.Int4 => (-8, 7),
        TensorType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        TensorType.UInt8 => (byte.MinValue, byte.MaxValue),
        TensorType.Int16 => (short.MinValue, short.MaxValue),
        TensorType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        _ => (int.MinValue, int.MaxValue),
    };
}
