using System.Diagnostics;

namespace TinyInfer.Cli.Tests;

/// <summary>An output file appears whole or not at all, whatever ends the tool.</summary>
[TestClass]
public class OutputFileTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    [DataRow("TERM")]
    [DataRow("HUP")]
    public void Signal_half_way_leaves_what_was_there(string signal)
    {
        var model = SineNetwork.Convert(_folder);
        var output = _folder.Add("out.bin", "what was there");
        var before = _folder.Files.Append("in.bin").Order().ToArray();
        using (var input = File.Create(_folder["in.bin"]))
        {
            // Minutes of samples; a file of zeros takes no room on the disk.
            input.SetLength(1 << 30);
        }

        // What started the tests may have told its children to ignore a signal, as nohup does; Linux has a command that ends it.
        var script = OperatingSystem.IsLinux() ? "exec env --default-signal \"$@\"" : "exec \"$@\"";
        using var run = ToolProcess.StartInShell(script, "run", model, "--input", _folder["in.bin"], "--output", output);
        Assert.IsTrue(SpinWait.SpinUntil(() => _folder.Files.Count() > before.Length || run.HasExited, TimeSpan.FromSeconds(60)));
        using (var kill = Process.Start("kill", ["-s", signal, $"{run.Id}"]))
        {
            kill.WaitForExit();
        }

        Assert.AreNotEqual(ExitCode.Ok, run.Finish().ExitCode);
        CollectionAssert.AreEqual(before, _folder.Files.ToArray());
        Assert.AreEqual("what was there", File.ReadAllText(output));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
    public void No_room_half_way_says_so_and_leaves_nothing()
    {
        var model = SineNetwork.Convert(_folder);
        var input = _folder.Add("in.bin", new byte[100_000]);
        var before = _folder.Files.ToArray();

        // The limit stands for a full disk. The run time's own pages must not meet it.
        using var run = ToolProcess.StartInShell(
            "trap '' XFSZ; ulimit -f 32; export DOTNET_EnableWriteXorExecute=0; exec \"$@\"",
            "run", model, "--input", input, "--output", _folder["out.bin"]);

        run.Finish().Fails(ExitCode.Failed, "out.bin' cannot be written", "free space");
        CollectionAssert.AreEqual(before, _folder.Files.ToArray());
    }

    [TestMethod]
    public void Longest_name_of_a_file_is_no_problem()
    {
        var source = _folder.Add("net.tflite", SineNetwork.Tflite);
        var name = new string('n', 250) + ".tinf";

        ToolRun.Of("convert", source, "-o", _folder[name]).Succeeds();

        CollectionAssert.AreEqual(new[] { "net.tflite", name }, _folder.Files.ToArray());
    }
}
