using Spectre.Console;

namespace TinyInfer.Cli.Output;

/// <summary>What a network answered over time in characters: a row for each class, a column for each window.</summary>
internal sealed class TimelinePicture(Terminal terminal, IReadOnlyList<string> labels)
{
    private const char Right = '●';
    private const char Wrong = 'x';
    private const char Missed = '·';

    private static readonly Style _right = new(Color.Green, decoration: Decoration.Bold);
    private static readonly Style _wrong = new(Color.IndianRed, decoration: Decoration.Bold);
    private static readonly Style _missed = new(Color.Yellow);
    private static readonly Style _frame = new(Color.Grey);

    private readonly int _titleWidth = labels.Max(label => label.Length);

    /// <param name="answers">Class of each window, as the network says.</param>
    /// <param name="truths">As it is.</param>
    /// <param name="first">Seconds of the first window's middle.</param>
    /// <param name="step">Seconds from one to the next.</param>
    public void Write(IReadOnlyList<int> answers, IReadOnlyList<int> truths, double first, double step)
    {
        for (var label = 0; label < labels.Count; label++)
        {
            var row = new Paragraph($"{labels[label].PadLeft(_titleWidth)} ┤", _frame);
            for (var x = 0; x < answers.Count; x++)
            {
                var (mark, style) = answers[x] == label
                    ? truths[x] == label ? (Right, _right) : (Wrong, _wrong)
                    : truths[x] == label ? (Missed, _missed) : (' ', _frame);
                row.Append($"{mark}", style);
            }

            WriteRow(row);
        }

        WriteTicks(answers.Count, first, step);
        var legend = new Paragraph(new string(' ', _titleWidth + 2));
        legend.Append($"{Right}", _right).Append(" right  ");
        legend.Append($"{Wrong}", _wrong).Append(" wrong  ");
        legend.Append($"{Missed}", _missed).Append(" what it was");
        terminal.WriteLine();
        WriteRow(legend);
    }

    /// <summary>A tick at the window nearest to each second but the first, a number at every second one.</summary>
    private void WriteTicks(int count, double first, double step)
    {
        var ticks = new string('─', count).ToCharArray();
        var numbers = new string(' ', count + 2).ToCharArray();
        for (var second = 1; second <= first + (count - 1) * step; second++)
        {
            var x = (int)Math.Round((second - first) / step);
            ticks[x] = '┴';
            if (second % 2 == 0)
            {
                $"{second}".CopyTo(numbers.AsSpan(x));
            }
        }

        WriteRow(new Paragraph($"{new string(' ', _titleWidth)} └{new string(ticks)}", _frame));
        WriteRow(new Paragraph($"{"seconds".PadLeft(_titleWidth)}  {new string(numbers).TrimEnd()}", _frame));
    }

    private void WriteRow(Paragraph line)
    {
        terminal.Data.Write(line);
        terminal.WriteLine();
    }
}
