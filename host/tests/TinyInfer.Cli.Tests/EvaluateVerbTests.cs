using System.Runtime.InteropServices;
using System.Text.Json;
using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

/// <summary>evaluate on small folders in the format of the recordings: which of two channels is louder.</summary>
[TestClass]
public class EvaluateVerbTests
{
    private const int Frames = 64;

    private readonly TemporaryFolder _folder = new();
    private readonly SeededRandom _random = new(12);

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    public void Evaluate_counts_windows_and_recordings()
    {
        var model = Model("first\nsecond\n");

        var json = Json(ToolRun.Of("evaluate", model, "--data", Data(), "--json"));

        // Two recordings of 64 frames; windows of 16, a hop of 8: 7 each.
        Assert.AreEqual(14, json.GetProperty("windows").GetProperty("count").GetInt32());
        Assert.AreEqual(1, json.GetProperty("windows").GetProperty("accuracy").GetDouble());
        Assert.AreEqual(2, json.GetProperty("recordings").GetProperty("count").GetInt32());
    }

    [TestMethod]
    public void Evaluate_where_takes_only_those_recordings()
    {
        var run = ToolRun.Of("evaluate", Model("first\nsecond\n"), "--data", Data(), "--where", "subject=b").Succeeds();

        Assert.Contains("by window: accuracy 100.0%, balanced 100.0% of 7", run.Output);
        Assert.Contains("by recording: accuracy 100.0%", run.Output);
    }

    [TestMethod]
    public void Features_of_recordings_are_the_inputs_that_evaluate_has()
    {
        ToolRun.Of("features", Data(), "--model", Model("first\nsecond\n"), "-o", _folder["x.bin"], "--index", _folder["x.csv"]).Succeeds();

        // Windows of 16 frames of two channels, 7 of each recording.
        var index = File.ReadAllLines(_folder["x.csv"]);
        Assert.AreEqual(14 * 16 * 2, new FileInfo(_folder["x.bin"]).Length);
        Assert.AreEqual("rec_id,label", index[0]);
        CollectionAssert.AreEqual(Enumerable.Repeat("one,first", 7).Concat(Enumerable.Repeat("two,second", 7)).ToList(), index[1..]);
    }

    [TestMethod]
    public void Features_of_recordings_have_no_picture() => ToolRun.Of(
        "features", Data(), "--model", Model("first\nsecond\n"), "-o", _folder["x.bin"], "--plot", _folder["x.png"]).Fails(ExitCode.Usage, "--plot draws one recording");

    [TestMethod]
    public void Evaluate_with_labels_of_frames_takes_the_most_frequent_of_the_window()
    {
        // The labels say the contrary from the middle of the first recording on.
        var data = Data();
        File.WriteAllBytes(Path.Combine(data, "labels.bin"), [.. Enumerable.Range(0, 2 * Frames).Select(i => (byte)(i is >= Frames / 2 and < 2 * Frames ? 1 : 0))]);

        var json = Json(ToolRun.Of("evaluate", Model("first\nsecond\n"), "--data", data, "--json"));

        // Windows of recording one begin at 0, 8, …, 48; from 24 on half of their frames and more are of the other label.
        Assert.AreEqual(JsonValueKind.Null, json.GetProperty("recordings").ValueKind);
        Assert.AreEqual(4 + 7, Diagonal(json.GetProperty("windows")));
    }

    [TestMethod]
    public void Evaluate_with_beats_takes_a_window_around_each()
    {
        var data = Data();
        File.WriteAllText(Path.Combine(data, "beats.csv"), "rec_id,frame,label\none,20,first\none,2,first\ntwo,30,second\ntwo,40,first\n");

        var json = Json(ToolRun.Of("evaluate", Model("first\nsecond\n"), "--data", data, "--json"));

        // The beat at frame 2 has no whole window; that at 40 is labelled wrongly.
        Assert.AreEqual(3, json.GetProperty("windows").GetProperty("count").GetInt32());
        Assert.AreEqual(2, Diagonal(json.GetProperty("windows")));
    }

    [TestMethod]
    public void Evaluate_with_other_labels_names_them() =>
        ToolRun.Of("evaluate", Model("a\nb\n"), "--data", Data()).Fails(ExitCode.Usage, "has the labels first, which are none of the model's: a, b");

    [TestMethod]
    public void Evaluate_of_a_damaged_folder_says_where()
    {
        var (model, data) = (Model("first\nsecond\n"), Data());
        File.WriteAllText(Path.Combine(data, "index.csv"), "rec_id,subject,label,offset_frames,n_frames\none,a,first,0,900\n");

        ToolRun.Of("evaluate", model, "--data", data).Fails(ExitCode.Usage, "index.csv, line 2: frames 0 to 900 are not in data.bin, which has 128");
    }

    [TestMethod]
    public void Evaluate_of_another_rate_says_both()
    {
        var data = Data(rate: 50);
        ToolRun.Of("evaluate", Model("first\nsecond\n", Data()), "--data", data).Fails(ExitCode.Usage, "it has 50 Hz, expected 100 Hz");
    }

    [TestMethod]
    public void Evaluate_of_a_model_without_labels_says_how_to_set_them() =>
        ToolRun.Of("evaluate", Model(labels: null), "--data", Data()).Fails(ExitCode.Usage, "has no labels", "tinyinfer metadata --labels FILE");

    private static JsonElement Json(ToolRun run) => JsonDocument.Parse(run.Succeeds().Output).RootElement;

    private static long Diagonal(JsonElement matrix) =>
        Enumerable.Range(0, 2).Sum(i => matrix.GetProperty("matrix")[i][i].GetInt64());

    private string Model(string? labels, string? data = null)
    {
        List<string> args =
        [
            "convert", _folder.Add("net.onnx", FloatNetwork.Louder()), "-o", _folder["net.tinf"], "--calibrate", data ?? Data(),
            "--settings", _folder.Add("settings.txt", "# windows\nsample-rate = 100\nchannels = 2\nfeatures = raw\nwindow = 16\nhop = 8\nrange-low = -1000\nrange-high = 1000\n"),
        ];
        if (labels is not null)
        {
            args.AddRange(["--labels", _folder.Add("labels.txt", labels)]);
        }

        ToolRun.Of([.. args]).Succeeds();
        return _folder["net.tinf"];
    }

    /// <summary>Recording one is louder in the first channel, recording two in the second.</summary>
    private string Data(int rate = 100)
    {
        var path = _folder[$"data{rate}"];
        Directory.CreateDirectory(path);
        var values = new short[2 * 2 * Frames];
        for (var i = 0; i < values.Length; i++)
        {
            var loud = i % 2 == i / (2 * Frames);
            values[i] = (short)_random.Next(loud ? -900 : -90, loud ? 900 : 90);
        }

        File.WriteAllBytes(Path.Combine(path, "data.bin"), MemoryMarshal.AsBytes<short>(values).ToArray());
        File.WriteAllText(Path.Combine(path, "index.csv"), $"rec_id,subject,label,offset_frames,n_frames\none,a,first,0,{Frames}\ntwo,b,second,{Frames},{Frames}\n");
        File.WriteAllText(Path.Combine(path, "manifest.json"), $"{{\"sample_rate_hz\": {rate}.0, \"channels\": [{{\"name\": \"p\"}}, {{\"name\": \"q\"}}], \"labels\": [\"first\", \"second\"]}}");
        return path;
    }
}
