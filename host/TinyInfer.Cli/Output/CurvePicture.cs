using Spectre.Console;

namespace TinyInfer.Cli.Output;

/// <summary>Two curves over one period in characters, values -1 … 1, and a strip with the distance between them.</summary>
internal sealed class CurvePicture(Terminal terminal)
{
    /// <summary>Odd, so that zero has a row.</summary>
    private const int Rows = 15;
    private const char Answer = '●';
    private const char Truth = '·';
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const string Axis = " 1.0 ┤";

    private static readonly Style _answer = new(Color.Green, decoration: Decoration.Bold);
    private static readonly Style _truth = new(Color.Yellow);
    private static readonly Style _frame = new(Color.Grey);
    private static readonly Style _error = new(Color.IndianRed);

    /// <summary>Points that fit beside the axis; one more than a multiple of four, so that each quarter has a tick.</summary>
    public int Points { get; } = (terminal.PictureWidth - Axis.Length - 2) / 4 * 4 + 1;

    public void Write(float[] answers, float[] truths)
    {
        for (var row = 0; row < Rows; row++)
        {
            var value = 1 - 2.0 * row / (Rows - 1);
            var line = new Paragraph(row % (Rows / 2) == 0 ? $"{value,4:0.0} ┤" : "     │", _frame);
            for (var x = 0; x < answers.Length; x++)
            {
                var (mark, style) = RowOf(answers[x]) == row ? (Answer, _answer)
                    : RowOf(truths[x]) == row ? (Truth, _truth)
                    : row == Rows / 2 ? ('─', _frame)
                    : (' ', _frame);
                line.Append($"{mark}", style);
            }

            WriteRow(line);
        }

        WriteTicks(answers.Length);
        WriteErrors(answers, truths);
    }

    private void WriteTicks(int points)
    {
        var quarter = (points - 1) / 4;
        var ticks = string.Concat(Enumerable.Range(0, points).Select(x => x % quarter == 0 ? '┴' : '─'));
        WriteRow(new Paragraph($"     └{ticks}", _frame));
        var labels = string.Concat(new[] { "0", "π/2", "π", "3π/2", "2π" }.Select(label => label.PadRight(quarter)));
        WriteRow(new Paragraph($"      {labels.TrimEnd()}", _frame));
    }

    private void WriteErrors(float[] answers, float[] truths)
    {
        var errors = answers.Zip(truths, (answer, truth) => Math.Abs(answer - truth)).ToArray();
        var largest = errors.Max();
        var strip = string.Concat(errors.Select(error => Bars[largest == 0 ? 0 : (int)(error / largest * (Bars.Length - 1))]));
        var line = new Paragraph("error ", _frame);
        line.Append(strip, _error);
        WriteRow(line);
        terminal.WriteLine();

        var legend = new Paragraph("      ");
        legend.Append($"{Answer}", _answer).Append(" the network  ");
        legend.Append($"{Truth}", _truth).Append(" the true sine  ");
        legend.Append($"{Bars[^1]}", _error).Append($" error, at most {largest:0.000}, {errors.Average():0.000} on average");
        WriteRow(legend);
    }

    private void WriteRow(Paragraph line)
    {
        terminal.Data.Write(line);
        terminal.WriteLine();
    }

    private static int RowOf(float value) => (int)Math.Round((1 - value) / 2 * (Rows - 1));
}
