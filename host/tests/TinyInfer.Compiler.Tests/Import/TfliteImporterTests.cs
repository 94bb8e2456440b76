using Google.FlatBuffers;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import;

namespace TinyInfer.Compiler.Tests.Import;

[TestClass]
public class TfliteImporterTests
{
    private const byte Int8 = 9;
    private const byte Int32 = 2;
    private static readonly RawTensor s_input = new("input", Int8, 1, 4);
    private static readonly RawTensor s_output = new("output", Int8, 1, 4);

    [TestMethod]
    public void Import_of_a_small_network_gives_its_tensors_and_ops()
    {
        var graph = Import(new RawModel
        {
            Tensors =
            [
                s_input with { Scales = [0.25f], ZeroPoints = [-3] },
                s_output,
                new RawTensor("weights", Int8, 4, 4) { Buffer = 1, Scales = [1, 2, 3, 4], ZeroPoints = [0, 0, 0, 0], QuantizedDimension = 0 },
            ],
            Ops = [new RawOp(9, [0, 2, -1], [1]) { OptionsType = 8, Options = builder => Options(builder, 3, b => b.AddByte(0, 1, 0)) }],
            Buffers = [new RawBuffer([.. Enumerable.Range(1, 16).Select(i => (byte)i)])],
        });

        var node = graph.Nodes.Single();
        Assert.AreEqual("FULLY_CONNECTED", node.Op);
        Assert.AreEqual(new FullyConnectedOptions(FusedActivation.Relu, false, false), node.Options);
        Assert.IsNull(node.Inputs[2]);
        Assert.AreSame(graph.Inputs[0], node.Inputs[0]);
        Assert.AreSame(graph.Outputs[0], node.Outputs[0]);
        Assert.AreEqual("input", graph.Inputs[0].Name);
        Assert.AreEqual(0.25f, graph.Inputs[0].Quantization!.Scale);
        Assert.AreEqual(-3, graph.Inputs[0].Quantization!.ZeroPoint);
        CollectionAssert.AreEqual(new[] { 1, 4 }, graph.Inputs[0].Shape);
        var weights = node.Inputs[1]!;
        Assert.AreEqual(TensorType.Int8, weights.Type);
        CollectionAssert.AreEqual(new float[] { 1, 2, 3, 4 }, weights.Quantization!.Scales);
        Assert.AreEqual(16, weights.Constant![15]);
        Assert.AreEqual("FULLY_CONNECTED", graph.SourceOps.Single().Op);
        Assert.AreSame(graph.Outputs[0], graph.SourceOps.Single().Outputs[0]);
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(0)]
    public void Import_of_an_open_batch_makes_it_one(int batch)
    {
        var graph = Import(Network(s_input with { Shape = [batch, 4], Signature = [-1, 4] }, s_output));

        CollectionAssert.AreEqual(new[] { 1, 4 }, graph.Inputs[0].Shape);
        Assert.IsEmpty(graph.Problems);
    }

    [TestMethod]
    public void Import_of_an_open_signature_uses_the_shape()
    {
        var graph = Import(Network(s_input with { Shape = [1, 4], Signature = [-1, -1] }, s_output));

        CollectionAssert.AreEqual(new[] { 1, 4 }, graph.Inputs[0].Shape);
        Assert.IsEmpty(graph.Problems);
    }

    [TestMethod]
    public void Import_of_an_unknown_dimension_is_a_problem_of_the_ops_that_use_it()
    {
        var graph = Import(Network(s_input with { Shape = [1, -1] }, s_output));

        var problem = graph.Problems.Single();
        Assert.AreEqual((0, "RELU", "input"), (problem.Op, problem.OpName, problem.Tensor));
        StringAssert.Contains(problem.Why, "shape [1,-1] has an unknown dimension");
        StringAssert.Contains(problem.Remedy, "fixed input shape");
    }

    [TestMethod]
    public void Import_of_variable_and_sparse_tensors_lists_both_as_problems()
    {
        var graph = Import(new RawModel
        {
            Tensors = [s_input, s_output, s_output with { Name = "state", IsVariable = true }, s_output with { Name = "holes", IsSparse = true, Buffer = 1 }],
            Ops = [new RawOp(0, [0, 2], [1]), new RawOp(0, [0, 3], [4])],
            Buffers = [new RawBuffer([1])],
        }, extra: s_output);

        Assert.HasCount(2, graph.Problems);
        StringAssert.Contains(graph.Problems[0].ToString(), "op #0 ADD (tensor 'state'): it is a variable");
        StringAssert.Contains(graph.Problems[1].ToString(), "op #1 ADD (tensor 'holes'): it is stored sparse");
    }

