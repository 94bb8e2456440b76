using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Graph;
using static TinyInfer.Compiler.Tests.Passes.GraphSketch;

namespace TinyInfer.Compiler.Tests.Passes;

/// <summary>
/// Whole tables against the CRC-32 of what tflite-micro's reference kernels answer for the inputs -128 to 127: a few
/// edges of every op (zero points at both ends, factors far from 1, saturation everywhere).
/// </summary>
[TestClass]
public class LookupTableTests
{
    private static readonly int[] s_all = [1, 256];

    [TestMethod]
    [DataRow("LOGISTIC", 0.05f, 3, 0.00390625f, -128, 0xDA3F3FCCu)]
    [DataRow("LOGISTIC", 0.0235294f, -128, 0.00390625f, -128, 0x96FB5218u)]
    [DataRow("LOGISTIC", 0.1f, 127, 0.00390625f, -128, 0x66255C7Fu)]
    [DataRow("LOGISTIC", 0.0003f, 0, 0.00390625f, -128, 0x83627C3Fu)]
    [DataRow("LOGISTIC", 1.5f, -7, 0.00390625f, -128, 0x68DB3E7Bu)]
    [DataRow("LOGISTIC", 7.5f, 20, 0.00390625f, -128, 0xF4F64239u)]
    [DataRow("LOGISTIC", 0.0470588f, 0, 0.00390625f, -128, 0xF273261Du)]
    [DataRow("TANH", 0.05f, 3, 0.0078125f, 0, 0x74CF4F2Eu)]
    [DataRow("TANH", 0.0235294f, -128, 0.0078125f, 0, 0xFB5C994Au)]
    [DataRow("TANH", 0.1f, 127, 0.0078125f, 0, 0xDEC8F94Bu)]
    [DataRow("TANH", 0.0003f, 0, 0.0078125f, 0, 0xFA3B954Du)]
    [DataRow("TANH", 1.5f, -7, 0.0078125f, 0, 0xC58C6BF7u)]
    [DataRow("TANH", 7.5f, 20, 0.0078125f, 0, 0xF4F64239u)]
    [DataRow("TANH", 0.0470588f, 0, 0.0078125f, 0, 0x54C70748u)]
    [DataRow("RELU", 0.05f, 3, 0.05f, 3, 0xBAD2C40Eu)]
    [DataRow("RELU", 0.05f, 3, 0.02f, -128, 0x91AEF107u)]
    [DataRow("RELU", 0.02f, -100, 0.1f, 127, 0xAFE3118Bu)]
    [DataRow("RELU", 0.5f, 0, 0.0011f, 5, 0x7867377Bu)]
    [DataRow("RELU", 0.001f, -128, 0.9f, 0, 0x0D968558u)]
    [DataRow("RELU", 0.0235f, -1, 0.0117f, -128, 0x232BE156u)]
    [DataRow("RELU", 0.25f, 127, 0.3f, -127, 0x30793E6Cu)]
    [DataRow("RELU6", 0.05f, 3, 0.05f, 3, 0x5992B059u)]
    [DataRow("RELU6", 0.05f, 3, 0.02f, -128, 0x5992B059u)]
    [DataRow("RELU6", 0.02f, -100, 0.1f, 127, 0x0ABECC59u)]
    [DataRow("RELU6", 0.5f, 0, 0.0011f, 5, 0x26AA5DFFu)]
    [DataRow("RELU6", 0.001f, -128, 0.9f, 0, 0x784E35D9u)]
    [DataRow("RELU6", 0.0235f, -1, 0.0117f, -128, 0xBFE0F13Au)]
    [DataRow("RELU6", 0.25f, 127, 0.3f, -127, 0xAFE3118Bu)]
    [DataRow("QUANTIZE", 0.05f, 3, 0.05f, 3, 0x784E35D9u)]
    [DataRow("QUANTIZE", 0.05f, 3, 0.02f, -128, 0x91AEF107u)]
    [DataRow("QUANTIZE", 0.02f, -100, 0.1f, 127, 0x4FA351AEu)]
    [DataRow("QUANTIZE", 0.5f, 0, 0.0011f, 5, 0xD1994500u)]
    [DataRow("QUANTIZE", 0.001f, -128, 0.9f, 0, 0x0D968558u)]
    [DataRow("QUANTIZE", 0.0235f, -1, 0.0117f, -128, 0x232BE156u)]
    [DataRow("QUANTIZE", 0.25f, 127, 0.3f, -127, 0x2BDA0C64u)]
    [DataRow("HARD_SWISH", 0.05f, 3, 0.05f, 3, 0x74E7BCB2u)]
    [DataRow("HARD_SWISH", 0.05f, 3, 0.02f, -128, 0x86C53527u)]
    [DataRow("HARD_SWISH", 0.02f, -100, 0.1f, 127, 0x9E6B0DF3u)]
    [DataRow("HARD_SWISH", 0.5f, 0, 0.11f, 5, 0xA18D9938u)]
    [DataRow("HARD_SWISH", 0.001f, -128, 0.9f, 0, 0x613287C6u)]
    [DataRow("HARD_SWISH", 0.0235f, -1, 0.0117f, -128, 0x38990195u)]
    [DataRow("HARD_SWISH", 0.0001f, 12, 70f, -5, 0x4237F986u)]
    [DataRow("HARD_SWISH", 2f, 4, 0.7f, -60, 0x694945BAu)]
    public void Table_equals_tflite_micro(string op, float inputScale, int inputZeroPoint, float outputScale, int outputZeroPoint, uint crc) =>
        Assert.AreEqual(crc, Crc(Table(op, null, Int8("output", outputScale, outputZeroPoint, s_all), inputScale, inputZeroPoint)));

