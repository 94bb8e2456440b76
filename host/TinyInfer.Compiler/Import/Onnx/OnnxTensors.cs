using System.Buffers.Binary;
using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>Constants of an ONNX file as graph tensors, in ONNX's own dimension order. FLOAT16 and DOUBLE become FLOAT32.</summary>
internal static class OnnxTensors
{
    public static TensorType TypeFromCode(int code) => code switch
    {
        1 => TensorType.Float32,
        2 => TensorType.UInt8,
        3 => TensorType.Int8,
        4 => TensorType.UInt16,
        5 => TensorType.Int16,
        6 => TensorType.Int32,
        7 => TensorType.Int64,
        8 => TensorType.String,
        9 => TensorType.Bool,
        10 => TensorType.Float16,
        11 => TensorType.Float64,
        12 => TensorType.UInt32,
        13 => TensorType.UInt64,
        _ => TensorType.Other,
    };

    /// <param name="external">Reads another file by the name that the model gives; null when it is not there.</param>
    /// <exception cref="ModelFormatException">Type, shape and data do not fit together, or the data is not there.</exception>
    public static GraphTensor Read(OnnxTensor source, string name, Func<string, byte[]?>? external)
    {
        var type = TypeFromCode(source.Type);
        var bits = TensorTypes.Bits(type)
            ?? throw new ModelFormatException($"tensor '{name}' has element type {source.Type}, which is not known; export the network in float32");
        var count = 1L;
        foreach (var dimension in source.Dimensions)
        {
            count = dimension is >= 0 and <= int.MaxValue ? count * dimension : -1;
            if (count is < 0 or > FileKind.MaxBytes)
            {
                throw new ModelFormatException($"tensor '{name}' has shape [{string.Join(",", source.Dimensions)}], which no tensor can have; export the network again");
            }
        }

        var raw = source.IsExternal ? ReadExternal(source, name, external) : source.Raw;
        if (raw is not null && raw.Length != count * bits / 8)
        {
            throw Mismatch(name, raw.Length * 8L / bits, count);
        }

        var tensor = new GraphTensor { Name = name, Type = type, Shape = [.. source.Dimensions.Select(dimension => (int)dimension)] };
        tensor.Constant = raw ?? Pack(source, name, type, count);
        return type is TensorType.Float16 or TensorType.Float64 ? ToFloat(tensor) : tensor;
    }

    private static byte[] Pack(OnnxTensor source, string name, TensorType type, long count)
    {
        var found = type switch
        {
            TensorType.Float32 => source.Floats.Count,
            TensorType.Float64 => source.Doubles.Count,
            _ => source.Integers.Count,
        };
        if (found != count)
        {
            throw Mismatch(name, found, count);
        }

        var size = TensorTypes.Bits(type)!.Value / 8;
        var bytes = new byte[count * size];
        Span<byte> element = stackalloc byte[8];
        for (var i = 0; i < count; i++)
        {
            var bits = type switch
            {
                TensorType.Float32 => BitConverter.SingleToInt32Bits(source.Floats[i]),
                TensorType.Float64 => BitConverter.DoubleToInt64Bits(source.Doubles[i]),
                _ => source.Integers[i],
            };
            BinaryPrimitives.WriteInt64LittleEndian(element, bits);
            element[..size].CopyTo(bytes.AsSpan(i * size));
        }

        return bytes;
    }

    private static GraphTensor ToFloat(GraphTensor tensor)
    {
        var bytes = tensor.Constant!;
        var size = tensor.Type == TensorType.Float16 ? 2 : 8;
        var values = new float[bytes.Length / size];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = size == 2
                ? (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(i * size))
                : (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(i * size));
        }

        tensor.Type = TensorType.Float32;
        tensor.SetFloats(values);
        return tensor;
    }

    private static byte[] ReadExternal(OnnxTensor source, string name, Func<string, byte[]?>? external)
    {
        var location = source.External.GetValueOrDefault("location", "");
        var file = external?.Invoke(location)
            ?? throw new ModelFormatException(
                $"tensor '{name}' has its data in another file, '{location}', which is not beside the model; put it there, or export the network as one file");
        var offset = Number(source, name, "offset") ?? 0;
        var length = Number(source, name, "length") ?? file.Length - offset;
        return offset >= 0 && length >= 0 && offset <= file.Length && length <= file.Length - offset
            ? file.AsSpan((int)offset, (int)length).ToArray()
            : throw new ModelFormatException(
                $"tensor '{name}' has its data at {offset} + {length} of '{location}', which has {file.Length} bytes; export the network again");
    }

    private static long? Number(OnnxTensor source, string name, string key) =>
        !source.External.TryGetValue(key, out var text) ? null
            : long.TryParse(text, out var value) ? value
            : throw new ModelFormatException($"tensor '{name}' has {key} '{text}', a number is expected; export the network again");

    private static ModelFormatException Mismatch(string name, long found, long expected) =>
        new($"tensor '{name}' has {found} elements of data, its shape needs {expected}; export or download the network again");
}
