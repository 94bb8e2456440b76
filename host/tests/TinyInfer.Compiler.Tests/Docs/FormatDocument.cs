using System.Globalization;
using System.Text.RegularExpressions;

namespace TinyInfer.Compiler.Tests.Docs;

/// <summary>A row of a layout's table. Element bytes are 0 where the type column says nothing that can be counted.</summary>
internal sealed record DocumentedField(string Name, int Offset, int ElementBytes, int Bytes);

/// <summary>
/// The tables of docs/format.md. A heading with a code name says what the tables below it are about: a layout, or the
/// values of an enumeration if it ends in "values".
/// </summary>
internal sealed partial class FormatDocument
{
    public Dictionary<string, List<DocumentedField>> Layouts { get; } = [];

    public Dictionary<string, Dictionary<string, int>> Values { get; } = [];

    /// <summary>"Class.Constant" and its value.</summary>
    public Dictionary<string, int> NamedValues { get; } = [];

    public static FormatDocument Parse(string markdown)
    {
        var document = new FormatDocument();
        var subject = "";
        var listsValues = false;
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith('#'))
            {
                subject = CodeName().Match(line).Groups["name"].Value;
                listsValues = line.EndsWith("values", StringComparison.Ordinal);
            }
            else if (!listsValues && FieldRow().Match(line) is { Success: true } field)
            {
                document.AddField(subject, field);
            }
            else if (listsValues && ValueRow().Match(line) is { Success: true } value)
            {
                document.AddTo(document.Values, subject).Add(value.Groups["name"].Value, Number(value.Groups["value"].Value));
            }
            else if (NamedValueRow().Match(line) is { Success: true } named)
            {
                document.NamedValues.Add(named.Groups["name"].Value, Number(named.Groups["value"].Value));
            }
        }

        return document;
    }

    private void AddField(string subject, Match row)
    {
        var (elementBytes, bytes) = Width(row.Groups["type"].Value);
        AddTo(Layouts, subject).Add(new DocumentedField(row.Groups["name"].Value, Number(row.Groups["offset"].Value), elementBytes, bytes));
    }

    private T AddTo<T>(Dictionary<string, T> tables, string subject)
        where T : new()
    {
        if (!tables.TryGetValue(subject, out var table))
        {
            tables.Add(subject, table = new T());
        }

        return table;
    }

    private static (int ElementBytes, int Bytes) Width(string type)
    {
        var match = FieldType().Match(type);
        if (!match.Success)
        {
            return (0, 0);
        }

        var elementBytes = Number(match.Groups["bits"].Value) / 8;
        return (elementBytes, elementBytes * (match.Groups["count"].Success ? Number(match.Groups["count"].Value) : 1));
    }

    private static int Number(string text) => text.StartsWith("0x", StringComparison.Ordinal)
        ? int.Parse(text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"`(?<name>\w+)`")]
    private static partial Regex CodeName();

    [GeneratedRegex(@"^\| (?<offset>\d+) \| (?<type>[^|]*?) ?\| `(?<name>\w+)` \|")]
    private static partial Regex FieldRow();

    [GeneratedRegex(@"^\| (?<value>\d+) \| `(?<name>\w+)` \|")]
    private static partial Regex ValueRow();

    [GeneratedRegex(@"^\| `(?<name>\w+\.\w+)` \| (?<value>-?\w+) \|")]
    private static partial Regex NamedValueRow();

    [GeneratedRegex(@"^[uif](?<bits>8|16|32)(\[(?<count>\d+)\])?$")]
    private static partial Regex FieldType();
}
