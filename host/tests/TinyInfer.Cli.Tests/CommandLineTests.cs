namespace TinyInfer.Cli.Tests;

[TestClass]
public class CommandLineTests
{
    [TestMethod]
    public void Tool_without_arguments_lists_the_commands()
    {
        ToolRun.Of().Fails(ExitCode.Usage, "there is no command", "convert, inspect, run, verify, evaluate, bench, features, metadata, record, demo");
    }

    [TestMethod]
    public void Tool_with_an_unknown_command_lists_the_commands()
    {
        ToolRun.Of("rnu", "x").Fails(ExitCode.Usage, "'rnu'", "convert, inspect, run, verify, evaluate, bench, features, metadata, record, demo");
    }

    [TestMethod]
    public void Tool_with_an_unknown_option_shows_how_to_get_help()
    {
        ToolRun.Of("demo", "--fast").Fails(ExitCode.Usage, "'--fast'", "'tinyinfer demo --help'");
    }

    [TestMethod]
    [DataRow("convert", "--output", "--labels", "--debug-info", "--json")]
    [DataRow("inspect", "--json")]
    [DataRow("run", "--input", "--output", "--backend", "--json")]
    [DataRow("verify", "--inputs", "--outputs", "--layers", "--backend")]
    [DataRow("bench", "--target", "--cmsis-nn", "--esp-nn", "--json")]
    [DataRow("features", "--frontend", "--output")]
    [DataRow("demo")]
    public void Help_of_a_command_lists_its_options(string command, params string[] options)
    {
        var run = ToolRun.Of(command, "--help").Succeeds();

        Assert.Contains($"tinyinfer {command}", run.Output);
        foreach (var option in options)
        {
            Assert.Contains(option, run.Output);
        }
    }

    [TestMethod]
    public void Argument_that_begins_with_an_at_sign_is_a_file_name()
    {
        ToolRun.Of("inspect", "@none.tinf").Fails(ExitCode.Usage, "'@none.tinf' does not exist");
    }

    [TestMethod]
    public void Names_with_control_characters_do_not_reach_the_terminal()
    {
        ToolRun.Of("inspect", "\u001b[31mnone.tinf").Fails(ExitCode.Usage, "?[31mnone.tinf");
    }

    [TestMethod]
    public void Process_answers_with_the_exit_code_and_keeps_data_and_talk_apart()
    {
        using var demo = ToolProcess.Start("demo");
        var run = demo.Finish().Succeeds();
        Assert.Contains("●", run.Output);
        Assert.DoesNotContain("\u001b", run.Output + run.Error);

        using var inspect = ToolProcess.Start("inspect", "none.tinf");
        inspect.Finish().Fails(ExitCode.Usage, "error: model file 'none.tinf' does not exist");
    }
}
