using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Files.Datasets;

/// <summary>
/// A folder of labelled recordings: data.bin (int16 frames, interleaved), index.csv, manifest.json, and where it has them
/// labels.bin (a class for each frame) or beats.csv (a class at some frames).
/// </summary>
internal sealed class Dataset
{
    private readonly short[] _values;
    private readonly byte[]? _frameLabels;

    private Dataset(string path, float sampleRate, int channels, short[] values, byte[]? frameLabels, IReadOnlyList<string> labelNames, IReadOnlyList<DatasetRecording> recordings)
    {
        (Path, SampleRate, Channels, _values, _frameLabels) = (path, sampleRate, channels, values, frameLabels);
        (LabelNames, Recordings) = (labelNames, recordings);
    }

    public string Path { get; }

    /// <summary>Hz.</summary>
    public float SampleRate { get; }

    public int Channels { get; }

    /// <summary>Names of the classes that labels.bin counts.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    public IReadOnlyList<DatasetRecording> Recordings { get; }

    public bool HasFrameLabels => _frameLabels is not null;

    public bool HasBeats => Recordings.Any(recording => recording.Beats.Count > 0);

    public static bool IsOne(string path) => File.Exists(System.IO.Path.Combine(path, "manifest.json"));

    /// <summary>One recording with a class for each frame, as labels.bin has them.</summary>
    public static Dataset Of(string id, float sampleRate, int channels, short[] values, byte[] frameLabels, IReadOnlyList<string> labelNames) => new(
        id, sampleRate, channels, values, frameLabels, labelNames, [new(id, "", 0, frameLabels.Length, new Dictionary<string, string>())]);

    /// <exception cref="ToolException">A file is missing or does not fit the others: named.</exception>
    public static Dataset Read(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new ToolException(ExitCode.Usage, $"data folder '{path}' does not exist; expected a folder with data.bin, index.csv and manifest.json.");
        }

        byte[] File(string name) => InputFile.ReadAllBytes(System.IO.Path.Combine(path, name), "data");
        bool Exists(string name) => System.IO.File.Exists(System.IO.Path.Combine(path, name));
        var (rate, channels, names) = ReadManifest(path, File("manifest.json"));
        var values = MemoryMarshal.Cast<byte, short>(File("data.bin")).ToArray();
        var frames = values.Length / channels;
        var recordings = DatasetTables.ReadIndex(path, Encoding.UTF8.GetString(File("index.csv")), frames);
        var labels = Exists("labels.bin") ? File("labels.bin") : null;
        if (labels is not null && (labels.Length != frames || labels.Any(label => label >= names.Count)))
        {
            throw Refuse(
                path, $"labels.bin has {Printable.Count(labels.Length, "label")}, the largest {labels.DefaultIfEmpty().Max()}; expected one for each of {Printable.Number(frames)} frames, below {names.Count} as manifest.json names them");
        }

        if (Exists("beats.csv"))
        {
            DatasetTables.ReadBeats(path, Encoding.UTF8.GetString(File("beats.csv")), recordings);
        }

        return new(path, rate, channels, values, labels, names, recordings);
    }

    /// <summary>A recording's samples, interleaved.</summary>
    public ReadOnlySpan<short> Values(DatasetRecording recording) => _values.AsSpan(recording.Offset * Channels, recording.Frames * Channels);

    /// <summary>The class that most frames of a stretch have, of labels.bin.</summary>
    public string MostFrequentLabel(DatasetRecording recording, int from, int to)
    {
        var counts = new int[LabelNames.Count];
        foreach (var label in _frameLabels.AsSpan(recording.Offset + from, to - from))
        {
            counts[label]++;
        }

        return LabelNames[Array.IndexOf(counts, counts.Max())];
    }

    /// <summary>The same with the recordings of which a column of index.csv has one of the values.</summary>
    public Dataset Where(string column, IReadOnlyList<string> values)
    {
        var unknown = Recordings.FirstOrDefault(recording => !recording.Columns.ContainsKey(column));
        if (unknown is not null)
        {
            throw Refuse(Path, $"index.csv has no column '{column}'; it has {string.Join(", ", unknown.Columns.Keys)}");
        }

        List<DatasetRecording> kept = [.. Recordings.Where(recording => values.Contains(recording.Columns[column]))];
        return kept.Count > 0
            ? new(Path, SampleRate, Channels, _values, _frameLabels, LabelNames, kept)
            : throw Refuse(Path, $"no recording has {column} {string.Join(" or ", values)}; there are {string.Join(", ", Recordings.Select(recording => recording.Columns[column]).Distinct())}");
    }

    public static ToolException Refuse(string path, string found) => new(ExitCode.Usage, $"data folder '{path}': {found}.");

    private static (float Rate, int Channels, IReadOnlyList<string> Labels) ReadManifest(string path, byte[] json)
    {
        try
        {
            using var manifest = JsonDocument.Parse(json);
            var root = manifest.RootElement;
            var labels = root.TryGetProperty("labels", out var names) ? names.EnumerateArray().Select(name => name.GetString() ?? "").ToList() : [];
            var (rate, channels) = (root.GetProperty("sample_rate_hz").GetSingle(), root.GetProperty("channels").GetArrayLength());
            return rate > 0 && channels > 0 ? (rate, channels, labels) : throw Refuse(path, "manifest.json has no sample rate or channels");
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Refuse(path, $"manifest.json is not as expected ({failure.Message}); expected sample_rate_hz, channels and labels");
        }
    }
}

