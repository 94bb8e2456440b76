using System.Globalization;
using System.Numerics;
using System.Text;

namespace TinyInfer.Bench;

/// <summary>A Markdown table at the end of a page.</summary>
internal sealed class PageTable
{
    private readonly StringBuilder _page;

    /// <param name="columns">Titles; those that begin with ">" are of numbers.</param>
    public PageTable(StringBuilder page, params string[] columns)
    {
        _page = page;
        page.Append('\n');
        Row([.. columns.Select(column => column.TrimStart('>'))]);
        page.Append('|').AppendJoin('|', columns.Select(column => column.StartsWith('>') ? "--:" : "---")).Append("|\n");
    }

    public void Row(params string[] cells) => _page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    public static string Number<T>(T value)
        where T : IBinaryInteger<T> => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string PerMac(long instructions, long macs) =>
        macs == 0 ? "–" : ((double)instructions / macs).ToString("0.00", CultureInfo.InvariantCulture);
}
