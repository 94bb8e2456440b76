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
    [DataRow(8000, 1, 16, 480, "1 channel at 8,000 Hz", "16,000 Hz")]
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
    public void Features_of_an_unknown_kind_are_a_wrong_call() =>
        ToolRun.Of("features", "in.wav", "--frontend", "mfcc", "-o", "out.bin").Fails(ExitCode.Usage, "mfcc", "micro");

    private ToolRun Features(string wav) => ToolRun.Of("features", wav, "--frontend", "micro", "-o", _folder["out.bin"]);

    private static byte[] Wav(int rate, int channels, int bits, int samples)
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
