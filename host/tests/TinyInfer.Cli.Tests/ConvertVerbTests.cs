using System.Text.Json;

namespace TinyInfer.Cli.Tests;

[TestClass]
public class ConvertVerbTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    public void Convert_network_writes_the_file_and_says_what_it_needs()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);

        var run = ToolRun.Of("convert", source, "-o", _folder["out.tinf"]).Succeeds();

        CollectionAssert.AreEqual(new[] { "net.tflite", "out.tinf" }, _folder.Files.ToArray());
        foreach (var title in new[] { "ops", "MACs", "file", "arena", "largest layer", "labels" })
        {
            Assert.Contains($"  {title} ", run.Output);
        }

        Assert.Contains($"{new FileInfo(_folder["out.tinf"]).Length:N0} bytes", run.Output);
        Assert.AreEqual("", run.Error, "nothing to talk about");
    }

    [TestMethod]
    public void Convert_as_json_prints_the_figures_and_nothing_else()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);

        var run = ToolRun.Of("convert", source, "-o", _folder["out.tinf"], "--json").Succeeds();

        var json = JsonDocument.Parse(run.Output).RootElement;
        var names = json.EnumerateObject().Select(property => property.Name);
        CollectionAssert.AreEqual(
            new[]
            {
                "input", "output", "ops", "macs", "fileBytes", "sourceBytes", "arenaBytes", "target", "layoutBytes", "savedInstructions",
                "largestLayer", "labels", "debugOutputs", "quantization",
            },
            names.ToArray());
        Assert.AreEqual(SineNetwork.Tflite.Length, json.GetProperty("sourceBytes").GetInt32());
        Assert.AreEqual(new FileInfo(_folder["out.tinf"]).Length, json.GetProperty("fileBytes").GetInt64());
        Assert.AreEqual("FullyConnected", json.GetProperty("largestLayer").GetProperty("op").GetString());
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public void Convert_for_a_target_lays_weights_out_and_inspect_says_why()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);

        var plain = ToolRun.Of("convert", source, "-o", _folder["plain.tinf"]).Succeeds();
        var run = ToolRun.Of("convert", source, "-o", _folder["out.tinf"], "--target", "cortex-m4", "--flash-budget", "4096").Succeeds();

        Assert.DoesNotContain("laid out", plain.Output);
        Assert.Contains("  laid out       cortex-m4: ", run.Output);
        var report = ToolRun.Of("inspect", _folder["out.tinf"]).Succeeds().Output;
        Assert.Contains("\nWeights laid out for cortex-m4, flash budget 4,096 bytes\n", report);
        Assert.Contains("  #0 int16: proven\n  #1 int16: proven\n  #2 plain: fastest\n", report);
        Assert.IsTrue(report.Split('\n').Skip(1).All(line => line.Length <= 80), report);

        var json = JsonDocument.Parse(ToolRun.Of("inspect", _folder["out.tinf"], "--json").Succeeds().Output).RootElement;
        Assert.AreEqual("cortex-m4", json.GetProperty("target").GetString());
        Assert.AreEqual(4096, json.GetProperty("flashBudget").GetInt64());
        var layout = json.GetProperty("ops")[1].GetProperty("layout");
        Assert.AreEqual("int16", layout.GetProperty("name").GetString());
        Assert.IsGreaterThan(0, layout.GetProperty("flashBytes").GetInt64());
        Assert.IsGreaterThan(0, layout.GetProperty("savedInstructions").GetInt64());
        Assert.AreEqual(3, layout.GetProperty("options").GetArrayLength());
    }

    /// <summary>All files give the same answers.</summary>
    [TestMethod]
    public void Convert_for_any_target_runs_to_the_same_bytes()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);
        var inputs = _folder.Add("inputs.bin", Enumerable.Range(0, 256).Select(i => (byte)i).ToArray());
        string? expected = null;
        foreach (var target in Compiler.Layouts.LayoutTarget.All)
        {
            ToolRun.Of("convert", source, "-o", _folder["out.tinf"], "--target", target.Name).Succeeds();
            var output = ToolRun.Of("run", _folder["out.tinf"], "--input", inputs, "--json").Succeeds().Output;

            Assert.AreEqual(expected ??= output, output, target.Name);
        }
    }

    [TestMethod]
    public void Convert_for_an_unknown_target_lists_what_exists() =>
        ToolRun.Of("convert", _folder.Add("net.tflite", SineNetwork.Tflite), "-o", _folder["out.tinf"], "--target", "cortex-m3")
            .Fails(ExitCode.Usage, "'cortex-m3'", "cortex-m4", "managed");

    [TestMethod]
    public void Convert_with_a_budget_for_no_target_asks_for_one() =>
        ToolRun.Of("convert", _folder.Add("net.tflite", SineNetwork.Tflite), "-o", _folder["out.tinf"], "--flash-budget", "100").Fails(ExitCode.Usage, "--target");

    [TestMethod]
    public void Convert_with_a_negative_budget_says_what_is_expected() =>
        ToolRun.Of("convert", _folder.Add("net.tflite", SineNetwork.Tflite), "-o", _folder["out.tinf"], "--target", "cortex-m4", "--flash-budget", "-1")
            .Fails(ExitCode.Usage, "--flash-budget is -1");

    [TestMethod]
    public void Convert_with_labels_stores_them_under_the_outputs_name()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);
        var labels = _folder.Add("labels.txt", "\uFEFFwäve\r\n\r\n");

        ToolRun.Of("convert", source, "-o", _folder["wave.tinf"], "--labels", labels).Succeeds();

        var json = JsonDocument.Parse(ToolRun.Of("inspect", _folder["wave.tinf"], "--json").Succeeds().Output).RootElement;
        Assert.AreEqual("wäve", json.GetProperty("labels")[0].GetString());
        var metadata = json.GetProperty("metadata").EnumerateArray().ToDictionary(
            entry => entry.GetProperty("key").GetString()!, entry => entry.GetProperty("value").GetString());
        Assert.AreEqual("wave", metadata["name"]);
        Assert.AreEqual("net.tflite", metadata["origin"]);
    }

    [TestMethod]
    public void Convert_with_too_many_labels_names_both_numbers_and_writes_nothing()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);
        var labels = _folder.Add("labels.txt", "one\ntwo\n");

        var run = ToolRun.Of("convert", source, "-o", _folder["out.tinf"], "--labels", labels);

        run.Fails(ExitCode.Usage, "2 labels", "1 channel", labels);
        Assert.DoesNotContain("out.tinf", _folder.Files);
    }

    [TestMethod]
    [DataRow("", "line 1", DisplayName = "empty")]
    [DataRow("one\n\nthree\n", "line 2", DisplayName = "a line without text")]
    public void Convert_with_labels_that_are_not_one_a_line_says_where(string text, string where)
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);
        var labels = _folder.Add("labels.txt", text);

        ToolRun.Of("convert", source, "-o", _folder["out.tinf"], "--labels", labels).Fails(ExitCode.Usage, where, "one label a line");
    }

    [TestMethod]
    public void Convert_with_labels_in_another_encoding_asks_for_utf8()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);
        var labels = _folder.Add("labels.txt", [(byte)'w', 0xE4, (byte)'v', (byte)'e']);

        ToolRun.Of("convert", source, "-o", _folder["out.tinf"], "--labels", labels).Fails(ExitCode.Usage, "is not UTF-8");
    }

    [TestMethod]
    [DataRow("empty")]
    [DataRow("random")]
    [DataRow("truncated")]
    [DataRow("tinf")]
    public void Convert_of_what_is_no_network_is_a_bad_model_and_writes_nothing(string kind)
    {
        var random = new byte[2000];
        new Random(7).NextBytes(random);
        var bytes = kind switch
        {
            "empty" => [],
            "random" => random,
            "truncated" => SineNetwork.Tflite[..(SineNetwork.Tflite.Length / 2)],
            _ => File.ReadAllBytes(SineNetwork.Convert(_folder)),
        };
        var source = _folder.Add("net.tflite", bytes);

        ToolRun.Of("convert", source, "-o", _folder["out.tinf"]).Fails(ExitCode.BadModel, "net.tflite", ".tflite");
        Assert.DoesNotContain("out.tinf", _folder.Files);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Convert_of_a_file_that_no_array_holds_says_so()
    {
        // A file of zeros takes no room on the disk.
        using (var huge = File.Create(_folder["net.tflite"]))
        {
            huge.SetLength(3L << 30);
        }

        ToolRun.Of("convert", _folder["net.tflite"], "-o", _folder["out.tinf"]).Fails(ExitCode.Usage, "3,221,225,472 bytes", "right file");
    }

    [TestMethod]
    public void Convert_of_a_missing_file_names_it()
    {
        ToolRun.Of("convert", _folder["none.tflite"], "-o", _folder["out.tinf"])
            .Fails(ExitCode.Usage, "none.tflite", "does not exist", "check the path");
    }

    [TestMethod]
    public void Convert_of_a_directory_says_so()
    {
        ToolRun.Of("convert", _folder.Path, "-o", _folder["out.tinf"]).Fails(ExitCode.Usage, "is a directory");
    }

    [TestMethod]
    public void Convert_without_an_output_shows_how()
    {
        ToolRun.Of("convert", "net.tflite").Fails(ExitCode.Usage, "--output", "tinyinfer convert --help");
    }

    [TestMethod]
    public void Convert_onto_its_input_is_refused_and_the_input_stays()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);

        ToolRun.Of("convert", source, "-o", Path.Combine(_folder.Path, ".", "net.tflite")).Fails(ExitCode.Usage, "the input", "another output path");

        CollectionAssert.AreEqual(SineNetwork.Tflite, File.ReadAllBytes(source));
    }

    [TestMethod]
    public void Convert_into_a_directory_that_is_not_there_says_so()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);

        ToolRun.Of("convert", source, "-o", Path.Combine(_folder.Path, "no", "out.tinf"))
            .Fails(ExitCode.Failed, "cannot be written", "there is no directory", "create it");
        CollectionAssert.AreEqual(new[] { "net.tflite" }, _folder.Files.ToArray());
    }

    [TestMethod]
    public void Convert_onto_a_directory_says_so()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);

        ToolRun.Of("convert", source, "-o", _folder.Path).Fails(ExitCode.Usage, "is a directory");
    }

    [TestMethod]
    public void Convert_failure_keeps_what_was_at_the_output_path()
    {
        var source = _folder.Add("net.tflite", new byte[100]);
        var output = _folder.Add("out.tinf", "what was there");

        ToolRun.Of("convert", source, "-o", output).Fails(ExitCode.BadModel, ".tflite");

        Assert.AreEqual("what was there", File.ReadAllText(output));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void Convert_onto_a_full_disk_says_so_and_leaves_nothing()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);

        ToolRun.Of("convert", source, "-o", "/dev/full").Fails(ExitCode.Failed, "No space left", "free space");
        CollectionAssert.AreEqual(new[] { "net.tflite" }, _folder.Files.ToArray());
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public void Convert_onto_a_link_writes_the_file_behind_it()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);
        var target = _folder.Add("target.tinf", "old");
        File.CreateSymbolicLink(_folder["link.tinf"], target);

        ToolRun.Of("convert", source, "-o", _folder["link.tinf"]).Succeeds();

        Assert.AreEqual(target, File.ResolveLinkTarget(_folder["link.tinf"], returnFinalTarget: true)?.FullName);
        Assert.StartsWith("TINF", File.ReadAllText(target));
    }
}
