using System.Buffers.Binary;
using System.Text;

namespace TinyInfer.Compiler.Import;

/// <summary>Tells a .tflite file from everything else that is given to a converter by mistake.</summary>
internal static class FileKind
{
    /// <summary>Offsets are 32-bit; no microcontroller comes near.</summary>
    public const int MaxBytes = 1 << 30;

    private const string Identifier = "TFL3";
    private const int IdentifierStart = 4;
    private const byte VersionTag = 0x08;
    private const byte OldestOnnx = 3;
    private const byte NewestOnnx = 0x20;

    /// <summary>Whether it begins as an ONNX model does: field 1, a version of at least 3, as varint.</summary>
    public static bool IsOnnx(byte[] bytes) =>
        bytes.Length >= 8 && bytes.Length <= MaxBytes && bytes[0] == VersionTag && bytes[1] is >= OldestOnnx and <= NewestOnnx
        && !Text(bytes, IdentifierStart, Identifier.Length).Equals(Identifier, StringComparison.Ordinal);

    /// <exception cref="ModelFormatException">It is no .tflite file; the message says what it looks like.</exception>
    public static void DemandTflite(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            throw new ModelFormatException("the file is empty; a .tflite or .onnx model is expected: export or download it again");
        }

        if (bytes.Length > MaxBytes)
        {
            throw new ModelFormatException(
                $"the file has {bytes.Length} bytes; at most {MaxBytes} are read: a model for a microcontroller is far smaller");
        }

        if (!Text(bytes, IdentifierStart, Identifier.Length).Equals(Identifier, StringComparison.Ordinal))
        {
            throw new ModelFormatException(
                $"the file is not a .tflite or .onnx model: '{Identifier}' is expected at byte {IdentifierStart}, but {Describe(bytes)}");
        }
    }

    /// <summary>What the file looks like and what to do about it.</summary>
    private static string Describe(byte[] bytes)
    {
        foreach (var (prefix, meaning) in s_prefixes)
        {
            if (bytes.AsSpan().StartsWith(prefix))
            {
                return meaning;
            }
        }

        if (bytes.Length >= 4 && BinaryPrimitives.ReadInt32LittleEndian(bytes) == FileHeader.MagicValue)
        {
            return "it is a .tinf: it is converted already, run or inspect it as it is";
        }

        if (bytes.Length < IdentifierStart + Identifier.Length)
        {
            return $"the file ends after {bytes.Length}; export or download it again";
        }

        if (Text(bytes, IdentifierStart, 3) == "TFL")
        {
            return $"it says '{Text(bytes, IdentifierStart, 4)}', a version of the format that is not in use; export it with a current TensorFlow Lite converter";
        }

        return DescribeProtobuf(bytes) ?? DescribeText(bytes)
            ?? "it is of no known kind or damaged; give the .tflite or .onnx file that the exporter wrote";
    }

    private static readonly (byte[] Prefix, string Meaning)[] s_prefixes =
    [
        ("PK\u0003\u0004"u8.ToArray(), "it is a zip archive (a .keras model, perhaps); convert the model with the TensorFlow Lite converter, or unpack it first"),
        ([0x89, .. "HDF"u8], "it is an HDF5 file (a Keras .h5 model, perhaps); convert it with the TensorFlow Lite converter first"),
        ([0x1F, 0x8B], "it is compressed with gzip; unpack it first"),
        ([0x80, 0x02], "it is a Python pickle (a PyTorch checkpoint, perhaps); export the network to .onnx first (torch.onnx.export)"),
        ("version https://git-lfs"u8.ToArray(), "it is a Git LFS pointer, not the model; fetch the file itself with 'git lfs pull'"),
    ];

    /// <summary>
    /// Both protobuf kinds of model begin with field 1, a version as varint: ONNX counts from 3 on, a SavedModel has 1
    /// and its graphs (field 2) behind it.
    /// </summary>
    private static string? DescribeProtobuf(byte[] bytes)
    {
        if (bytes.Length < 3 || bytes[0] != VersionTag || bytes[1] is 0 or > NewestOnnx)
        {
            return null;
        }

        return bytes[1] < OldestOnnx
            ? "it looks like a TensorFlow SavedModel (protobuf); convert it with the TensorFlow Lite converter first"
            : "it looks like an ONNX model (protobuf)";
    }

    private static string? DescribeText(byte[] bytes)
    {
        var start = Text(bytes, 0, 256);
        if (start.Any(c => c is < ' ' and not ('\n' or '\r' or '\t') or > '~'))
        {
            return null;
        }

        return start.TrimStart() is var text && text.StartsWith('<')
            ? "it looks like a web page; download the model itself (the 'raw' link)"
            : "it looks like text (a C array of the model, perhaps); give the .tflite file itself";
    }

    private static string Text(byte[] bytes, int start, int count) =>
        Encoding.Latin1.GetString(bytes.AsSpan(Math.Min(start, bytes.Length)..Math.Min(start + count, bytes.Length)));
}
