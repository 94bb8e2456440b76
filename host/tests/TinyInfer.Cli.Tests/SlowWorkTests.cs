using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Tests;

[TestClass]
public class SlowWorkTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [TestMethod]
    public void Work_of_over_a_second_shows_a_bar_on_the_screen()
    {
        Assert.AreEqual(7, Run(TimeSpan.FromSeconds(1.5), isScreen: true));

        Assert.Contains("verifying", _error.ToString());
        Assert.AreEqual("", _output.ToString());
    }

    [TestMethod]
    [DataRow(1.5, false, DisplayName = "redirected")]
    [DataRow(0.0, true, DisplayName = "quick")]
    public void Work_that_is_quick_or_redirected_shows_none(double seconds, bool isScreen)
    {
        Assert.AreEqual(7, Run(TimeSpan.FromSeconds(seconds), isScreen));

        Assert.AreEqual("", _error.ToString());
    }

    [TestMethod]
    public void Work_that_fails_throws_what_it_threw()
    {
        var terminal = new Terminal(_output, _error, outputIsScreen: false, errorIsScreen: false);

        Assert.ThrowsExactly<ToolException>(() => SlowWork.Run<int>(terminal, "verifying", _ => throw new ToolException(ExitCode.Failed, "no")));
    }

    private int Run(TimeSpan duration, bool isScreen) => SlowWork.Run(
        new Terminal(_output, _error, isScreen, isScreen),
        "verifying",
        progress =>
        {
            progress.Report(0.5);
            Thread.Sleep(duration);
            return 7;
        });
}
