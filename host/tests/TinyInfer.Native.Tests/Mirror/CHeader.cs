using System.Globalization;
using System.Text.RegularExpressions;
using TinyInfer.Testing;

namespace TinyInfer.Native.Tests.Mirror;

/// <summary>A field of a C struct, with the struct's own fields in place of an embedded one.</summary>
/// <param name="Name">In C#'s way: "InputStart".</param>
/// <param name="Type">In C's way: "int32_t".</param>
/// <param name="Bytes">Of all its elements.</param>
internal sealed record CField(string Name, string Type, int Offset, int Bytes, int Count);

/// <param name="Name">As C has it: "ti_conv_record".</param>
internal sealed record CStruct(string Name, IReadOnlyList<CField> Fields, int Size, int Alignment);

/// <summary>
/// A C header as a compiler would lay it out, for headers as plain as ours: structs of fixed-width members, enumerations
/// with a value for each name, and numbers that are defined.
/// </summary>
internal sealed partial class CHeader
{
    private static readonly Dictionary<string, int> _widths = new()
    {
        ["int8_t"] = 1, ["uint8_t"] = 1, ["int16_t"] = 2, ["uint16_t"] = 2, ["int32_t"] = 4, ["uint32_t"] = 4,
    };

    private readonly int _pointerBytes;

    private CHeader(string text, int pointerBytes)
    {
        _pointerBytes = pointerBytes;
        var code = Comment().Replace(text, "");
        foreach (Match match in Struct().Matches(code))
        {
            Structs.Add(match.Groups["name"].Value, Layout(match.Groups["name"].Value, match.Groups["body"].Value));
        }

        foreach (Match match in Function().Matches(code))
        {
            var parameters = match.Groups["parameters"].Value.Split(',').Select(parameter => Parameter().Match(parameter.Trim()).Groups["type"].Value);
            Functions.Add(match.Groups["name"].Value, [.. parameters, match.Groups["type"].Value]);
        }

        foreach (Match match in Enumerator().Matches(code).Concat(Definition().Matches(code)))
        {
            Values.Add(match.Groups["name"].Value, int.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture));
        }
    }

    public Dictionary<string, CStruct> Structs { get; } = [];

    /// <summary>Enumerators and defined numbers.</summary>
    public Dictionary<string, int> Values { get; } = [];

    /// <summary>Types of the parameters and, last, of the result, without const: "uint8_t *".</summary>
    public Dictionary<string, IReadOnlyList<string>> Functions { get; } = [];

    /// <param name="path">Below native-interop.</param>
    public static CHeader Read(string path, int pointerBytes = 4) =>
        new(File.ReadAllText(Path.Combine(SharedFiles.Repository, "native-interop", path)), pointerBytes);

    public static CHeader Parse(string text, int pointerBytes = 4) => new(text, pointerBytes);

    /// <summary>"macs_per_unit" to "MacsPerUnit".</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()));

    private CStruct Layout(string name, string body)
    {
        List<CField> fields = [];
        var (end, alignment) = (0, 1);
        var members = body.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var member in members)
        {
            var match = Member().Match(member);
            if (!match.Success)
            {
                throw new InvalidDataException($"{name}: '{member}' is no member that this test can read");
            }

            var type = match.Groups["type"].Value;
            var count = match.Groups["count"].Success ? int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) : 1;
            var inner = Structs.GetValueOrDefault(type);
            var width = match.Groups["pointer"].Success ? _pointerBytes : inner?.Size ?? _widths[type];
            var aligned = inner?.Alignment ?? width;
            end = (end + aligned - 1) / aligned * aligned;
            fields.AddRange(inner is not null && count == 1
                ? inner.Fields.Select(field => field with { Offset = end + field.Offset })
                : [new CField(Pascal(match.Groups["name"].Value), type, end, width * count, count)]);
            end += width * count;
            alignment = Math.Max(alignment, aligned);
        }

        return new CStruct(name, fields, (end + alignment - 1) / alignment * alignment, alignment);
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"typedef struct \w+ \{(?<body>[^}]*)\} (?<name>\w+);")]
    private static partial Regex Struct();

    [GeneratedRegex(@"^(const )?(?<type>\w+) (?<pointer>\*)?(?<name>\w+)(\[(?<count>\d+)\])?$")]
    private static partial Regex Member();

    [GeneratedRegex(@"^(const )?(?<type>\w+( \*)?) ?(?<name>ti_\w+)\((?<parameters>[^)]*)\);", RegexOptions.Multiline)]
    private static partial Regex Function();

    [GeneratedRegex(@"^(const )?(?<type>\w+( \*)?) ?\w+$")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\s+(?<name>TI_\w+) = (?<value>\d+)", RegexOptions.Multiline)]
    private static partial Regex Enumerator();

    [GeneratedRegex(@"^#define (?<name>TI_\w+) \(?(?<value>-?\d+)u?\)?\s*$", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
