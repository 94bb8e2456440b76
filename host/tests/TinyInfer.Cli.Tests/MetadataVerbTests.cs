using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

[TestClass]
public class MetadataVerbTests
{
    private const string Settings =
        """
        # micro_speech
        features = micro
        sample-rate = 16000
        channels = 1
        window = 480
        hop = 320
        frames = 49
        smoothing-length = 1
        """;

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    [DataRow("hello_world")]
    [DataRow("micro_speech")]
    [DataRow("kws")]
    [DataRow("ad01")]
    [DataRow("resnet")]
    public void Metadata_of_any_length_leave_the_network_as_it_was(string network)
    {
        var golden = SharedFiles.Require("goldens", network);
        ToolRun.Of("convert", Path.Combine(golden, "model.tflite"), "-o", _folder["m.tinf"], "--debug-info").Succeeds();
        for (var length = 0; length < 40; length += 13)
        {
            ToolRun.Of("metadata", _folder["m.tinf"], "--set", $"remark={new string('x', length)}", "-o", _folder["m.tinf"]).Succeeds();

            var run = ToolRun.Of("verify", _folder["m.tinf"], "--inputs", Path.Combine(golden, "inputs.bin"), "--outputs", Path.Combine(golden, "outputs.bin")).Succeeds();
            Assert.Contains("samples bit-exact", run.Output);
        }

        var before = _folder.Add("before.tinf", File.ReadAllBytes(_folder["m.tinf"]));
        ToolRun.Of("metadata", before, "--remove", "remark", "-o", before).Succeeds();
        ToolRun.Of("convert", Path.Combine(golden, "model.tflite"), "-o", _folder["m.tinf"], "--debug-info").Succeeds();
        CollectionAssert.AreEqual(File.ReadAllBytes(_folder["m.tinf"]), File.ReadAllBytes(before));
    }

    [TestMethod]
    public void Metadata_that_were_set_are_shown()
    {
        var run = ToolRun.Of("metadata", Speech()).Succeeds();

        Assert.AreEqual("features = micro | labels = silence, unknown, yes, no", string.Join(" | ", run.Output.Split('\n').Where(line => line.StartsWith("features") || line.StartsWith("labels"))));
        var inspected = ToolRun.Of("inspect", _folder["m.tinf"]).Succeeds();
        Assert.Contains("sample-rate", inspected.Output);
    }

    [TestMethod]
    [DataRow("window=479", "'window' is '479'")]
    [DataRow("frames=48", "1,920 features", "1,960 elements")]
    [DataRow("features=spectral", "'band-edges' is missing")]
    [DataRow("anomaly=autoencoder", "'anomaly-threshold' is missing")]
    [DataRow("background=7", "'background' is '7'")]
    public void Preprocessing_that_would_fail_on_the_board_is_refused(string setting, params string[] words)
    {
        var model = Speech();
        var before = File.ReadAllBytes(model);

        ToolRun.Of("metadata", model, "--set", setting, "-o", model).Fails(ExitCode.BadModel, words);
        CollectionAssert.AreEqual(before, File.ReadAllBytes(model));
    }

    [TestMethod]
    public void Changes_without_an_output_are_a_wrong_call() =>
        ToolRun.Of("metadata", Speech(), "--set", "a=b").Fails(ExitCode.Usage, "--output");

    [TestMethod]
    [DataRow("yes", "    0.990 s  yes  100%")]
    [DataRow("no", "    0.990 s  no  94%")]
    [DataRow("noise", "    0.990 s  silence  97%")]
    [DataRow("silence", "    0.990 s  uncertain, silence  33%")]
    public void Run_on_a_recording_decides_from_end_to_end(string name, string expected)
    {
        var run = ToolRun.Of("run", Speech(), "--wav", SharedFiles.Require("audio", $"{name}_1000ms.wav")).Succeeds();

        Assert.AreEqual(expected, run.Output.TrimEnd());
        Assert.Contains("1 inference", run.Error);
        Assert.Contains("milliseconds an inference", run.Error);
    }

    [TestMethod]
    public void Run_on_what_does_not_fit_is_refused_by_name()
    {
        var model = Speech();
        var slow = _folder.Add("slow.wav", FeaturesVerbTests.Wav(8000, 1, 16, 9000));
        var stereo = _folder.Add("stereo.wav", FeaturesVerbTests.Wav(16000, 2, 16, 9000));
        var eight = _folder.Add("eight.wav", FeaturesVerbTests.Wav(16000, 1, 8, 9000));
        var bad = _folder.Add("bad.csv", "1\n2\nx\n"u8.ToArray());
        ToolRun.Of("run", model, "--wav", slow).Fails(ExitCode.Usage, "8,000 Hz", "16,000 Hz");
        ToolRun.Of("run", model, "--wav", stereo).Fails(ExitCode.Usage, "2 channels", "1 channel");
        ToolRun.Of("run", model, "--wav", eight).Fails(ExitCode.Usage, "8 bits", "16-bit PCM");
        ToolRun.Of("run", model, "--csv", bad).Fails(ExitCode.Usage, "line 3", "column 1");
        ToolRun.Of("run", model, "--wav", slow, "--json").Fails(ExitCode.Usage, "--json");
        ToolRun.Of("metadata", model, "--remove", "features", "-o", model).Succeeds();
        ToolRun.Of("run", model, "--wav", slow).Fails(ExitCode.BadModel, "no preprocessing", "'features'");
    }

    [TestMethod]
    public void Run_on_a_long_recording_prints_each_change_with_its_time()
    {
        var yes = File.ReadAllBytes(SharedFiles.Require("audio", "yes_1000ms.wav")).AsSpan(44).ToArray();
        var wav = FeaturesVerbTests.Wav(16000, 1, 16, 4 * 16000);
        yes.CopyTo(wav, 44 + 2 * 24000);
        var model = Speech();
        ToolRun.Of("metadata", model, "--set", "smoothing-length=5", "--set", "background=0", "-o", model).Succeeds();

        var run = ToolRun.Of("run", model, "--wav", _folder.Add("in.wav", wav)).Succeeds();

        var lines = run.Output.TrimEnd().Split('\n');
        Assert.HasCount(1, lines.Where(line => line.Contains("  yes  ")).ToList());
        Assert.Contains(" events\n", run.Error);
    }

    private string Speech()
    {
        var tflite = SharedFiles.Require("goldens", "micro_speech", "model.tflite");
        ToolRun.Of("convert", tflite, "-o", _folder["m.tinf"]).Succeeds();
        var settings = _folder.Add("settings.txt", System.Text.Encoding.UTF8.GetBytes(Settings));
        var labels = _folder.Add("labels.txt", "silence\nunknown\nyes\nno\n"u8.ToArray());
        ToolRun.Of("metadata", _folder["m.tinf"], "--settings", settings, "--labels", labels, "-o", _folder["m.tinf"]).Succeeds();
        return _folder["m.tinf"];
    }

}
