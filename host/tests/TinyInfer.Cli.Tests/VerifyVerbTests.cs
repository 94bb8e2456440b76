namespace TinyInfer.Cli.Tests;

[TestClass]
public class VerifyVerbTests
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _inputs;

    public VerifyVerbTests() => _inputs = _folder.Add("in.bin", [0x80, 0, 1, 2, 3, 0x7F]);

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    public void Verify_expected_outputs_counts_the_samples()
    {
        var model = SineNetwork.Convert(_folder);

        var run = ToolRun.Of("verify", model, "--inputs", _inputs, "--outputs", Answers(model)).Succeeds();

        Assert.AreEqual("6 of 6 samples bit-exact\n", run.Output);
    }

    [TestMethod]
    public void Verify_one_other_output_names_sample_op_and_element()
    {
        var model = SineNetwork.Convert(_folder);
        var expected = File.ReadAllBytes(Answers(model));
        var answer = (sbyte)expected[4];
        expected[4] ^= 1;
        var wanted = (sbyte)expected[4];

        var run = ToolRun.Of("verify", model, "--inputs", _inputs, "--outputs", _folder.Add("expected.bin", expected));

        Assert.AreEqual(ExitCode.Mismatch, run.ExitCode);
        Assert.StartsWith("5 of 6 samples bit-exact\nsample 4, output '", run.Output);
        Assert.Contains("FullyConnected, element 0: ", run.Output);
        Assert.EndsWith($"expected {wanted}, got {answer}\n", run.Output);
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    public void Verify_fewer_outputs_than_inputs_names_both_numbers()
    {
        ToolRun.Of("verify", SineNetwork.Convert(_folder), "--inputs", _inputs, "--outputs", _folder.Add("expected.bin", [1, 2]))
            .Fails(ExitCode.Usage, "6 samples", "has 2", "exactly these inputs");
    }

    [TestMethod]
    public void Verify_layers_of_a_model_without_debug_info_asks_for_it()
    {
        var model = SineNetwork.Convert(_folder);

        ToolRun.Of("verify", model, "--inputs", _inputs, "--outputs", Answers(model), "--layers", _inputs).Fails(ExitCode.Usage, "--debug-info");
    }

    [TestMethod]
    public void Verify_layers_of_another_length_says_what_is_expected()
    {
        var model = SineNetwork.Convert(_folder, "--debug-info");
        var layers = _folder.Add("crc.bin", new byte[10]);

        ToolRun.Of("verify", model, "--inputs", _inputs, "--outputs", Answers(model), "--layers", layers)
            .Fails(ExitCode.Usage, "crc.bin", "10 bytes", "4 bytes each");
    }

    [TestMethod]
    public void Verify_on_missing_expected_outputs_names_the_file()
    {
        ToolRun.Of("verify", SineNetwork.Convert(_folder), "--inputs", _inputs, "--outputs", _folder["none.bin"]).Fails(ExitCode.Usage, "none.bin", "does not exist");
    }

    /// <summary>What the model answers to the inputs.</summary>
    private string Answers(string model)
    {
        ToolRun.Of("run", model, "--input", _inputs, "--output", _folder["answers.bin"]).Succeeds();
        return _folder["answers.bin"];
    }
}
