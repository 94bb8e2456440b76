using System.Globalization;
using System.Net;
using System.Text;

namespace TinyInfer.Cli.Reports;

/// <summary>Pieces of a page. Texts are escaped: names come from files.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A number in an attribute.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Section(string title, string content) => $"<section><h2>{Text(title)}</h2>{content}</section>\n";

    /// <param name="titles">A title that begins with '>' is of numbers.</param>
    public static string Table(IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        var html = new StringBuilder("<div class=\"wide\"><table><tr>");
        foreach (var title in titles)
        {
            html.Append($"<th{Class(title)}>{Text(title.TrimStart('>'))}</th>");
        }

        html.Append("</tr>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                html.Append($"<td{Class(titles[i])}>{Text(row[i])}</td>");
            }

            html.Append("</tr>");
        }

        return html.Append("</table></div>").ToString();
    }

    /// <summary>A name that fits a label: exporters join the names of all ops that they fused.</summary>
    public static string Short(string name, int length)
    {
        var last = name.Split(';')[0];
        return last.Length <= length ? last : $"…{last[^(length - 1)..]}";
    }

    private static string Class(string title) => title.StartsWith('>') ? " class=\"n\"" : "";
}