    [TestMethod]
    [DataRow(0.1f, 0.05f, 3, 0.05f, 3, 0x0098184Fu)]
    [DataRow(0.3f, 0.05f, 3, 0.06f, -20, 0xE4952D6Eu)]
    [DataRow(-0.2f, 0.02f, 10, 0.03f, -7, 0x3611B5D4u)]
    [DataRow(1.7f, 0.03f, 0, 0.05f, 5, 0xFFA90CEDu)]
    [DataRow(0f, 0.04f, -128, 0.03f, -60, 0x20C33391u)]
    [DataRow(0.01f, 0.0235f, 40, 0.0117f, -128, 0x31BA138Bu)]
    [DataRow(-3f, 0.25f, 127, 0.9f, -127, 0x4A974F57u)]
    public void LeakyRelu_table_equals_tflite_micro(float alpha, float inputScale, int inputZeroPoint, float outputScale, int outputZeroPoint, uint crc) =>
        Assert.AreEqual(
            crc,
            Crc(Table("LEAKY_RELU", new LeakyReluOptions(alpha), Int8("output", outputScale, outputZeroPoint, s_all), inputScale, inputZeroPoint)));

    [TestMethod]
    [DataRow("ADD", false, -128, 0.05f, 3, FusedActivation.None, 0.05f, 3, 0.05f, 3, 0x97FD0204u)]
    [DataRow("ADD", true, 127, 0.002f, -128, FusedActivation.Relu, 0.05f, 3, 0.02f, -128, 0x29F0ACF7u)]
    [DataRow("ADD", false, 0, 0.3f, 127, FusedActivation.ReluN1To1, 0.02f, -100, 0.1f, 127, 0xA5690CC5u)]
    [DataRow("ADD", true, 5, 0.01f, 0, FusedActivation.Relu6, 0.5f, 0, 0.01f, 5, 0xB2857E07u)]
    [DataRow("ADD", false, -77, 0.7f, -5, FusedActivation.None, 0.001f, -128, 0.9f, 0, 0xA7BAF855u)]
    [DataRow("ADD", true, 100, 0.0078f, 1, FusedActivation.Relu, 0.0235f, -1, 0.0117f, -128, 0x24A0AF37u)]
    [DataRow("ADD", false, 33, 0.1f, 64, FusedActivation.ReluN1To1, 0.25f, 127, 0.3f, -127, 0x5CDD3CF2u)]
    [DataRow("SUB", false, -128, 0.05f, 3, FusedActivation.None, 0.05f, 3, 0.05f, 3, 0xA20BC1D2u)]
    [DataRow("SUB", true, 127, 0.002f, -128, FusedActivation.Relu, 0.05f, 3, 0.02f, -128, 0xAC3EBCF7u)]
    [DataRow("SUB", false, 0, 0.3f, 127, FusedActivation.ReluN1To1, 0.02f, -100, 0.1f, 127, 0xAFE3118Bu)]
    [DataRow("SUB", true, 5, 0.01f, 0, FusedActivation.Relu6, 0.5f, 0, 0.01f, 5, 0xB2B2DDEAu)]
    [DataRow("SUB", false, -77, 0.7f, -5, FusedActivation.None, 0.001f, -128, 0.9f, 0, 0x5B4BC6C5u)]
    [DataRow("SUB", true, 100, 0.0078f, 1, FusedActivation.Relu, 0.0235f, -1, 0.0117f, -128, 0x83E86D10u)]
    [DataRow("SUB", false, 33, 0.1f, 64, FusedActivation.ReluN1To1, 0.25f, 127, 0.3f, -127, 0x55EB1C36u)]
    [DataRow("MUL", false, -128, 0.05f, 3, FusedActivation.None, 0.05f, 3, 0.05f, 3, 0x7F230D44u)]
    [DataRow("MUL", true, 127, 0.002f, -128, FusedActivation.Relu, 0.05f, 3, 0.02f, -128, 0xF0D5979Fu)]
    [DataRow("MUL", false, 0, 0.3f, 127, FusedActivation.ReluN1To1, 0.02f, -100, 0.1f, 127, 0x60FB87E9u)]
    [DataRow("MUL", true, 5, 0.01f, 0, FusedActivation.Relu6, 0.5f, 0, 0.01f, 5, 0x6EFFDA7Eu)]
    [DataRow("MUL", false, -77, 0.7f, -5, FusedActivation.None, 0.001f, -128, 0.9f, 0, 0x93009F01u)]
    [DataRow("MUL", true, 100, 0.0078f, 1, FusedActivation.Relu, 0.0235f, -1, 0.0117f, -128, 0x30D220CFu)]
    [DataRow("MUL", false, 33, 0.1f, 64, FusedActivation.ReluN1To1, 0.25f, 127, 0.3f, -127, 0x4556C444u)]
    public void Scalar_operand_table_equals_tflite_micro(
        string op, bool scalarFirst, int scalar, float scalarScale, int scalarZeroPoint, FusedActivation activation,
        float inputScale, int inputZeroPoint, float outputScale, int outputZeroPoint, uint crc)
    {
        var sketch = new GraphSketch();
        var input = sketch.Input(Int8("input", inputScale, inputZeroPoint, s_all));
        var constant = Scalar("scalar", (sbyte)scalar, scalarScale, scalarZeroPoint);
        var output = Int8("output", outputScale, outputZeroPoint, s_all);
        sketch.Op(op, new BinaryOptions(activation), output, scalarFirst ? [constant, input] : [input, constant]);

        var graph = sketch.Passed(output);

        Assert.IsEmpty(graph.Problems);
        Assert.AreEqual(crc, Crc(((LookupOptions)graph.Nodes.Single().Options!).Table));
        Assert.AreSame(input, graph.Nodes.Single().Inputs.Single());
    }

