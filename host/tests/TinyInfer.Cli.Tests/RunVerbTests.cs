using System.Text.Json;

namespace TinyInfer.Cli.Tests;

[TestClass]
public class RunVerbTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    public void Run_samples_writes_one_answer_each_and_talks_on_standard_error()
    {
        var model = SineNetwork.Convert(_folder);
        var input = _folder.Add("in.bin", [0, 1, 2, 3, 4]);

        var run = ToolRun.Of("run", model, "--input", input, "--output", _folder["out.bin"], "--backend", "managed").Succeeds();

        Assert.AreEqual(5, new FileInfo(_folder["out.bin"]).Length);
        Assert.AreEqual("", run.Output);
        Assert.Contains("5 samples", run.Error);
    }

    [TestMethod]
    public void Run_as_json_scores_each_sample_and_needs_no_output()
    {
        var labels = _folder.Add("labels.txt", "wave");
        var model = SineNetwork.Convert(_folder, "--labels", labels);
        var input = _folder.Add("in.bin", [0x80, 0]);

        var run = ToolRun.Of("run", model, "--input", input, "--json").Succeeds();

        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.AreEqual("sine", json.GetProperty("model").GetString());
        Assert.AreEqual("wave", json.GetProperty("labels")[0].GetString());
        Assert.AreEqual(2, json.GetProperty("samples").GetArrayLength());
        var output = json.GetProperty("samples")[1].GetProperty("outputs")[0];
        Assert.AreEqual(1, output.GetProperty("scores").GetArrayLength());
        Assert.AreEqual(0, output.GetProperty("argMax").GetInt32());
        Assert.AreEqual("wave", output.GetProperty("label").GetString());
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public void Run_on_samples_from_a_pipe_reads_all_of_them()
    {
        using var run = ToolProcess.Start("run", SineNetwork.Convert(_folder), "--input", "/dev/stdin", "--json");
        run.StandardInput.Write("abc");

        var json = JsonDocument.Parse(run.Finish().Succeeds().Output).RootElement;

        Assert.AreEqual(3, json.GetProperty("samples").GetArrayLength());
    }

    [TestMethod]
    public void Run_without_output_and_json_is_a_usage_error()
    {
        ToolRun.Of("run", "m.tinf", "--input", "in.bin").Fails(ExitCode.Usage, "--output", "--json", "tinyinfer run --help");
    }

    [TestMethod]
    public void Run_on_an_unknown_back_end_lists_what_exists()
    {
        ToolRun.Of("run", "m.tinf", "--input", "in.bin", "--json", "--backend", "gpu").Fails(ExitCode.Usage, "'gpu'", "expected one of: managed, native");
    }

    [TestMethod]
    public void Run_on_half_a_sample_says_what_a_sample_is_and_writes_nothing()
    {
        // Two inputs' worth of bytes would be even: a network with one int8 input takes any length but 0.
        var model = SineNetwork.Convert(_folder);
        var input = _folder.Add("in.bin", []);

        ToolRun.Of("run", model, "--input", input, "--output", _folder["out.bin"])
            .Fails(ExitCode.Usage, "in.bin", "0 bytes", "multiple of one sample, which is 1 byte", "Int8");
        Assert.DoesNotContain("out.bin", _folder.Files);
    }

    [TestMethod]
    [DataRow("model")]
    [DataRow("input")]
    public void Run_onto_one_of_its_inputs_is_refused(string which)
    {
        var model = SineNetwork.Convert(_folder);
        var input = _folder.Add("in.bin", [1, 2, 3]);

        ToolRun.Of("run", model, "--input", input, "--output", which == "model" ? model : input).Fails(ExitCode.Usage, "is the input");

        Assert.AreEqual(3, new FileInfo(input).Length);
    }

    [TestMethod]
    public void Run_into_a_directory_that_is_not_there_says_so()
    {
        var model = SineNetwork.Convert(_folder);
        var input = _folder.Add("in.bin", [1]);

        ToolRun.Of("run", model, "--input", input, "--output", Path.Combine(_folder.Path, "no", "out.bin")).Fails(ExitCode.Failed, "there is no directory");
    }

    [TestMethod]
    public void Run_on_a_network_that_is_not_converted_shows_how()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);
        var input = _folder.Add("in.bin", [1]);

        ToolRun.Of("run", source, "--input", input, "--json").Fails(ExitCode.BadModel, "is a .tflite file", "tinyinfer convert");
    }

    [TestMethod]
    public void Run_on_missing_samples_names_the_file()
    {
        ToolRun.Of("run", SineNetwork.Convert(_folder), "--input", _folder["none.bin"], "--json").Fails(ExitCode.Usage, "none.bin", "does not exist");
    }

    [TestMethod]
    public void Run_on_a_missing_model_names_the_file()
    {
        ToolRun.Of("run", _folder["none.tinf"], "--input", _folder["none.bin"], "--json").Fails(ExitCode.Usage, "none.tinf", "does not exist");
    }
}
