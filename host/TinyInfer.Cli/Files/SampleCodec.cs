using System.Buffers.Binary;
using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Files;

/// <summary>
/// One sample as raw bytes: all inputs, or all outputs, of a model one after another, in the element types that the
/// source network showed to its app, little-endian.
/// </summary>
internal sealed class SampleCodec
{
    /// <summary>An app's UINT8 and the arena's INT8 differ by 128, which is the top bit.</summary>
    private const byte SignBit = 0x80;

    private readonly sbyte[][] _arenaValues;

    public SampleCodec(IReadOnlyList<Tensor> tensors)
    {
        Tensors = tensors;
        _arenaValues = [.. tensors.Select(tensor => new sbyte[tensor.ElementCount])];
        SampleBytes = tensors.Sum(ByteCount);
    }

    public IReadOnlyList<Tensor> Tensors { get; }

    public int SampleBytes { get; }

    /// <summary>"490 bytes (input_1: Int8 1×49×10×1)".</summary>
    public string Describe() => $"{Printable.Bytes(SampleBytes)} ({string.Join(", ", Tensors.Select(Describe))})";

    /// <summary>Writes a sample into the tensors.</summary>
    public void Load(ReadOnlySpan<byte> sample)
    {
        for (var i = 0; i < Tensors.Count; i++)
        {
            var bytes = ByteCount(Tensors[i]);
            LoadTensor(Tensors[i], sample[..bytes], _arenaValues[i]);
            sample = sample[bytes..];
        }
    }

    /// <summary>Reads a sample from the tensors.</summary>
    public void Store(Span<byte> sample)
    {
        for (var i = 0; i < Tensors.Count; i++)
        {
            var bytes = ByteCount(Tensors[i]);
            StoreTensor(Tensors[i], sample[..bytes], _arenaValues[i]);
            sample = sample[bytes..];
        }
    }

    /// <summary>Which tensor and element a byte of a sample belongs to.</summary>
    public (int Tensor, int Element) Locate(int sampleByte)
    {
        var tensor = 0;
        while (sampleByte >= ByteCount(Tensors[tensor]))
        {
            sampleByte -= ByteCount(Tensors[tensor]);
            tensor++;
        }

        return (tensor, sampleByte / ElementBytes(Tensors[tensor].AppType));
    }

    /// <summary>An element of a sample, as a person reads it.</summary>
    public string Format(ReadOnlySpan<byte> sample, int tensor, int element)
    {
        var type = Tensors[tensor].AppType;
        var value = sample[(Tensors.Take(tensor).Sum(ByteCount) + element * ElementBytes(type))..];
        return type switch
        {
            ElementType.Int8 => $"{(sbyte)value[0]}",
            ElementType.UInt8 => $"{value[0]}",
            ElementType.Int32 => $"{BinaryPrimitives.ReadInt32LittleEndian(value)}",
            _ => Printable.Real(BinaryPrimitives.ReadSingleLittleEndian(value)),
        };
    }

    private static void LoadTensor(Tensor tensor, ReadOnlySpan<byte> bytes, sbyte[] values)
    {
        if (tensor.ElementType != ElementType.Int8 || tensor.AppType == ElementType.Int32)
        {
            throw new ToolException(
                ExitCode.UnsupportedOp, $"input '{tensor.Name}' has element type {tensor.AppType}; INT8, UINT8 and FLOAT32 can be given.");
        }

        if (tensor.AppType == ElementType.Float32)
        {
            for (var i = 0; i < values.Length; i++)
            {
                tensor.WriteFloat(i, BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]));
            }

            return;
        }

        var flip = tensor.AppType == ElementType.UInt8 ? SignBit : (byte)0;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (sbyte)(bytes[i] ^ flip);
        }

        tensor.Write(values);
    }

    private static void StoreTensor(Tensor tensor, Span<byte> bytes, sbyte[] values)
    {
        if (tensor.AppType is ElementType.Int32 or ElementType.Float32)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (tensor.AppType == ElementType.Int32)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(bytes[(i * sizeof(int))..], tensor.ReadInt32(i));
                }
                else
                {
                    BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * sizeof(float))..], tensor.ReadFloat(i));
                }
            }

            return;
        }

        var flip = tensor.AppType == ElementType.UInt8 ? SignBit : (byte)0;
        tensor.Read(values);
        for (var i = 0; i < values.Length; i++)
        {
            bytes[i] = (byte)((byte)values[i] ^ flip);
        }
    }

    private static string Describe(Tensor tensor)
    {
        var shape = Enumerable.Range(0, tensor.Rank).Select(tensor.Dimension);
        return $"{tensor.Name}: {tensor.AppType} {Printable.Shape(shape)}";
    }

    private static int ByteCount(Tensor tensor) => tensor.ElementCount * ElementBytes(tensor.AppType);

    private static int ElementBytes(ElementType type) => type is ElementType.Int32 or ElementType.Float32 ? 4 : 1;
}
