using System.Text.Json;
using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

/// <summary>Samples are in the types that the source network shows to its app, whatever lies in the arena.</summary>
[TestClass]
public class ElementTypeTests
{
    private const float Scale = 0.5f;
    private const int ZeroPoint = -10;

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    public void Run_float_edges_quantises_rounding_away_from_zero_and_clamps()
    {
        // 0.25 is half a step and becomes 0.5; the largest int8 is (127 + 10) / 2.
        var input = Floats(1f, -3f, 0.25f, 100f);

        var output = RunRelu(TfliteType.Float32, input);

        CollectionAssert.AreEqual(Floats(1f, 0f, 0.5f, 68.5f), output);
    }

    [TestMethod]
    public void Run_float_edges_takes_no_number_as_zero()
    {
        CollectionAssert.AreEqual(
            Floats(0f, 0f, 68.5f, 0f),
            RunRelu(TfliteType.Float32, Floats(float.NaN, float.NegativeInfinity, float.PositiveInfinity, 0f)));
    }

    [TestMethod]
    public void Run_uint8_edges_keeps_bytes_unsigned()
    {
        // The zero point is 118 in unsigned bytes, and RELU lifts everything to it.
        CollectionAssert.AreEqual(new byte[] { 120, 118, 118, 255 }, RunRelu(TfliteType.UInt8, [120, 100, 0, 255]));
    }

    [TestMethod]
    public void Run_on_part_of_a_float_sample_says_what_a_sample_is()
    {
        var model = ConvertRelu(TfliteType.Float32);
        var input = _folder.Add("in.bin", new byte[30]);

        ToolRun.Of("run", model, "--input", input, "--output", _folder["out.bin"])
            .Fails(ExitCode.Usage, "in.bin", "30 bytes", "one sample, which is 16 bytes", "Float32 1×4", "1 sample would be 16 bytes");
        Assert.DoesNotContain("out.bin", _folder.Files);
    }

    [TestMethod]
    public void Verify_float_output_names_the_element_and_both_values()
    {
        var model = ConvertRelu(TfliteType.Float32);
        var inputs = _folder.Add("in.bin", Floats(1f, 2f, 3f, 4f));
        var expected = _folder.Add("expected.bin", Floats(1f, 2f, 3.5f, 4f));

        var run = ToolRun.Of("verify", model, "--inputs", inputs, "--outputs", expected);

        Assert.AreEqual(ExitCode.Mismatch, run.ExitCode);
        Assert.Contains("sample 0, output 'y' of op #0 Lookup, element 2: expected 3.5, got 3", run.Output);
    }

    [TestMethod]
    public void Run_arg_max_writes_int32_and_labels_it_as_json()
    {
        var builder = new TfliteBuilder();
        var x = builder.Int8("x", [1, 3], Scale, ZeroPoint);
        var axis = builder.Int32("axis", 1);
        var y = builder.Tensor("y", TfliteType.Int32, [1]);
        var network = builder.Op(TfliteOp.ARG_MAX, TfliteOptions.ArgMax(), [x, axis], [y]).Inputs(x).Outputs(y).Build();
        var labels = _folder.Add("labels.txt", "yes\nno\nnoise\n");
        var model = Convert(network, "--labels", labels);
        var input = _folder.Add("in.bin", [1, 9, 3, 0x80, 0xFF, 0x80]);

        ToolRun.Of("run", model, "--input", input, "--output", _folder["out.bin"]).Succeeds();
        CollectionAssert.AreEqual(new byte[] { 1, 0, 0, 0, 1, 0, 0, 0 }, File.ReadAllBytes(_folder["out.bin"]));

        var json = JsonDocument.Parse(ToolRun.Of("run", model, "--input", input, "--json").Succeeds().Output).RootElement;
        var output = json.GetProperty("samples")[0].GetProperty("outputs")[0];
        Assert.AreEqual(1, output.GetProperty("argMax").GetInt32());
        Assert.AreEqual("no", output.GetProperty("label").GetString());
    }

