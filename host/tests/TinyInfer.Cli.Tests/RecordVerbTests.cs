using System.Text;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Verbs;
using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

[TestClass]
public class RecordVerbTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    /// <summary>A board that has sent for a while, at 100 Hz, with a line in the middle that was damaged on the way.</summary>
    [TestMethod]
    public void Record_of_a_port_writes_what_came_and_counts_what_was_lost()
    {
        if (!OperatingSystem.IsLinux())
        {
            SharedFiles.Miss("there are no pseudo terminals here");
        }

        using var board = PseudoTerminal.Open();
        using var ending = new CancellationTokenSource();
        var sender = Task.Run(() => Send(board, ending.Token));

        var run = ToolRun.Of("record", "--port", board.Port, "--seconds", "1", "--rate", "100", "--names", "ax,ay,az", "-o", _folder["data.csv"]);
        ending.Cancel();
        sender.Wait();

        run.Succeeds();
        Assert.Contains("of 3 channels at 100 Hz, 1 dropped", run.Error);
        var lines = File.ReadAllLines(_folder["data.csv"]);
        Assert.AreEqual("time,ax,ay,az", lines[0]);
        var first = int.Parse(lines[1].Split(',')[1]);
        for (var i = 1; i < lines.Length; i++)
        {
            var columns = lines[i].Split(',').Select(int.Parse).ToArray();
            Assert.AreEqual((columns[1] - first) * 10, columns[0]);
            Assert.AreEqual(-columns[1], columns[2]);
        }

        // What was recorded is a recording: with a gap where the line was lost.
        var features = ToolRun.Of("features", _folder["data.csv"], "--frontend", "raw", "--set", "window=10", "--set", "hop=10", "-o", _folder["out.bin"]).Succeeds();
        Assert.Contains("1 gap", features.Error);
    }

    [TestMethod]
    public void Record_of_a_port_that_is_not_there_names_it()
    {
        ToolRun.Of("record", "--port", _folder["ttyNone"], "-o", _folder["data.csv"]).Fails(ExitCode.Failed, "ttyNone", "cannot be opened");
        ToolRun.Of("record", "--port", "x", "--seconds", "0", "-o", _folder["data.csv"]).Fails(ExitCode.Usage, "--seconds");
        Assert.IsFalse(File.Exists(_folder["data.csv"]));
    }

    [TestMethod]
    [DataRow("7,8\n1,2\n3,4\n", "1 2 | 3 4", 0)]
    [DataRow("part\nHello from the board\n1,2\r\n\r\n3\t4\n5,", "1 2 | 3 4", 0)]
    [DataRow("x\n1,2\n3,4,5\n6\n7,y\n8,9\n", "1 2 | 8 9", 3)]
    [DataRow("x\n1,40000\n1,2\n", "1 2", 0)]
    public void Forwarder_in_any_portions_gives_the_frames(string text, string expected, int broken)
    {
        for (var portion = 1; portion < 5; portion++)
        {
            var reader = new ForwarderReader();
            var frames = text.Chunk(portion).SelectMany(part => reader.Add(new string(part)).ToList()).Select(frame => string.Join(' ', frame));

            Assert.AreEqual(expected, string.Join(" | ", frames));
            Assert.AreEqual(broken, reader.BrokenLines);
        }
    }

    [TestMethod]
    public void Recording_slower_than_its_rate_says_how_many_are_missing()
    {
        var recording = new Recording(100);
        for (var i = 0; i < 90; i++)
        {
            recording.Add([1], 0, TimeSpan.FromSeconds(i / 45.0));
        }

        Assert.AreEqual(45, recording.MeasuredRate, 0.01);
        Assert.AreEqual(82, recording.MissingByClock);
        Assert.AreEqual(0, recording.Dropped);
    }

    private static void Send(PseudoTerminal board, CancellationToken ending)
    {
        for (var i = 100; !ending.IsCancellationRequested; i++)
        {
            board.Write(Encoding.ASCII.GetBytes(i == 150 ? "15x,\n" : $"{i},{-i},16384\r\n"));
            Thread.Sleep(10);
        }
    }
}
