using System.Globalization;
using System.Text;

namespace TinyInfer.Cli.Files;

/// <summary>
/// What a board's data forwarder sends: a line a frame, numbers separated by commas or tabs, nothing else. The first line may
/// be the end of one that began before, so it is passed over, and so is whatever the board says before its samples.
/// </summary>
internal sealed class ForwarderReader
{
    private const int MostLine = 1024;

    private readonly StringBuilder _line = new();
    private bool _isFirst = true;

    /// <summary>Values a frame; 0 until there was one.</summary>
    public int Channels { get; private set; }

    /// <summary>Lines that were no frame after the first one that was: samples lost on the way.</summary>
    public int BrokenLines { get; private set; }

    /// <summary>The frames that end in these characters.</summary>
    public IEnumerable<short[]> Add(string text)
    {
        foreach (var c in text)
        {
            if (c != '\n')
            {
                if (_line.Length < MostLine)
                {
                    _line.Append(c);
                }

                continue;
            }

            var line = _line.ToString().Trim();
            _line.Clear();
            if (!_isFirst && line.Length > 0 && Parse(line) is { } frame)
            {
                yield return frame;
            }

            _isFirst = false;
        }
    }

    private short[]? Parse(string line)
    {
        var columns = line.Split(',', '\t');
        var frame = new short[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            if (!short.TryParse(columns[i].Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out frame[i]))
            {
                return Broken();
            }
        }

        if (Channels == 0)
        {
            Channels = frame.Length;
        }

        return frame.Length == Channels ? frame : Broken();
    }

    private short[]? Broken()
    {
        BrokenLines += Channels > 0 ? 1 : 0;
        return null;
    }
}
