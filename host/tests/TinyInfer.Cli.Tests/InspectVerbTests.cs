using System.Text.Json;

namespace TinyInfer.Cli.Tests;

[TestClass]
public class InspectVerbTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    public void Inspect_model_shows_every_part_within_80_columns()
    {
        var run = ToolRun.Of("inspect", SineNetwork.Convert(_folder)).Succeeds();

        foreach (var heading in new[] { "Inputs and outputs", "Ops", "Arena over time", "Memory by back end, bytes", "Metadata" })
        {
            Assert.Contains($"\n{heading}\n", run.Output);
        }

        var lines = run.Output.Split('\n').Skip(1);
        Assert.IsTrue(lines.All(line => line.Length <= 80), run.Output);
        Assert.DoesNotContain("\u001b", run.Output, "no escape sequences where no screen is");
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public void Inspect_network_converts_it_in_memory_and_writes_nothing()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);

        var run = ToolRun.Of("inspect", source).Succeeds();

        Assert.Contains($"{SineNetwork.Tflite.Length:N0} bytes, converted in memory", run.Output);
        CollectionAssert.AreEqual(new[] { "net.tflite" }, _folder.Files.ToArray());
    }

    [TestMethod]
    public void Inspect_as_json_agrees_with_the_summary_of_convert()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);
        var summary = Json("convert", source, "-o", _folder["out.tinf"], "--json");
        var model = Json("inspect", _folder["out.tinf"], "--json");

        var header = model.GetProperty("header");
        Assert.AreEqual(summary.GetProperty("macs").GetInt64(), header.GetProperty("macs").GetInt64());
        Assert.AreEqual(summary.GetProperty("arenaBytes").GetInt32(), header.GetProperty("arenaBytes").GetInt32());
        Assert.AreEqual(summary.GetProperty("fileBytes").GetInt64(), header.GetProperty("fileBytes").GetInt64());
        Assert.AreEqual(summary.GetProperty("ops").GetInt32(), model.GetProperty("ops").GetArrayLength());
        Assert.AreEqual(
            header.GetProperty("macs").GetInt64(), model.GetProperty("ops").EnumerateArray().Sum(op => op.GetProperty("macs").GetInt64()));
        Assert.AreEqual(JsonValueKind.Null, model.GetProperty("sourceBytes").ValueKind);
    }

    [TestMethod]
    public void Inspect_with_debug_info_lists_the_networks_ops()
    {
        var run = ToolRun.Of("inspect", SineNetwork.Convert(_folder, "--debug-info")).Succeeds();

        Assert.Contains("Where the source network's ops went", run.Output);
        Assert.Contains("FULLY_CONNECTED", run.Output);
    }

    [TestMethod]
    [DataRow(4, 2, "version 2", "reads version 1", "Update the tool")]
    [DataRow(0, 0, "not a .tinf file", "it starts with the bytes 00 49 4E 46, not with 'TINF'", "convert it first")]
    [DataRow(-1, 0x55, "the checksum of its weights is 0x", ", expected 0x", "copy it again")]
    [DataRow(100, 0x55, "the checksum of its plan is 0x", ", expected 0x", "copy it again")]
    public void Inspect_model_with_one_wrong_byte_says_what_is_wrong(int at, int value, string found, string expected, string remedy)
    {
        var bytes = File.ReadAllBytes(SineNetwork.Convert(_folder));
        ref var changed = ref bytes[at < 0 ? bytes.Length + at : at];
        changed = (byte)(changed == value ? value + 1 : value);
        var model = _folder.Add("bad.tinf", bytes);

        ToolRun.Of("inspect", model).Fails(ExitCode.BadModel, "bad.tinf", found, expected, remedy);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(3)]
    [DataRow(39)]
    [DataRow(500)]
    public void Inspect_model_that_is_cut_off_says_how_many_bytes_are_missing(int length)
    {
        var bytes = File.ReadAllBytes(SineNetwork.Convert(_folder));
        var model = _folder.Add("cut.tinf", bytes[..length]);

        ToolRun.Of("inspect", model).Fails(ExitCode.BadModel, "cut.tinf", $"{length} bytes", "are expected", "copy it again");
    }

    [TestMethod]
    public void Inspect_of_a_missing_file_names_it()
    {
        ToolRun.Of("inspect", _folder["none.tinf"]).Fails(ExitCode.Usage, "none.tinf", "does not exist");
    }

    private static JsonElement Json(params string[] args) => JsonDocument.Parse(ToolRun.Of(args).Succeeds().Output).RootElement;
}
