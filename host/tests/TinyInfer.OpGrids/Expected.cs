using System.Globalization;
using System.IO.Hashing;

namespace TinyInfer.OpGrids;

/// <summary>
/// What a grid's case should give: the checksum of the output that tflite-micro's reference kernels computed once, and
/// those of the model and the input they computed it for.
/// </summary>
public sealed record Expected(int Index, uint ModelCrc, uint InputCrc, uint OutputCrc)
{
    /// <summary>The committed answers of an op, by index.</summary>
    public static IReadOnlyList<Expected> Load(string op)
    {
        using var stream = typeof(Expected).Assembly.GetManifestResourceStream(op)
            ?? throw new InvalidDataException($"there is no expected/{op}.txt: record it with an external judge's answers");
        using var reader = new StreamReader(stream);
        List<Expected> all = [];
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ', 5);
            all.Add(new Expected(int.Parse(fields[0], CultureInfo.InvariantCulture), Hex(fields[1]), Hex(fields[2]), Hex(fields[3])));
        }

        return all;
    }

    /// <summary>The line that is committed; the description is for people.</summary>
    public static string Line(GridCase gridCase, uint outputCrc) =>
        $"{gridCase.Index:000} {Crc32.HashToUInt32(gridCase.Model):x8} {Crc32.HashToUInt32(gridCase.Input):x8} {outputCrc:x8} {gridCase.Description}";

    public static uint Hex(string digits) => uint.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