    [TestMethod]
    [DataRow(-128, -18, DisplayName = "far below -1")]
    [DataRow(0, -18, DisplayName = "-1")]
    [DataRow(1, -16, DisplayName = "-0.75")]
    [DataRow(4, -10, DisplayName = "0")]
    [DataRow(5, -8, DisplayName = "0.25")]
    [DataRow(8, -2, DisplayName = "1")]
    [DataRow(9, -2, DisplayName = "1.25")]
    [DataRow(127, -2, DisplayName = "far above 1")]
    public void ReluN1To1_table_is_clamped_at_the_output_scale(int input, int expected) =>
        Assert.AreEqual(expected, Table("RELU_N1_TO_1", null, Int8("output", 0.125f, -10, s_all), 0.25f, 4)[input + 128]);

    [TestMethod]
    [DataRow(1, 1, DisplayName = "0.25 is 0.5 steps, up to 1")]
    [DataRow(-1, 0, DisplayName = "-0.25 is -0.5 steps, up to 0")]
    [DataRow(-3, -1, DisplayName = "-0.75 is -1.5 steps, up to -1")]
    public void ReluN1To1_table_rounds_ties_upwards(int input, int expected) =>
        Assert.AreEqual(expected, Table("RELU_N1_TO_1", null, Int8("output", 0.5f, 0, s_all), 0.25f, 0)[input + 128]);

    [TestMethod]
    public void HardSwish_that_tflite_micro_refuses_is_a_problem()
    {
        var sketch = new GraphSketch();
        var output = sketch.Op("HARD_SWISH", null, Int8("output", 0.001f, 0), sketch.Input(Int8("input", 1f, 0)));

        StringAssert.Contains(sketch.Passed(output).Problems.Single().Why, "its scale is too small for the inputs' scales");
    }

    [TestMethod]
    [DataRow("RELU_N1_TO_1", 4e-10f, 4e-10f, "scale 4E-10 is too small for a clamp at 1")]
    [DataRow("RELU6", 2e-9f, 2e-9f, "scale 2E-09 is too small for a clamp at 6")]
    [DataRow("LOGISTIC", 1e-9f, 0.00390625f, "scale 1E-09 is not supported here")]
    [DataRow("TANH", 1e12f, 0.0078125f, "scale 1E+12 is not supported here")]
    public void Scale_that_the_reference_has_no_answer_for_is_a_problem(string op, float inputScale, float outputScale, string why)
    {
        var sketch = new GraphSketch();
        var output = sketch.Op(op, null, Int8("output", outputScale, op == "LOGISTIC" ? -128 : 0), sketch.Input(Int8("input", inputScale, 0)));

        StringAssert.Contains(sketch.Passed(output).Problems.Single().Why, why);
    }

    private static sbyte[] Table(string op, object? options, GraphTensor output, float inputScale, int inputZeroPoint)
    {
        var sketch = new GraphSketch();
        sketch.Op(op, options, output, sketch.Input(Int8("input", inputScale, inputZeroPoint, s_all)));
        var graph = sketch.Passed(output);
        Assert.IsEmpty(graph.Problems);
        return ((LookupOptions)graph.Nodes.Single().Options!).Table;
    }

    private static uint Crc(sbyte[] table) => Crc32.Compute([.. table.Select(value => (byte)value)]);
}
