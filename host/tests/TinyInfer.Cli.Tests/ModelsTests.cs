using System.Globalization;
using System.Text.Json;
using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

/// <summary>The networks in models/ are what their sources give, and as right as models/README.md says.</summary>
[TestClass]
public class ModelsTests
{
    private readonly TemporaryFolder _folder = new();

    private static string Folder => Path.Combine(SharedFiles.Repository, "models");

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    [DataRow("activity")]
    [DataRow("keyword")]
    [DataRow("fan")]
    [DataRow("heartbeat")]
    public void Network_converted_anew_is_the_committed_one(string name)
    {
        Convert(name);

        CollectionAssert.AreEqual(File.ReadAllBytes(Of(name, $"{name}.tinf")), File.ReadAllBytes(_folder[$"{name}.tinf"]));
    }

    [TestMethod]
    [DataRow("activity", "imu_har_wrist_geotec")]
    [DataRow("keyword", "kws_speech_commands_6")]
    [DataRow("fan", "vib_fan_nxp")]
    [DataRow("heartbeat", "ecg_mitbih_pvc")]
    public void Evaluate_on_what_was_held_out_prints_what_the_page_shows(string name, string data)
    {
        var held = File.ReadAllText(Of(name, "held-out.txt")).Trim();

        var run = ToolRun.Of("evaluate", Of(name, $"{name}.tinf"), "--data", SharedFiles.Require("data", data), "--where", held).Succeeds();

        // The first line is paths.
        Assert.Contains(Trimmed(run.Output[(run.Output.IndexOf('\n') + 1)..]), Trimmed(File.ReadAllText(Path.Combine(Folder, "README.md"))));
    }

    [TestMethod]
    [DataRow("activity", "imu_har_wrist_geotec")]
    [DataRow("keyword", "kws_speech_commands_6")]
    [DataRow("fan", "vib_fan_nxp")]
    [DataRow("heartbeat", "ecg_mitbih_pvc")]
    public void Int8_is_within_a_point_of_float_and_the_table_has_both(string name, string data)
    {
        var json = JsonDocument.Parse(Convert(name, "--evaluate", HeldOut(name, SharedFiles.Require("data", data)), "--json").Output).RootElement;

        double Share(string key) => json.GetProperty("quantization").GetProperty(key).GetDouble();
        string Percent(string key) => string.Create(CultureInfo.InvariantCulture, $"{100 * Share(key):F1}");
        var file = new FileInfo(Of(name, $"{name}.tinf")).Length;
        var row = File.ReadAllLines(Path.Combine(Folder, "README.md")).Single(line => line.StartsWith($"| [{name}]", StringComparison.Ordinal));
        var figures = string.Create(CultureInfo.InvariantCulture, $"| {file:N0} | {json.GetProperty("macs").GetInt64():N0} | {json.GetProperty("arenaBytes").GetInt32():N0} | ")
            + $"{Percent("floatAccuracy")} | {Percent("int8Accuracy")} | {Percent("floatBalancedAccuracy")} | {Percent("int8BalancedAccuracy")} |";
        Assert.EndsWith(figures, row);
        Assert.EndsWith(
            string.Create(CultureInfo.InvariantCulture, $"| {file:N0} | {json.GetProperty("macs").GetInt64():N0} | {Percent("int8BalancedAccuracy")} % |"),
            File.ReadAllLines(Path.Combine(SharedFiles.Repository, "README.md")).Single(line => line.StartsWith($"| {name} |", StringComparison.Ordinal)));
        Assert.IsLessThanOrEqualTo(0.01, Math.Abs(Share("floatAccuracy") - Share("int8Accuracy")));
        Assert.IsLessThanOrEqualTo(0.01, Math.Abs(Share("floatBalancedAccuracy") - Share("int8BalancedAccuracy")));
    }

    private ToolRun Convert(string name, params string[] more) => ToolRun.Of([
        "convert", Of(name, $"{name}.onnx"), "--nhwc", "--settings", Of(name, "settings.txt"), "--labels", Of(name, "labels.txt"),
        "--calibrate", Of(name, "calibration.npy"), "-o", _folder[$"{name}.tinf"], .. more]).Succeeds();

    /// <summary>The dataset with only the recordings that the network was not trained on.</summary>
    private string HeldOut(string name, string data)
    {
        foreach (var file in Directory.GetFiles(data))
        {
            // Not File.Copy: the originals may be read-only, and the copies are deleted.
            File.WriteAllBytes(_folder[Path.GetFileName(file)], File.ReadAllBytes(file));
        }

        var condition = File.ReadAllText(Of(name, "held-out.txt")).Trim().Split('=');
        var lines = File.ReadAllLines(_folder["index.csv"]);
        var titles = lines[0].Split(',');
        var column = Array.IndexOf(titles, condition[0]);
        var kept = lines.Skip(1).Where(line => condition[1].Split(',').Contains(line.Split(',')[column])).ToList();
        File.WriteAllLines(_folder["index.csv"], [lines[0], .. kept]);
        if (File.Exists(_folder["beats.csv"]))
        {
            var names = kept.Select(line => line.Split(',')[Array.IndexOf(titles, "rec_id")]).ToHashSet();
            var beats = File.ReadAllLines(_folder["beats.csv"]);
            File.WriteAllLines(_folder["beats.csv"], [beats[0], .. beats.Skip(1).Where(line => names.Contains(line.Split(',')[0]))]);
        }

        return _folder.Path;
    }

    private static string Of(string name, string file) => Path.Combine(Folder, name, file);

    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).Trim();
}
