using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

/// <summary>The five reference networks through the tool, as a person would do it.</summary>
[TestClass]
public class GoldenTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    [DataRow("hello_world", 36, "3 of 3 ops compared")]
    [DataRow("micro_speech", 23, "3 of 4 ops compared, 1 folded: #0 RESHAPE")]
    [DataRow("kws", 20, "12 of 13 ops compared, 1 folded: #10 RESHAPE")]
    [DataRow("resnet", 23, "15 of 16 ops compared, 1 folded: #13 RESHAPE")]
    [DataRow("ad01", 23, "10 of 10 ops compared")]
    public void Verify_golden_network_is_bit_exact_in_every_op(string name, int samples, string coverage)
    {
        var run = Verify(name, Golden(name, "outputs.bin"), Golden(name, "layercrc.bin")).Succeeds();

        Assert.StartsWith($"{samples} of {samples} samples bit-exact\n{coverage}", run.Output);
    }

    [TestMethod]
    [DataRow("hello_world")]
    [DataRow("kws")]
    public void Run_golden_network_writes_the_expected_bytes(string name)
    {
        ToolRun.Of("convert", Golden(name, "model.tflite"), "-o", _folder["m.tinf"]).Succeeds();

        ToolRun.Of("run", _folder["m.tinf"], "--input", Golden(name, "inputs.bin"), "--output", _folder["out.bin"]).Succeeds();

        CollectionAssert.AreEqual(File.ReadAllBytes(Golden(name, "outputs.bin")), File.ReadAllBytes(_folder["out.bin"]));
    }

    [TestMethod]
    public void Verify_one_other_output_names_sample_op_and_element()
    {
        // micro_speech answers with four scores a sample: byte 30 is element 2 of sample 7.
        var expected = SharedFiles.Read("goldens", "micro_speech", "outputs.bin");
        expected[30] ^= 0x01;

        var run = Verify("micro_speech", _folder.Add("expected.bin", expected), Golden("micro_speech", "layercrc.bin"));

        Assert.AreEqual(ExitCode.Mismatch, run.ExitCode);
        Assert.Contains("22 of 23 samples bit-exact", run.Output);
        Assert.Contains("sample 7, output 'labels_softmax' of op #2 Softmax, element 2: expected ", run.Output);
    }

    [TestMethod]
    public void Verify_one_other_layer_names_sample_and_op()
    {
        // Four ops, so the checksum of op 1 in sample 5 is the word 5 * 4 + 1.
        var checksums = SharedFiles.Read("goldens", "micro_speech", "layercrc.bin");
        checksums[4 * (5 * 4 + 1)] ^= 0x01;

        var run = Verify("micro_speech", Golden("micro_speech", "outputs.bin"), _folder.Add("crc.bin", checksums));

        Assert.AreEqual(ExitCode.Mismatch, run.ExitCode);
        Assert.Contains("23 of 23 samples bit-exact", run.Output);
        Assert.Contains("sample 5, op #1 DEPTHWISE_CONV_2D", run.Output);
        Assert.Contains("expected CRC-32 ", run.Output);
    }

    [TestMethod]
    public void Convert_float_network_without_data_says_what_it_needs_and_writes_nothing()
    {
        var source = SharedFiles.Require("float", "hello_world_float.tflite");

        ToolRun.Of("convert", source, "-o", _folder["out.tinf"])
            .Fails(ExitCode.UnsupportedOp, "it is a float network (FLOAT32)", "--calibrate DATA", "int8");
        Assert.IsEmpty(_folder.Files);
    }

    private ToolRun Verify(string name, string outputs, string layers)
    {
        ToolRun.Of("convert", Golden(name, "model.tflite"), "-o", _folder["m.tinf"], "--debug-info").Succeeds();
        return ToolRun.Of("verify", _folder["m.tinf"], "--inputs", Golden(name, "inputs.bin"), "--outputs", outputs, "--layers", layers);
    }

    private static string Golden(string network, string file) => SharedFiles.Require("goldens", network, file);
}