/// <param name="Columns">Its line of index.csv by title.</param>
/// <param name="Offset">First frame in data.bin.</param>
internal sealed record DatasetRecording(string Id, string Label, int Offset, int Frames, IReadOnlyDictionary<string, string> Columns)
{
    /// <summary>Frames of the recording that have a class of their own.</summary>
    public List<(int Frame, string Label)> Beats { get; } = [];
}

/// <summary>index.csv and beats.csv.</summary>
internal static class DatasetTables
{
    public static List<DatasetRecording> ReadIndex(string path, string text, int frames)
    {
        var recordings = new List<DatasetRecording>();
        foreach (var (line, columns) in Rows(path, "index.csv", text, "rec_id", "label", "offset_frames", "n_frames"))
        {
            var (offset, count) = (Integer(path, "index.csv", line, columns, "offset_frames"), Integer(path, "index.csv", line, columns, "n_frames"));
            recordings.Add(offset + (long)count <= frames
                ? new DatasetRecording(columns["rec_id"], columns["label"], offset, count, columns)
                : throw Dataset.Refuse(path, $"index.csv, line {line}: frames {offset} to {offset + (long)count} are not in data.bin, which has {Printable.Number(frames)}"));
        }

        return recordings.Count > 0 ? recordings : throw Dataset.Refuse(path, "index.csv lists no recording");
    }

    public static void ReadBeats(string path, string text, List<DatasetRecording> recordings)
    {
        var byId = recordings.ToLookup(recording => recording.Id);
        foreach (var (line, columns) in Rows(path, "beats.csv", text, "rec_id", "frame", "label"))
        {
            var frame = Integer(path, "beats.csv", line, columns, "frame");
            var recording = byId[columns["rec_id"]].FirstOrDefault()
                ?? throw Dataset.Refuse(path, $"beats.csv, line {line}: recording '{columns["rec_id"]}' is not in index.csv");
            if (frame >= recording.Frames)
            {
                throw Dataset.Refuse(path, $"beats.csv, line {line}: frame {frame} is not in recording '{recording.Id}' of {recording.Frames}");
            }

            recording.Beats.Add((frame, columns["label"]));
        }
    }

    private static IEnumerable<(int Line, Dictionary<string, string> Columns)> Rows(string path, string file, string text, params string[] required)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n');
        string[] titles = [.. lines[0].Trim().Split(',')];
        var missing = required.Where(title => !titles.Contains(title)).ToList();
        if (missing.Count > 0)
        {
            throw Dataset.Refuse(path, $"{file} has no column {string.Join(", ", missing)}; its first line is '{Printable.Text(lines[0].Trim())}'");
        }

        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length > 0)
            {
                var cells = line.Split(',');
                yield return cells.Length == titles.Length
                    ? (i + 1, titles.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))
                    : throw Dataset.Refuse(path, $"{file}, line {i + 1}: it has {cells.Length} columns, expected {titles.Length}");
            }
        }
    }

    private static int Integer(string path, string file, int line, Dictionary<string, string> columns, string title) =>
        int.TryParse(columns[title], CultureInfo.InvariantCulture, out var value) && value >= 0 ? value
            : throw Dataset.Refuse(path, $"{file}, line {line}: {title} '{columns[title]}' is no whole number of at least 0");
}
