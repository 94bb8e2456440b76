using System.Text.RegularExpressions;
using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

/// <summary>What the README shows of the tool is what the tool prints.</summary>
[TestClass]
public partial class ReadmeTests
{
    [TestMethod]
    public void ConsoleBlocks_everyCommand_printsWhatIsShown()
    {
        using var folder = new TemporaryFolder();
        var readme = File.ReadAllText(Path.Combine(SharedFiles.Repository, "README.md"));
        folder.Add("kws.tflite", SharedFiles.Read("goldens", "kws", "model.tflite"));
        folder.Add("inputs.bin", SharedFiles.Read("goldens", "kws", "inputs.bin"));
        folder.Add("expected.bin", SharedFiles.Read("goldens", "kws", "outputs.bin"));
        folder.Add("in.bin", SharedFiles.Read("goldens", "kws", "inputs.bin"));
        folder.Add("out.bin", SharedFiles.Read("goldens", "kws", "outputs.bin"));
        folder.Add("labels.txt", LabelsBlock().Match(readme).Groups["labels"].Value);

        var commands = ConsoleCommand().Matches(string.Join("", ConsoleBlock().Matches(readme).Select(block => block.Groups["text"].Value)));
        Assert.IsGreaterThanOrEqualTo(3, commands.Count);
        foreach (Match command in commands)
        {
            var args = command.Groups["args"].Value.Split(' ').Select(arg => arg.Contains('.') ? folder[arg] : arg).ToArray();
            if (args.Contains("native"))
            {
                NativeFiles.RequireLibrary();
            }

            var run = ToolRun.Of(args).Succeeds();
            var printed = (run.Error + run.Output).Replace(folder.Path + Path.DirectorySeparatorChar, "");

            Assert.AreEqual(Trimmed(command.Groups["output"].Value), Trimmed(printed), command.Groups["args"].Value);
        }
    }

    /// <summary>The page that the tool's package shows.</summary>
    [TestMethod]
    public void PackageReadme_everyCommand_isInItsTable()
    {
        var readme = File.ReadAllText(Path.Combine(SharedFiles.Repository, "host", "TinyInfer.Cli", "README.md"));

        var commands = CommandList().Match(ToolRun.Of().Error).Groups["commands"].Value.Split(", ");
        Assert.IsGreaterThan(10, commands.Length);
        foreach (var command in commands)
        {
            Assert.Contains($"| `tinyinfer {command} ", readme.Replace($"tinyinfer {command}`", $"tinyinfer {command} `"));
        }
    }

    private static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).Trim();

    [GeneratedRegex("expected one of: (?<commands>[a-z, ]+)\\.")]
    private static partial Regex CommandList();

    [GeneratedRegex(@"^```console\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"^\$ tinyinfer (?<args>.*)\n(?<output>(?:(?!\$ ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex ConsoleCommand();

    [GeneratedRegex(@"^```text\n(?<labels>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex LabelsBlock();
}
