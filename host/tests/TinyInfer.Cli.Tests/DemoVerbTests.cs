namespace TinyInfer.Cli.Tests;

[TestClass]
public class DemoVerbTests
{
    [TestMethod]
    public void Demo_shows_curve_and_figures_in_80_columns_and_what_to_do_next()
    {
        var run = ToolRun.Of("demo").Succeeds();

        var lines = run.Output.Split('\n');
        Assert.IsTrue(lines.All(line => line.Length <= 80), run.Output);
        foreach (var word in new[] { "●", "the true sine", "error, at most 0.", ".tflite", ".tinf", "arena", "multiply-accumulates" })
        {
            Assert.Contains(word, run.Output);
        }

        Assert.Contains("tinyinfer convert", run.Error);
    }

    [TestMethod]
    public void Demo_network_is_close_to_the_sine_everywhere()
    {
        var run = ToolRun.Of("demo").Succeeds();

        // One row of the picture is a seventh; nobody should see the curves apart by more.
        var text = run.Output[(run.Output.IndexOf("at most ", StringComparison.Ordinal) + "at most ".Length)..];
        Assert.IsLessThan(0.1, double.Parse(text[..text.IndexOf(',')], System.Globalization.CultureInfo.InvariantCulture));
    }
}
