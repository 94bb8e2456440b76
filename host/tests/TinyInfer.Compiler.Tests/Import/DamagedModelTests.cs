using System.Buffers.Binary;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Import;

namespace TinyInfer.Compiler.Tests.Import;

/// <summary>Files that have the right identifier and cannot be true.</summary>
[TestClass]
public class DamagedModelTests
{
    private const byte Int8 = 9;
    private const byte Int32 = 2;
    private const int Relu = 19;
    private const int Add = 0;
    private const int Conv2D = 3;
    private const int AveragePool2D = 1;

    private static readonly RawTensor s_input = new("input", Int8, 1, 4);
    private static readonly RawTensor s_output = new("output", Int8, 1, 4);

    [TestMethod]
    public void Import_cut_short_says_truncated_with_found_and_expected()
    {
        var bytes = Good().Build();
        AssertRefused(bytes[..(bytes.Length / 2)], "truncated or damaged", $"but the file has {bytes.Length / 2} bytes", "export or download the model again");
    }

    [TestMethod]
    public void Import_with_a_root_outside_the_file_is_refused()
    {
        var bytes = Good().Build();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 0xFFFFFFF0);
        AssertRefused(bytes, "the model should be at bytes 4294967280");
    }

    [TestMethod]
    public void Import_with_a_vector_longer_than_the_file_is_refused_without_allocating()
    {
        // The main subgraph's inputs are the vector of length 1 that holds 0; its length becomes two billions.
        var bytes = Good().Build();
        var at = Find(bytes, [1, 0, 0, 0, 0, 0, 0, 0]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), 0x7FFFFFFF);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.ThrowsExactly<ModelFormatException>(() => TfliteImporter.Import(bytes, "test"));
        StringAssert.Contains(refusal.Message, "of the main subgraph should be at bytes");
        Assert.IsLessThan(1_000_000L, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Import_with_parts_shared_thousands_of_times_is_refused_in_bounded_memory()
    {
        // 50,000 tensors that are all the same one, which has a name of 50,000 characters.
        var model = Good();
        model.Tensors[0] = model.Tensors[0] with { Name = new string('x', 50_000) };
        model.Tensors.AddRange(Enumerable.Repeat(s_input, 50_000));
        var bytes = model.Build();
        var tensors = Find(bytes, BitConverter.GetBytes(50_002)) + 4;
        var shared = tensors + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(tensors));
        for (var i = 2; i < 50_002; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(tensors + 4 * i), shared - (tensors + 4 * i));
        }

        AssertRefused(bytes, "refer to the same bytes over and over");
    }

    [TestMethod]
    public void Import_of_another_schema_version_names_both() =>
        AssertRefused(new RawModel { Version = 2 }.Build(), "schema version 2, 3 is expected");

    [TestMethod]
    public void Import_without_a_subgraph_is_refused() =>
        AssertRefused(new RawModel { SubgraphCount = 0 }.Build(), "no subgraph");

    [TestMethod]
    public void Import_without_outputs_is_refused() =>
        AssertRefused(Edges(outputs: []).Build(), "no outputs");

    [TestMethod]
    public void Import_with_an_operator_code_out_of_range_is_refused() =>
        AssertRefused(Good(new RawOp(Relu, [0], [1]) { OpcodeIndex = 7 }).Build(), "op #0 has operator code 7, but there are 1");

    [TestMethod]
    [DataRow(2)]
    [DataRow(-2)]
    [DataRow(int.MinValue)]
    public void Import_with_an_op_input_out_of_range_is_refused(int index) =>
        AssertRefused(Good(new RawOp(Relu, [index], [1])).Build(), $"tensor #{index} is an input of op #0 RELU, but there are 2 tensors");

    [TestMethod]
    [DataRow(2)]
    [DataRow(-1)]
    public void Import_with_an_op_output_out_of_range_is_refused(int index) =>
        AssertRefused(Good(new RawOp(Relu, [0], [index])).Build(), $"tensor #{index} is an output of op #0 RELU");

    [TestMethod]
    public void Import_with_a_network_input_out_of_range_is_refused() =>
        AssertRefused(Edges(inputs: [9]).Build(), "tensor #9 is an input of the network");

    [TestMethod]
    public void Import_with_a_network_output_out_of_range_is_refused() =>
        AssertRefused(Edges(outputs: [9]).Build(), "tensor #9 is an output of the network");

    [TestMethod]
    public void Import_with_a_buffer_out_of_range_is_refused() =>
        AssertRefused(Model([s_input with { Buffer = 5 }, s_output]).Build(), "tensor #0 'input' refers to buffer 5, but there are 1");

    [TestMethod]
    public void Import_of_a_tensor_written_twice_names_both_ops() =>
        AssertRefused(
            Good(new RawOp(Relu, [0], [1]), new RawOp(Relu, [0], [1])).Build(),
            "tensor #1 has two sources: op #1 RELU writes it, and op #0 writes it");

    [TestMethod]
    public void Import_of_an_input_that_an_op_writes_is_refused() =>
        AssertRefused(Good(new RawOp(Relu, [0], [1]), new RawOp(Relu, [1], [0])).Build(), "tensor #0 has two sources", "it is an input of the network");

    [TestMethod]
    public void Import_of_an_input_named_twice_is_refused() =>
        AssertRefused(Edges(inputs: [0, 0]).Build(), "tensor #0 has two sources");

    [TestMethod]
    public void Import_of_ops_out_of_order_names_reader_and_writer() =>
        AssertRefused(
            Model([s_input, s_output, s_output with { Name = "middle" }], new RawOp(Relu, [2], [1]), new RawOp(Relu, [0], [2])).Build(),
            "tensor #2 'middle': op #0 RELU reads it, but op #1 RELU writes it only then", "out of order or form a cycle");

    [TestMethod]
    public void Import_of_an_op_that_reads_its_own_output_is_refused() =>
        AssertRefused(Good(new RawOp(Add, [0, 1], [1])).Build(), "op #0 ADD reads it, but op #0 ADD writes it only then", "cycle");

    [TestMethod]
    public void Import_of_a_tensor_nobody_writes_is_refused() =>
        AssertRefused(
            Model([s_input, s_output, s_output with { Name = "lost" }], new RawOp(Add, [0, 2], [1])).Build(),
            "tensor #2 'lost': op #0 ADD reads it, but no op writes it and it is neither an input nor a constant");

    [TestMethod]
    public void Import_of_an_output_nobody_writes_is_refused() =>
        AssertRefused(Model([s_input, s_output]).Build(), "tensor #1 'output': it is an output of the network, but no op writes it");

    [TestMethod]
    public void Import_of_a_constant_that_an_op_writes_is_refused() =>
        AssertRefused(
            WithBuffer(new RawBuffer([1, 2, 3, 4]), [s_input, s_output with { Buffer = 1 }]).Build(),
            "tensor #1 'output' is a constant of 4 bytes and yet an input of the network or the output of an op");

    [TestMethod]
    public void Import_of_a_constant_of_the_wrong_size_names_found_and_expected() =>
        AssertRefused(
            WithBuffer(new RawBuffer([1, 2, 3]), [s_input, s_output, new RawTensor("bias", Int32, 2) { Buffer = 1 }]).Build(),
            "tensor #2 'bias' has 3 bytes of data, but 8 are expected for shape [2] of INT32");

    [TestMethod]
    public void Import_of_a_shape_beyond_all_bounds_is_refused() =>
        AssertRefused(Model([s_input with { Shape = [65536, 65536] }, s_output], new RawOp(Relu, [0], [1])).Build(), "shape [65536,65536], which no tensor can have");

    [TestMethod]
    public void Import_of_a_negative_dimension_is_refused() =>
        AssertRefused(Model([s_input with { Shape = [1, -7] }, s_output], new RawOp(Relu, [0], [1])).Build(), "shape [1,-7]");

    [TestMethod]
    public void Import_of_nine_dimensions_is_refused() =>
        AssertRefused(Model([s_input with { Shape = [1, 1, 1, 1, 1, 1, 1, 1, 4] }, s_output], new RawOp(Relu, [0], [1])).Build(), "has 9 dimensions; at most 8");

    [TestMethod]
    public void Import_of_data_outside_the_flatbuffer_is_refused() =>
        AssertRefused(
            WithBuffer(new RawBuffer([]) { Offset = 4096, Size = 4 }, [s_input, s_output, s_output with { Buffer = 1 }]).Build(),
            "outside the FlatBuffer", "2 GB");

    [TestMethod]
    public void Import_of_data_in_another_file_is_refused() =>
        AssertRefused(Model([s_input, s_output, s_output with { ExternalBuffer = 1 }], new RawOp(Relu, [0], [1])).Build(), "in another file");

    [TestMethod]
    [DataRow(0f)]
    [DataRow(-1f)]
    [DataRow(float.NaN)]
    [DataRow(float.PositiveInfinity)]
    public void Import_of_an_impossible_scale_is_refused(float scale) =>
        AssertRefused(Model([s_input with { Scales = [scale] }, s_output], new RawOp(Relu, [0], [1])).Build(), "tensor 'input' has the scale", "a positive number is expected");

    [TestMethod]
    public void Import_of_a_zero_point_outside_of_the_type_is_refused() =>
        AssertRefused(Model([s_input with { ZeroPoints = [128] }, s_output], new RawOp(Relu, [0], [1])).Build(), "zero point 128, -128 to 127 is expected");

    [TestMethod]
    public void Import_of_scales_that_fit_no_axis_is_refused() =>
        AssertRefused(
            Model([s_input with { Scales = [1, 1, 1], ZeroPoints = [0, 0, 0], QuantizedDimension = 1 }, s_output], new RawOp(Relu, [0], [1])).Build(),
            "3 scales, but 4 are expected along axis 1");

    [TestMethod]
    public void Import_of_an_axis_out_of_range_is_refused() =>
        AssertRefused(
            Model([s_input with { Scales = [1, 1], ZeroPoints = [0, 0], QuantizedDimension = 2 }, s_output], new RawOp(Relu, [0], [1])).Build(),
            "quantised along axis 2, but has 2 dimensions");

    [TestMethod]
    public void Import_of_scales_without_their_zero_points_is_refused() =>
        AssertRefused(Model([s_input with { ZeroPoints = [0, 0] }, s_output], new RawOp(Relu, [0], [1])).Build(), "2 zero points and 1 scales");

    [TestMethod]
    public void Import_of_options_of_another_kind_is_refused() =>
        AssertRefused(Good(new RawOp(Conv2D, [0], [1]) { OptionsType = 5, Options = builder => Table(builder, 6) }).Build(), "op #0 CONV_2D: its options are of kind 5, 1 is expected");

    [TestMethod]
    public void Import_of_a_stride_of_zero_is_refused() =>
        AssertRefused(Good(new RawOp(AveragePool2D, [0], [1]) { OptionsType = 5, Options = builder => Table(builder, 6) }).Build(), "op #0 AVERAGE_POOL_2D: stride height is 0, at least 1 is expected");

    [TestMethod]
    public void Import_of_an_unknown_activation_is_refused()
    {
        var model = Good(new RawOp(Add, [0, 0], [1])
        {
            OptionsType = 11,
            Options = builder =>
            {
                builder.StartTable(1);
                builder.AddByte(0, 77, 0);
                return builder.EndTable();
            },
        });
        AssertRefused(model.Build(), "op #0 ADD: fused activation 77 is unknown");
    }

    private static RawModel Good(params RawOp[] ops) => Model([s_input, s_output], ops.Length > 0 ? ops : [new RawOp(Relu, [0], [1])]);

    private static RawModel Edges(int[]? inputs = null, int[]? outputs = null) => new()
    {
        Tensors = [s_input, s_output],
        Ops = [new RawOp(Relu, [0], [1])],
        Inputs = inputs ?? [0],
        Outputs = outputs ?? [1],
    };

    private static RawModel Model(List<RawTensor> tensors, params RawOp[] ops) => new() { Tensors = tensors, Ops = [.. ops] };

    private static RawModel WithBuffer(RawBuffer buffer, List<RawTensor> tensors) => new()
    {
        Tensors = tensors,
        Ops = [new RawOp(Relu, [0], [1])],
        Buffers = [buffer],
    };

    private static int Table(Google.FlatBuffers.FlatBufferBuilder builder, int fields)
    {
        builder.StartTable(fields);
        return builder.EndTable();
    }

    private static int Find(byte[] bytes, byte[] pattern)
    {
        var at = bytes.AsSpan().IndexOf(pattern);
        Assert.IsGreaterThan(0, at, "the pattern that the test changes is not there");
        return at;
    }

    private static void AssertRefused(byte[] bytes, params string[] sentences)
    {
        var refusal = Assert.ThrowsExactly<ModelFormatException>(() => TfliteImporter.Import(bytes, "test"));
        foreach (var sentence in sentences)
        {
            StringAssert.Contains(refusal.Message, sentence);
        }
    }
}
