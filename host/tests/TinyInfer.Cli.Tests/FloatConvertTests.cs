using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

/// <summary>convert with float networks: data in all its forms, and the sentences when it does not fit.</summary>
[TestClass]
public class FloatConvertTests
{
    private readonly TemporaryFolder _folder = new();
    private readonly SeededRandom _random = new(8);

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    [DataRow("bin")]
    [DataRow("npy")]
    [DataRow("npz")]
    [DataRow("csv")]
    [DataRow("folder")]
    public void Convert_calibrates_with_data_in_any_form(string form)
    {
        var values = Values(40 * 8);
        var path = form switch
        {
            "bin" => _folder.Add("data.bin", MemoryMarshal.AsBytes<float>(values).ToArray()),
            "npy" => _folder.Add("data.npy", Npy("(40, 8)", values)),
            "npz" => _folder.Add("data.npz", Npz(("x", Npy("(40, 8)", values)))),
            "csv" => _folder.Add("data.csv", Csv(values)),
            _ => Folder(values),
        };

        ToolRun.Of("convert", _folder.Add("net.onnx", FloatNetwork.Dense()), "-o", _folder["net.tinf"], "--calibrate", path).Succeeds();

        ToolRun.Of("inspect", _folder["net.tinf"]).Succeeds();
    }

    [TestMethod]
    public void Convert_with_labels_in_the_data_shows_accuracy_and_writes_a_page_that_needs_nothing_else()
    {
        var data = _folder.Add("data.npz", Npz(("x", Npy("(40, 8)", Values(320))), ("labels", Npy("(40,)", [.. Enumerable.Range(0, 40).Select(i => i % 3f)]))));

        var run = ToolRun.Of(
            "convert", _folder.Add("net.onnx", FloatNetwork.Dense()), "-o", _folder["net.tinf"], "--calibrate", data, "--evaluate", data,
            "--report", _folder["page.html"]).Succeeds();

        foreach (var words in new[] { "float and int8 on 40 samples", "agreement", "accuracy       float", "true \\ taken for", "layers that hurt most" })
        {
            Assert.Contains(words, run.Output);
        }

        var page = File.ReadAllText(_folder["page.html"]);
        Assert.StartsWith("<!DOCTYPE html>", page);
        foreach (var words in new[] { "prefers-color-scheme:dark", "name=\"viewport\"", "Memory over time", "Folded and dropped", "<svg", "Weights" })
        {
            Assert.Contains(words, page);
        }

        foreach (var words in new[] { "<script", "http:", "https:", "url(", "@import", "src=" })
        {
            Assert.DoesNotContain(words, page);
        }
    }

    [TestMethod]
    public void Convert_that_prunes_says_what_it_cost_in_float_and_on_the_page()
    {
        var data = _folder.Add("data.bin", MemoryMarshal.AsBytes<float>(Values(320)).ToArray());

        var run = ToolRun.Of(
            "convert", _folder.Add("net.onnx", FloatNetwork.Dense()), "-o", _folder["net.tinf"], "--calibrate", data, "--evaluate", data,
            "--prune", "0.25", "--report", _folder["page.html"]).Succeeds();

        var cost = run.Output.Split('\n').Single(line => line.TrimStart().StartsWith("pruned ", StringComparison.Ordinal)).Trim()["pruned ".Length..].Trim();
        Assert.Contains("channels that can go; in float then", cost);
        Assert.Contains($"<p>Pruned: {cost}.</p>", File.ReadAllText(_folder["page.html"]));
    }

    [TestMethod]
    public void Convert_as_json_has_the_figures_of_the_evaluation()
    {
        var data = _folder.Add("data.bin", MemoryMarshal.AsBytes<float>(Values(320)).ToArray());

        var run = ToolRun.Of(
            "convert", _folder.Add("net.onnx", FloatNetwork.Dense()), "-o", _folder["net.tinf"], "--calibrate", data, "--evaluate", data, "--prune", "0.25", "--json").Succeeds();

        var figures = JsonDocument.Parse(run.Output).RootElement.GetProperty("quantization");
        Assert.AreEqual(40, figures.GetProperty("samples").GetInt32());
        Assert.IsGreaterThan(0.8, figures.GetProperty("agreement").GetDouble());
        Assert.IsGreaterThan(0, figures.GetProperty("layers").GetArrayLength());
    }

