using System.Globalization;
using TinyInfer.Cli.Output;
using TinyInfer.Pipeline;
using TinyInfer.Sensors;

namespace TinyInfer.Cli.Files;

/// <summary>A recording as a source of samples: a WAV file, or a CSV file. What is wrong with it comes out as a sentence.</summary>
internal sealed class RecordingFile : ISampleSource, IDisposable
{
    /// <summary>Lines that say how long a period is.</summary>
    private const int TimedLines = 1000;

    private readonly FileInput _input;
    private readonly ISampleSource _source;

    private RecordingFile(string path, FileInput input, ISampleSource source)
    {
        Path = path;
        _input = input;
        _source = source;
    }

    public string Path { get; }

    public float SampleRate => _source.SampleRate;

    public int Channels => _source.Channels;

    public long Time => _source.Time;

    public bool IsAfterGap => _source.IsAfterGap;

    public bool IsAtEnd => _source.IsAtEnd;

    /// <summary>A file named .csv is one; any other is a WAV file.</summary>
    /// <param name="rate">Hz of a CSV file without times; a WAV file says its own.</param>
    public static RecordingFile Open(string path, float? rate) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? OpenCsv(path, rate) : OpenWav(path);

    public static RecordingFile OpenWav(string path) => Open(path, input => new WavSource(input));

    /// <param name="rate">Hz of a file without times.</param>
    public static RecordingFile OpenCsv(string path, float? rate)
    {
        InputFile.Open(path, "recording").Dispose();
        var known = RateOf(path) ?? rate ?? throw new ToolException(
            ExitCode.Usage, $"recording '{path}': it does not say its sample rate; give it, or a first column 'time' in milliseconds.");
        return Open(path, input => new CsvSource(input, known));
    }

    public int Read(short[] values, int start, int count)
    {
        try
        {
            return _source.Read(values, start, count);
        }
        catch (RecordingException failure)
        {
            throw Refuse(Path, failure);
        }
    }

    public void Dispose() => _input.Dispose();

    private static RecordingFile Open(string path, Func<FileInput, ISampleSource> create)
    {
        var input = new FileInput(InputFile.Open(path, "recording"));
        try
        {
            return new RecordingFile(path, input, create(input));
        }
        catch (RecordingException failure)
        {
            input.Dispose();
            throw Refuse(path, failure);
        }
    }

    /// <summary>By the file's own times: the mean of steps that are no gaps. Null if it has none.</summary>
    private static float? RateOf(string path)
    {
        var lines = File.ReadLines(path).Where(line => line.Trim().Length > 0).Take(TimedLines + 1).ToList();
        if (lines.Count < 3 || FirstColumn(lines[0]) is not ("time" or "timestamp"))
        {
            return null;
        }

        var times = lines.Skip(1).Select(line => double.TryParse(FirstColumn(line), CultureInfo.InvariantCulture, out var time) ? time : double.NaN).ToList();
        var steps = times.Zip(times.Skip(1), (one, next) => next - one).Where(step => step > 0).Order().ToList();
        return steps.Count == 0 ? null : (float)(1000 / steps.Where(step => step < 1.5 * steps[steps.Count / 2]).Average());
    }

    private static string FirstColumn(string line) => line.Split(',')[0].Trim();

    private static ToolException Refuse(string path, RecordingException failure)
    {
        const string wav = "Expected a WAV file of 16-bit PCM; most audio programs export it.";
        var sentence = failure.Error switch
        {
            RecordingError.NotWav => $"it does not start with RIFF and WAVE, so it is no WAV file. {wav} A text file's name ends in .csv.",
            RecordingError.NoSamples => $"it has no part 'data' behind a part 'fmt '. {wav}",
            RecordingError.Format when failure.Found < 0 => $"it has format {-failure.Found}, which is no PCM. {wav}",
            RecordingError.Format => $"it has PCM of {failure.Found} bits, or no channels or sample rate. {wav}",
            RecordingError.CutOff => $"it is cut off: a part says {Printable.Bytes(failure.Expected)}, and {Printable.Number(failure.Found)} are there. {wav}",
            RecordingError.Empty => "it has no samples. Expected a line of whole numbers a frame, separated by commas; a first line may name them.",
            RecordingError.ColumnCount => $"line {failure.Line} has {Printable.Count(failure.Found, "column")}, expected {failure.Expected} as in the first line. Correct or remove the line.",
            RecordingError.BadNumber => $"line {failure.Line}, column {failure.Column}{Column(path, failure)} is no whole number -32,768 … 32,767. Write the sensor's raw values.",
            RecordingError.TimeOrder => $"line {failure.Line}, column {failure.Column}{Column(path, failure)} is not after the time of the line before. Sort the lines, or split the recording.",
            _ => $"error {(int)failure.Error} in line {failure.Line}.",
        };
        return new ToolException(ExitCode.Usage, $"recording '{path}': {sentence}");
    }

    /// <summary>" ('az'): '1.5'".</summary>
    private static string Column(string path, RecordingException failure)
    {
        var lines = File.ReadLines(path).Take(failure.Line).ToList();
        var name = lines[0].Split(',').ElementAtOrDefault(failure.Column - 1)?.Trim() ?? "";
        var text = lines[^1].Split(',').ElementAtOrDefault(failure.Column - 1)?.Trim() ?? "";
        var isNamed = lines.Count > 1 && name.Any(char.IsLetter);
        return $"{(isNamed ? $" ('{name}')" : "")}: '{text}'";
    }
}