    [TestMethod]
    public void Import_of_blockwise_quantization_is_a_problem()
    {
        var graph = Import(Network(s_input with { QuantizationDetails = 2 }, s_output));

        StringAssert.Contains(graph.Problems.Single().Why, "neither per tensor nor per channel");
    }

    [TestMethod]
    public void Import_of_several_subgraphs_uses_the_first()
    {
        var graph = Import(new RawModel { Tensors = [s_input, s_output], Ops = [new RawOp(19, [0], [1])], SubgraphCount = 3 });

        Assert.HasCount(1, graph.Nodes);
    }

    [TestMethod]
    public void Import_of_a_constant_without_elements_is_a_constant()
    {
        var graph = Import(new RawModel
        {
            Tensors = [s_input, s_output, new RawTensor("shape", Int32, 0) { Scales = null }],
            Ops = [new RawOp(22, [0, 2], [1])],
        });

        var shape = graph.Nodes[0].Inputs[1]!;
        Assert.IsTrue(shape.IsConstant);
        Assert.AreEqual(0, shape.ElementCount);
    }

    [TestMethod]
    public void Import_of_a_tensor_without_a_name_names_it_by_its_index()
    {
        var graph = Import(Network(s_input with { Name = "" }, s_output));

        Assert.AreEqual("tensor_0", graph.Inputs[0].Name);
    }

    [TestMethod]
    public void Import_of_a_float_tensor_ignores_trained_in_ranges()
    {
        var graph = Import(Network(s_input with { Type = 0 }, s_output));

        Assert.AreEqual(TensorType.Float32, graph.Inputs[0].Type);
        Assert.IsNull(graph.Inputs[0].Quantization);
    }

    [TestMethod]
    [DataRow(0, "ADD")]
    [DataRow(16, "LSTM")]
    [DataRow(29, "CONCAT_EMBEDDINGS")]
    [DataRow(56, "ARG_MAX")]
    [DataRow(97, "RESIZE_NEAREST_NEIGHBOR")]
    [DataRow(98, "LEAKY_RELU")]
    [DataRow(114, "QUANTIZE")]
    [DataRow(117, "HARD_SWISH")]
    [DataRow(119, "WHILE")]
    [DataRow(128, "CUMSUM")]
    [DataRow(150, "GELU")]
    [DataRow(162, "STABLEHLO_LOGISTIC")]
    [DataRow(206, "STABLEHLO_COMPOSITE")]
    [DataRow(209, "STABLEHLO_CASE")]
    [DataRow(999, "BUILTIN_999")]
    public void Import_names_ops_as_TensorFlow_Lite_does(int code, string name) =>
        Assert.AreEqual(name, Import(Network(s_input, s_output, new RawOp(code, [0], [1]))).Nodes[0].Op);

    [TestMethod]
    public void Import_of_an_old_file_reads_its_one_byte_code() =>
        Assert.AreEqual("TANH", Import(Network(s_input, s_output, new RawOp(28, [0], [1]) { OnlyOldCode = true })).Nodes[0].Op);

    [TestMethod]
    public void Import_of_a_custom_op_gives_its_own_name() =>
        Assert.AreEqual("AudioSpectrogram", Import(Network(s_input, s_output, new RawOp(32, [0], [1]) { CustomCode = "AudioSpectrogram" })).Nodes[0].Op);

    [TestMethod]
    [DataRow("CONV_2D")]
    [DataRow("LOOKUP")]
    public void Import_of_a_custom_op_with_the_name_of_another_op_keeps_them_apart(string name) =>
        Assert.AreEqual($"CUSTOM {name}", Import(Network(s_input, s_output, new RawOp(32, [0], [1]) { CustomCode = name })).Nodes[0].Op);

    [TestMethod]
    public void Import_of_a_custom_op_without_a_name_says_custom() =>
        Assert.AreEqual("CUSTOM", Import(Network(s_input, s_output, new RawOp(32, [0], [1]))).Nodes[0].Op);

    private static RawModel Network(RawTensor input, RawTensor output, RawOp? op = null) =>
        new() { Tensors = [input, output], Ops = [op ?? new RawOp(19, [0], [1])] };

    private static NetworkGraph Import(RawModel model, RawTensor? extra = null)
    {
        if (extra is not null)
        {
            model.Tensors.Add(extra);
        }

        return TfliteImporter.Import(model.Build(), "test");
    }

    private static int Options(FlatBufferBuilder builder, int fields, Action<FlatBufferBuilder> add)
    {
        builder.StartTable(fields);
        add(builder);
        return builder.EndTable();
    }
}
