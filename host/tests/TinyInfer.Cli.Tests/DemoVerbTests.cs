using System.Globalization;
using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

[TestClass]
public class DemoVerbTests
{
    private const int FrameBytes = 12;

    [TestMethod]
    public void Demo_shows_answers_and_figures_in_80_columns_and_what_to_do_next()
    {
        var run = ToolRun.Of("demo").Succeeds();

        var lines = run.Output.Split('\n');
        Assert.IsTrue(lines.All(line => line.Length <= 80), run.Output);
        foreach (var word in new[] { "SEATED ┤●", "WALKING ┤", "seconds", "● right", "windows", ".tinf", "arena", "multiply-accumulates" })
        {
            Assert.Contains(word, run.Output);
        }

        Assert.Contains("CC BY 4.0", run.Error);
        Assert.Contains("tinyinfer convert", run.Error);
    }

    [TestMethod]
    public void Demo_picture_and_figure_agree_and_most_answers_are_right()
    {
        var run = ToolRun.Of("demo").Succeeds();

        // The legend has a mark of each kind.
        var figure = run.Output.Split('\n').Single(line => line.TrimStart().StartsWith("right ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (right, windows) = (int.Parse(figure[1], CultureInfo.InvariantCulture), int.Parse(figure[3], CultureInfo.InvariantCulture));
        var rows = run.Output.Split('\n').Where(line => line.Contains('┤')).Select(line => line[(line.IndexOf('┤') + 1)..]).ToList();
        Assert.AreEqual(right, rows.Sum(row => row.Count(mark => mark == '●')));
        Assert.AreEqual(windows - right, rows.Sum(row => row.Count(mark => mark == 'x')));
        Assert.IsGreaterThan(0.8, (double)right / windows);
    }

    /// <summary>It is what it says: the first recording of somebody that the network was not trained on.</summary>
    [TestMethod]
    public void Demo_recording_is_of_the_held_out_people()
    {
        var data = SharedFiles.Require("data", "imu_har_wrist_geotec");
        var line = File.ReadLines(Path.Combine(data, "index.csv")).Single(line => line.StartsWith("s04_01_sw,", StringComparison.Ordinal)).Split(',');
        var (offset, frames) = (int.Parse(line[4], CultureInfo.InvariantCulture), int.Parse(line[5], CultureInfo.InvariantCulture));
        var demo = Path.Combine(SharedFiles.Repository, "host", "TinyInfer.Cli", "Demo");

        CollectionAssert.AreEqual(
            File.ReadAllBytes(Path.Combine(data, "data.bin"))[(offset * FrameBytes)..((offset + frames) * FrameBytes)], File.ReadAllBytes(Path.Combine(demo, "watch.bin")));
        CollectionAssert.AreEqual(
            File.ReadAllBytes(Path.Combine(data, "labels.bin"))[offset..(offset + frames)], File.ReadAllBytes(Path.Combine(demo, "watch-labels.bin")));
        Assert.Contains(line[1], File.ReadAllText(Path.Combine(SharedFiles.Repository, "models", "activity", "held-out.txt")));
    }
}
