using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Tests;

/// <summary>What a run of the tool left behind: its exit code and what it printed.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the tool in this process, as if both its streams were redirected.</summary>
    public static ToolRun Of(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = new Tool(new Terminal(output, error, outputIsScreen: false, errorIsScreen: false)).Run(args);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    public ToolRun Succeeds()
    {
        Assert.AreEqual(0, ExitCode, Error);
        return this;
    }

    /// <summary>Fails with a sentence that has these words, says nothing on standard output, and shows no stack.</summary>
    public void Fails(int exitCode, params string[] words)
    {
        Assert.AreEqual(exitCode, ExitCode, Error);
        Assert.AreEqual("", Output);
        Assert.StartsWith("error: ", Error);
        Assert.DoesNotContain("   at ", Error);
        Assert.DoesNotContain("Exception", Error);
        foreach (var word in words)
        {
            Assert.Contains(word, Error);
        }
    }
}
