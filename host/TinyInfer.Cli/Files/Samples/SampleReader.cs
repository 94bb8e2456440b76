using System.Globalization;
using System.Runtime.InteropServices;
using TinyInfer.Cli.Files.Datasets;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Quantizing;

namespace TinyInfer.Cli.Files.Samples;

/// <summary>
/// Data for a float network: raw float32 (.bin), NumPy arrays (.npy, .npz), labelled recordings (a folder with a
/// manifest.json), or a folder of CSV and WAV files, images and these. In a folder of folders each one is a class.
/// </summary>
/// <param name="preprocessor">What recordings go through; null where the network has no preprocessing.</param>
/// <param name="classes">The network's classes; null where they are not known.</param>
internal sealed class SampleReader(NetworkGraph network, PixelRange pixels, Preprocessor? preprocessor, IReadOnlyList<string>? classes)
{
    /// <summary>Names under which a .npz file may hold the labels.</summary>
    private static readonly string[] s_labelNames = ["labels", "y"];

    private readonly int _elements = network.Inputs.Sum(input => input.ElementCount);

    /// <exception cref="ToolException">It does not exist, or is not what the network takes.</exception>
    public SampleSet Read(string path)
    {
        if (!Directory.Exists(path))
        {
            return ReadFile(path);
        }

        if (Dataset.IsOne(path))
        {
            return preprocessor is null ? throw NeedsPreprocessing(path) : preprocessor.Read(Dataset.Read(path), network, classes);
        }

        var folders = Directory.GetDirectories(path).Order(StringComparer.Ordinal).ToList();
        if (folders.Count == 0)
        {
            return new($"folder '{path}'", ReadFolder(path), null, null);
        }

        var samples = new List<float[]>();
        var labels = new List<int>();
        for (var i = 0; i < folders.Count; i++)
        {
            var found = ReadFolder(folders[i]);
            samples.AddRange(found);
            labels.AddRange(Enumerable.Repeat(i, found.Count));
        }

        return new($"folder '{path}'", samples, labels, [.. folders.Select(folder => Path.GetFileName(folder))]);
    }

    private List<float[]> ReadFolder(string folder)
    {
        var samples = new List<float[]>();
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal).Where(file => !Path.GetFileName(file).StartsWith('.')))
        {
            samples.AddRange(ReadFile(file).Samples);
        }

        return samples.Count > 0
            ? samples
            : throw new ToolException(ExitCode.Usage, $"folder '{folder}' has no files; expected CSV or WAV files, images, .npy or .bin files.");
    }

    private SampleSet ReadFile(string path)
    {
        var source = $"data file '{path}'";
        if (Path.GetExtension(path).ToLowerInvariant() is ".wav" or ".csv" && preprocessor is not null)
        {
            return new(source, [.. preprocessor.Windows(path, network)], null, null);
        }

        var bytes = InputFile.ReadAllBytes(path, "data");
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".npy" => new(source, Split(path, NumpyFile.Parse(path, bytes)), null, null),
            ".npz" => ReadArchive(path, source, bytes),
            ".csv" => new(source, SplitRows(path, NumberTable.Parse(path, bytes)), null, null),
            ".jpg" or ".jpeg" or ".png" or ".bmp" or ".webp" or ".gif" or ".pgm" or ".ppm" => new(source, [ImageInput.Read(path, bytes, network, pixels)], null, null),
            ".bin" => new(source, SplitRaw(path, bytes), null, null),
            ".wav" => throw NeedsPreprocessing(path),
            var other => throw new ToolException(
                ExitCode.Usage, $"{source}: files '{other}' are not read; expected .bin, .npy, .npz, .csv, .wav, .jpg, .png, .bmp, .webp, .gif, .pgm or .ppm. Convert it, or take it out of the folder."),
        };
    }

    private static ToolException NeedsPreprocessing(string path) => new(
        ExitCode.Usage, $"'{path}' has recordings, and how the network takes them is not said; give its preprocessing with --settings FILE or --set KEY=VALUE, as docs/format.md has the keys.");

    private List<float[]> SplitRaw(string path, byte[] bytes)
    {
        var sampleBytes = _elements * sizeof(float);
        if (bytes.Length == 0 || bytes.Length % sampleBytes != 0)
        {
            throw new ToolException(
                ExitCode.Usage,
                $"data file '{path}' has {Printable.Bytes(bytes.Length)}; expected a multiple of one sample, {Printable.Bytes(sampleBytes)} of float32 ({CalibrationSet.Describe(network)}).");
        }

        return [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Chunk(_elements)];
    }

    private List<float[]> Split(string path, NumpyFile array)
    {
        if (array.Values.Length == 0 || array.Values.Length % _elements != 0 || (array.Shape.Length > 0 && array.Values.Length != _elements && array.Values.Length / array.Shape[0] != _elements))
        {
            throw new ToolException(
                ExitCode.Usage,
                $"data file '{path}' has shape [{string.Join(", ", array.Shape)}]; expected [samples, …] with {Printable.Number(_elements)} values a sample ({CalibrationSet.Describe(network)}).");
        }

        return [.. array.Values.Select(value => (float)value).Chunk(_elements)];
    }

    private SampleSet ReadArchive(string path, string source, byte[] bytes)
    {
        var arrays = NumpyFile.ParseAll(path, bytes);
        var labelName = s_labelNames.FirstOrDefault(arrays.ContainsKey);
        var inputs = network.Inputs.Select(input => arrays.GetValueOrDefault(input.Name)).ToList();
        if (inputs.Contains(null))
        {
            // One input may be called anything.
            var others = arrays.Where(array => array.Key != labelName).ToList();
            inputs = network.Inputs.Count == 1 && others.Count == 1
                ? [others[0].Value]
                : throw new ToolException(
                    ExitCode.Usage,
                    $"{source} has the arrays {string.Join(", ", arrays.Keys)}; expected {string.Join(", ", network.Inputs.Select(input => input.Name))}, and 'labels' if there are some.");
        }

        var labels = labelName is null ? null : arrays[labelName].Values.Select(value => (int)value).ToList();
        if (inputs.Count == 1)
        {
            return new(source, Split(path, inputs[0]!), labels, null);
        }

        var count = inputs[0]!.Values.Length / network.Inputs[0].ElementCount;
        return new(
            source,
            [.. Enumerable.Range(0, count).Select(i => network.Inputs.Zip(inputs).SelectMany(pair =>
                pair.Second!.Values.Skip(i * pair.First.ElementCount).Take(pair.First.ElementCount).Select(value => (float)value)).ToArray())],
            labels, null);
    }

    private List<float[]> SplitRows(string path, NumberTable table)
    {
        if (table.Columns == _elements)
        {
            return [.. table.Values.Chunk(_elements)];
        }

        return table.Values.Length == _elements
            ? [table.Values]
            : throw new ToolException(
                ExitCode.Usage,
                string.Create(CultureInfo.InvariantCulture, $"data file '{path}' has {table.Values.Length / table.Columns:N0} rows of {table.Columns:N0} numbers; expected a sample a row, or one in all, of {_elements:N0} ({CalibrationSet.Describe(network)}). A recording needs the model's preprocessing: --settings FILE."));
    }
}
