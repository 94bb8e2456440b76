using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace TinyInfer.Cli.Files.Samples;

/// <summary>An array as NumPy saves it (.npy), and several in one file (.npz).</summary>
internal sealed partial record NumpyFile(int[] Shape, double[] Values, bool IsInteger)
{
    private const int FixedHeaderBytes = 10;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <exception cref="ToolException">It is no such file, or of a type or order that is not read.</exception>
    public static NumpyFile Parse(string path, ReadOnlySpan<byte> file)
    {
        if (file.Length < FixedHeaderBytes + 2 || !file.StartsWith(Magic))
        {
            throw Refuse(path, "it does not start as a .npy file does");
        }

        // Version 1 has a 16-bit length, later ones a 32-bit one.
        var isLong = file[6] > 1;
        var headerBytes = isLong ? BinaryPrimitives.ReadUInt32LittleEndian(file[8..]) : BinaryPrimitives.ReadUInt16LittleEndian(file[8..]);
        var start = isLong ? FixedHeaderBytes + 2 : FixedHeaderBytes;
        if (headerBytes > file.Length - start)
        {
            throw Refuse(path, "it is cut off");
        }

        var header = Encoding.Latin1.GetString(file.Slice(start, (int)headerBytes));
        var type = TypePattern().Match(header).Groups[1].Value;
        var shapeText = ShapePattern().Match(header).Groups[1].Value;
        if (header.Contains("'fortran_order': True", StringComparison.Ordinal))
        {
            throw Refuse(path, "it is in Fortran order; save numpy.ascontiguousarray(x)");
        }

        int[] shape = [.. shapeText.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        var count = shape.Aggregate(1L, (product, size) => product * size);
        var bytes = file[(start + (int)headerBytes)..];
        var size = type.Length > 2 && int.TryParse(type[2..], out var width) ? width : 0;
        if (type.Length < 3 || type[0] is not ('<' or '|' or '=') || !IsKnown(type[1..]))
        {
            throw Refuse(path, $"its type is '{type}'; save it as float32, or labels as int64");
        }

        if (count * size != bytes.Length)
        {
            throw Refuse(path, $"it has {bytes.Length} bytes of data, its shape ({shapeText}) needs {count * size}");
        }

        var values = new double[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Read(bytes[(i * size)..], type[1..]);
        }

        return new(shape, values, type[1] != 'f');
    }

    /// <summary>The arrays of a .npz file by name.</summary>
    public static Dictionary<string, NumpyFile> ParseAll(string path, byte[] file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file));
            var arrays = new Dictionary<string, NumpyFile>();
            foreach (var entry in archive.Entries)
            {
                using var stream = entry.Open();
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                arrays[Path.GetFileNameWithoutExtension(entry.Name)] = Parse($"{path}:{entry.Name}", bytes.ToArray());
            }

            return arrays;
        }
        catch (InvalidDataException failure)
        {
            throw Refuse(path, $"it is no .npz file ({failure.Message})");
        }
    }

    private static bool IsKnown(string type) => type is "f2" or "f4" or "f8" or "i1" or "i2" or "i4" or "i8" or "u1" or "u2" or "u4" or "b1";

    private static double Read(ReadOnlySpan<byte> bytes, string type) => type switch
    {
        "f2" => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        "f4" => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        "f8" => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        "i1" => (sbyte)bytes[0],
        "i2" => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        "i4" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        "i8" => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        "u2" => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        "u4" => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => bytes[0],
    };

    private static ToolException Refuse(string path, string found) => new(ExitCode.Usage, $"data file '{path}': {found}.");

    [GeneratedRegex("'descr': '([^']*)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapePattern();
}
