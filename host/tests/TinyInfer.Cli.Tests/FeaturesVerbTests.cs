using System.Buffers.Binary;
using System.Text;
using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

[TestClass]
public class FeaturesVerbTests
{
    private const int HeaderBytes = 44;

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    [DataRow("yes", 19)]
    [DataRow("silence", 22)]
    public void Features_of_a_recording_equal_the_reference(string name, int sample)
    {
        var wav = SharedFiles.Require("audio", $"{name}_1000ms.wav");
        var golden = SharedFiles.Read("goldens", "micro_speech", "inputs.bin");

        var run = Features(wav).Succeeds();

        Assert.Contains("49 frames, 40 features each", run.Error);
        CollectionAssert.AreEqual(golden.AsSpan(sample * 1960, 1960).ToArray(), File.ReadAllBytes(_folder["out.bin"]));
    }

    [TestMethod]
    public void Features_behind_other_parts_are_found()
    {
        var wav = Wav(16000, 1, 16, 480);
        byte[] longer = [.. wav[..12], .. Encoding.ASCII.GetBytes("LIST"), 3, 0, 0, 0, 1, 2, 3, 0, .. wav[12..]];

        Features(_folder.Add("in.wav", longer)).Succeeds();

        Assert.AreEqual(40, new FileInfo(_folder["out.bin"]).Length);
    }

    [TestMethod]
    [DataRow(8000, 1, 16, 480, "8,000 Hz", "16,000 Hz")]
    [DataRow(16000, 2, 16, 480, "2 channels", "1 channel")]
    [DataRow(16000, 1, 8, 480, "8 bits", "16-bit PCM")]
    [DataRow(16000, 1, 16, 479, "479 samples", "480")]
    public void Features_of_another_recording_are_refused_by_name(int rate, int channels, int bits, int samples, params string[] words)
    {
        var run = Features(_folder.Add("in.wav", Wav(rate, channels, bits, samples)));

        run.Fails(ExitCode.Usage, words);
        Assert.IsFalse(File.Exists(_folder["out.bin"]));
    }

    [TestMethod]
    [DataRow(0, "no WAV file")]
    [DataRow(11, "no WAV file")]
    [DataRow(30, "cut off")]
    [DataRow(40, "no part 'data'")]
    [DataRow(100, "cut off")]
    public void Features_of_a_file_that_is_cut_off_are_refused(int bytes, string words) =>
        Features(_folder.Add("in.wav", Wav(16000, 1, 16, 480)[..bytes])).Fails(ExitCode.Usage, words, "16-bit PCM");

    [TestMethod]
    public void Features_of_an_unknown_kind_are_a_wrong_call()
    {
        ToolRun.Of("features", "in.wav", "--frontend", "fft", "-o", "out.bin").Fails(ExitCode.Usage, "fft", "micro");
        ToolRun.Of("features", "in.wav", "-o", "out.bin").Fails(ExitCode.Usage, "--model", "--frontend");
        ToolRun.Of("features", "in.wav", "--frontend", "micro", "--model", "m.tinf", "-o", "out.bin").Fails(ExitCode.Usage, "either");
    }

    [TestMethod]
    public void Features_of_a_text_file_with_a_gap_begin_anew()
    {
        var lines = Enumerable.Range(0, 20).Select(i => $"{(i < 10 ? i : i + 5) * 10},{i},{-i}");
        var csv = _folder.Add("in.csv", Encoding.ASCII.GetBytes($"time,a,b\n{string.Join('\n', lines)}\n"));

        var run = ToolRun.Of(
            "features", csv, "--frontend", "raw", "--set", "window=4", "--set", "hop=2", "--set", "range-low=-128", "--set", "range-high=127", "-o", _folder["out.bin"]).Succeeds();

        // Four windows of four frames in each ten, and none across the gap.
        Assert.Contains("8 frames, 8 features each, 1 gap", run.Error);
        var frames = File.ReadAllBytes(_folder["out.bin"]).Select(value => (int)(sbyte)value).Chunk(8).ToList();
        Assert.AreEqual("0 2 4 6 10 12 14 16", string.Join(' ', frames.Select(frame => frame[0])));
        Assert.IsTrue(frames.All(frame => frame[7] == -frame[0] - 3));
    }

    [TestMethod]
    [DataRow("a,b\n1,2\n3\n", "line 3", "1 column", "expected 2")]
    [DataRow("a,b\n1,2\n3,x\n", "line 3", "column 2 ('b')", "'x'")]
    [DataRow("1,2\n3,40000\n", "line 2", "column 2", "'40000'")]
    [DataRow("time,b\n10,2\n10,3\n20,4\n", "line 3", "'10'", "not after")]
    [DataRow("", "no samples")]
    [DataRow("a,b\n1,2\n", "1 sample", "expected 4")]
    public void Features_of_a_bad_text_file_are_refused_by_line_and_column(string text, params string[] words)
    {
        var csv = _folder.Add("in.csv", Encoding.ASCII.GetBytes(text));

        ToolRun.Of("features", csv, "--frontend", "raw", "--set", "window=4", "--set", "hop=2", "--set", "sample-rate=100", "-o", _folder["out.bin"])
            .Fails(ExitCode.Usage, words);
        Assert.IsFalse(File.Exists(_folder["out.bin"]));
    }

    [TestMethod]
    public void Features_without_a_rate_or_a_key_say_what_is_missing()
    {
        var csv = _folder.Add("in.csv", "1,2\n3,4\n"u8.ToArray());

        ToolRun.Of("features", csv, "--frontend", "raw", "-o", _folder["out.bin"]).Fails(ExitCode.Usage, "sample rate");
        ToolRun.Of("features", csv, "--frontend", "raw", "--set", "sample-rate=100", "--set", "window=1", "-o", _folder["out.bin"]).Fails(ExitCode.BadModel, "'hop' is missing");
        ToolRun.Of("features", csv, "--frontend", "raw", "--set", "window", "-o", _folder["out.bin"]).Fails(ExitCode.Usage, "KEY=VALUE");
    }

    [TestMethod]
    public void Plot_of_features_is_a_picture()
    {
        var wav = _folder.Add("in.wav", Wav(16000, 1, 16, 4800));

        ToolRun.Of("features", wav, "--frontend", "mfcc", "-o", _folder["out.bin"], "--plot", _folder["out.png"]).Succeeds();

        var picture = File.ReadAllBytes(_folder["out.png"]);
        Assert.AreEqual("\u0089PNG", Encoding.Latin1.GetString(picture, 0, 4));

        // Width and height of its header.
        Assert.AreEqual(1200, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)));
        Assert.AreEqual(600, BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)));
    }

    private ToolRun Features(string wav) => ToolRun.Of("features", wav, "--frontend", "micro", "-o", _folder["out.bin"]);

    internal static byte[] Wav(int rate, int channels, int bits, int samples)
    {
        var data = samples * channels * bits / 8;
        var file = new byte[HeaderBytes + data];
        Encoding.ASCII.GetBytes("RIFF").CopyTo(file, 0);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        Encoding.ASCII.GetBytes("WAVEfmt ").CopyTo(file, 8);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), rate * channels * bits / 8);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), (short)(channels * bits / 8));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), (short)bits);
        Encoding.ASCII.GetBytes("data").CopyTo(file, 36);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), data);
        return file;
    }
}