    [TestMethod]
    public void Convert_of_a_folder_of_pictures_takes_each_folder_for_a_class()
    {
        foreach (var (name, shade) in new[] { ("dark", 20), ("light", 220) })
        {
            Directory.CreateDirectory(_folder[$"pictures/{name}"]);
            for (var i = 0; i < 4; i++)
            {
                File.WriteAllBytes(_folder[$"pictures/{name}/{i}.ppm"], [.. "P6\n8 8\n255\n"u8, .. Enumerable.Range(0, 192).Select(k => (byte)(shade + _random.Next(0, 20)))]);
            }

            File.Copy(Path.Combine(SharedFiles.Repository, "host", "tests", "TinyInfer.Cli.Tests", "Pictures", "baseline.jpg"), _folder[$"pictures/{name}/x.jpg"]);
        }

        var run = ToolRun.Of(
            "convert", _folder.Add("net.onnx", FloatNetwork.Picture()), "-o", _folder["net.tinf"], "--nhwc",
            "--calibrate", _folder["pictures"], "--evaluate", _folder["pictures"]).Succeeds();

        Assert.Contains("float and int8 on 10 samples", run.Output);
        Assert.Contains("dark", run.Output);
    }

    [TestMethod]
    public void Convert_with_data_of_the_wrong_shape_says_the_right_one() =>
        Refused(ExitCode.Usage, _folder.Add("data.bin", new byte[100]), "has 100 bytes; expected a multiple of one sample, 32 bytes of float32 (x: [1, 8])");

    [TestMethod]
    public void Convert_with_a_number_that_is_none_names_it() =>
        Refused(ExitCode.Usage, _folder.Add("data.bin", MemoryMarshal.AsBytes<float>([1, 2, float.NaN, 4, 5, 6, 7, 8]).ToArray()), "sample 0 holds NaN at element 2", "remove such samples");

    [TestMethod]
    public void Convert_with_a_broken_line_names_line_and_column() =>
        Refused(ExitCode.Usage, _folder.Add("data.csv", "1,2,3,4,5,6,7,8\n1,2,3,x,5,6,7,8\n"), "line 2, column 4: 'x' is no number");

    [TestMethod]
    public void Convert_with_recordings_and_no_preprocessing_says_how_to_give_it() =>
        Refused(ExitCode.Usage, _folder.Add("data.wav", new byte[100]), "--settings FILE");

    [TestMethod]
    public void Convert_with_labels_that_do_not_match_says_so()
    {
        var data = _folder.Add("data.npz", Npz(("x", Npy("(40, 8)", Values(320))), ("labels", Npy("(2,)", [0, 1]))));

        ToolRun.Of("convert", _folder.Add("net.onnx", FloatNetwork.Dense()), "-o", _folder["net.tinf"], "--calibrate", data, "--evaluate", data)
            .Fails(ExitCode.Usage, "there are 2 labels for 40 samples; give one for each");
        Assert.IsFalse(File.Exists(_folder["net.tinf"]));
    }

    [TestMethod]
    [DataRow("--effort", "3")]
    [DataRow("--prune", "1.5")]
    [DataRow("--prune", "0.5:0")]
    [DataRow("--shape", "x=1,a")]
    public void Convert_with_a_wrong_option_is_refused_before_anything(string option, string value) =>
        Assert.AreEqual(ExitCode.Usage, ToolRun.Of("convert", _folder.Add("net.onnx", FloatNetwork.Dense()), "-o", _folder["net.tinf"], option, value).ExitCode);

    private void Refused(int exitCode, string data, params string[] words)
    {
        ToolRun.Of("convert", _folder.Add("net.onnx", FloatNetwork.Dense()), "-o", _folder["net.tinf"], "--calibrate", data).Fails(exitCode, words);
        Assert.IsFalse(File.Exists(_folder["net.tinf"]));
    }

    private float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(4 * _random.NextDouble() - 2))];

    private string Folder(float[] values)
    {
        Directory.CreateDirectory(_folder["many"]);
        File.WriteAllText(_folder["many/a.csv"], Csv(values[..160]));
        File.WriteAllBytes(_folder["many/b.npy"], Npy("(20, 8)", values[160..]));
        return _folder["many"];
    }

    private static string Csv(float[] values) =>
        "a,b,c,d,e,f,g,h\n" + string.Join('\n', values.Chunk(8).Select(row => string.Join(',', row.Select(value => FormattableString.Invariant($"{value}")))));

    private static byte[] Npy(string shape, float[] values)
    {
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. MemoryMarshal.AsBytes<float>(values)];
    }

    private static byte[] Npz(params (string Name, byte[] Npy)[] arrays)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, npy) in arrays)
            {
                using var entry = archive.CreateEntry($"{name}.npy").Open();
                entry.Write(npy);
            }
        }

        return bytes.ToArray();
    }
}