    [TestMethod]
    public void Run_two_inputs_and_outputs_takes_them_in_the_models_order()
    {
        // y = RELU(a), z = RELU6(b), both of one scale: values in steps of a half over zero point -10.
        var builder = new TfliteBuilder();
        var a = builder.Int8("a", [1, 2], Scale, ZeroPoint);
        var b = builder.Int8("b", [1, 3], Scale, ZeroPoint);
        var y = builder.Int8("y", [1, 2], Scale, ZeroPoint);
        var z = builder.Int8("z", [1, 3], Scale, ZeroPoint);
        var network = builder.Op(TfliteOp.RELU, null, [a], [y]).Op(TfliteOp.RELU6, null, [b], [z]).Inputs(a, b).Outputs(z, y).Build();
        var input = _folder.Add("in.bin", [5, 0xE0, 100, 0xE0, 1]);

        ToolRun.Of("run", Convert(network), "--input", input, "--output", _folder["out.bin"]).Succeeds();

        // RELU6 clamps at 6 / 0.5 - 10 = 2, both at -10 from below.
        CollectionAssert.AreEqual(new byte[] { 2, 0xF6, 1, 5, 0xF6 }, File.ReadAllBytes(_folder["out.bin"]));
    }

    [TestMethod]
    public void Convert_unsupported_network_lists_every_problem_with_exit_code_4()
    {
        var builder = new TfliteBuilder();
        var x = builder.Tensor("x", TfliteType.Int16, [1, 3], [Scale]);
        var y = builder.Tensor("y", TfliteType.Int16, [1, 3], [Scale]);
        var z = builder.Tensor("z", TfliteType.Int16, [1, 3], [Scale]);
        var network = builder.Op(TfliteOp.RELU, null, [x], [y]).CustomOp("MyOp", [y], [z]).Inputs(x).Outputs(z).Build();
        var source = _folder.Add("net.tflite", network);

        var run = ToolRun.Of("convert", source, "-o", _folder["out.tinf"]);

        run.Fails(ExitCode.UnsupportedOp, "op #0 RELU", "INT16", "op #1 MyOp", "problems in all");
        Assert.DoesNotContain("out.tinf", _folder.Files);
    }

    /// <summary>RELU on [1, 4] behind a conversion from the app's type and before one back to it.</summary>
    private string ConvertRelu(TfliteType edge)
    {
        var (scales, zeroPoints) = edge == TfliteType.UInt8 ? (new[] { Scale }, new long[] { ZeroPoint + 128 }) : (null, null);
        var builder = new TfliteBuilder();
        var x = builder.Tensor("x", edge, [1, 4], scales, zeroPoints);
        var inner = builder.Int8("inner", [1, 4], Scale, ZeroPoint);
        var relu = builder.Int8("relu", [1, 4], Scale, ZeroPoint);
        var y = builder.Tensor("y", edge, [1, 4], scales, zeroPoints);
        var last = edge == TfliteType.UInt8 ? TfliteOp.QUANTIZE : TfliteOp.DEQUANTIZE;
        return Convert(builder
            .Op(TfliteOp.QUANTIZE, null, [x], [inner])
            .Op(TfliteOp.RELU, null, [inner], [relu])
            .Op(last, null, [relu], [y])
            .Inputs(x).Outputs(y).Build());
    }

    private byte[] RunRelu(TfliteType edge, byte[] input)
    {
        ToolRun.Of("run", ConvertRelu(edge), "--input", _folder.Add("in.bin", input), "--output", _folder["out.bin"]).Succeeds();
        return File.ReadAllBytes(_folder["out.bin"]);
    }

    private string Convert(byte[] network, params string[] options)
    {
        ToolRun.Of(["convert", _folder.Add("net.tflite", network), "-o", _folder["net.tinf"], .. options]).Succeeds();
        return _folder["net.tinf"];
    }

    private static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
