using Spectre.Console;

namespace TinyInfer.Cli.Output;

/// <summary>
/// Rows of cells under titles. Columns whose title begins with '>' hold numbers and stand to the right; the last column
/// may be of any length.
/// </summary>
internal sealed class TextTable(params string[] titles)
{
    private const string Indent = "  ";
    private const string Gap = "  ";

    private readonly string[] _titles = [.. titles.Select(title => title.TrimStart('>'))];
    private readonly bool[] _isNumber = [.. titles.Select(title => title.StartsWith('>'))];
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Printable.Text)]);

    public void Write(Terminal terminal)
    {
        var widths = _titles.Select((title, column) => _rows.Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        terminal.Data.Write(new Text($"{Line(_titles, widths)}\n", new Style(Color.Grey)));
        foreach (var row in _rows)
        {
            terminal.WriteLine(Line(row, widths));
        }
    }

    private string Line(string[] cells, int[] widths)
    {
        var padded = cells.Select((cell, column) => _isNumber[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
        return (Indent + string.Join(Gap, padded)).TrimEnd();
    }
}
