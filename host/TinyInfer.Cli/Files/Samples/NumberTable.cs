using System.Globalization;
using System.Text;

namespace TinyInfer.Cli.Files.Samples;

/// <summary>Rows of numbers, all of one length, from a CSV file; a first line that is no numbers is a title.</summary>
internal sealed record NumberTable(int Columns, float[] Values)
{
    /// <exception cref="ToolException">A line has another length, or something that is no number: line and column named.</exception>
    public static NumberTable Parse(string path, byte[] bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n');
        var values = new List<float>();
        var columns = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var cells = lines[i].Trim().Split(',', ';', '\t');
            if (cells is [""] || (columns == 0 && i == 0 && !float.TryParse(cells[0], CultureInfo.InvariantCulture, out _)))
            {
                continue;
            }

            columns = columns == 0 ? cells.Length : columns;
            if (cells.Length != columns)
            {
                throw new ToolException(ExitCode.Usage, $"data file '{path}', line {i + 1}: it has {cells.Length} columns, expected {columns} as before. Correct or remove the line.");
            }

            for (var column = 0; column < columns; column++)
            {
                values.Add(float.TryParse(cells[column], CultureInfo.InvariantCulture, out var value)
                    ? value
                    : throw new ToolException(ExitCode.Usage, $"data file '{path}', line {i + 1}, column {column + 1}: '{cells[column].Trim()}' is no number. Correct or remove the line."));
            }
        }

        return columns > 0 ? new(columns, [.. values]) : throw new ToolException(ExitCode.Usage, $"data file '{path}' has no numbers.");
    }
}
