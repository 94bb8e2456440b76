using Google.FlatBuffers;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Import;

namespace TinyInfer.Compiler.Tests.Import;

/// <summary>Every option has another value than its default and its neighbours, so that no two can be mistaken.</summary>
[TestClass]
public class OptionsReaderTests
{
    [TestMethod]
    public void Conv2D_options_are_read() => AssertOptions(
        new Conv2DOptions(Padding.Valid, StrideHeight: 3, StrideWidth: 2, DilationHeight: 5, DilationWidth: 4, FusedActivation.Relu6),
        3, 1, 6, b => Byte(b, 0, 1), b => Int(b, 1, 2), b => Int(b, 2, 3), b => Byte(b, 3, 3), b => Int(b, 4, 4), b => Int(b, 5, 5));

    [TestMethod]
    public void Conv2D_dilation_is_1_when_absent() => AssertOptions(
        new Conv2DOptions(Padding.Same, 3, 2, 1, 1, FusedActivation.None),
        3, 1, 6, b => Int(b, 1, 2), b => Int(b, 2, 3));

    [TestMethod]
    public void DepthwiseConv2D_options_are_read() => AssertOptions(
        new DepthwiseConv2DOptions(Padding.Valid, StrideHeight: 3, StrideWidth: 2, DilationHeight: 6, DilationWidth: 5, DepthMultiplier: 4, FusedActivation.Relu),
        4, 2, 7, b => Byte(b, 0, 1), b => Int(b, 1, 2), b => Int(b, 2, 3), b => Int(b, 3, 4), b => Byte(b, 4, 1), b => Int(b, 5, 5), b => Int(b, 6, 6));

    [TestMethod]
    [DataRow(1)]
    [DataRow(17)]
    public void Pool2D_options_are_read(int code) => AssertOptions(
        new Pool2DOptions(Padding.Valid, StrideHeight: 3, StrideWidth: 2, FilterHeight: 5, FilterWidth: 4, FusedActivation.ReluN1To1),
        code, 5, 6, b => Byte(b, 0, 1), b => Int(b, 1, 2), b => Int(b, 2, 3), b => Int(b, 3, 4), b => Int(b, 4, 5), b => Byte(b, 5, 2));

    [TestMethod]
    public void FullyConnected_options_are_read() => AssertOptions(
        new FullyConnectedOptions(FusedActivation.Relu6, ShuffledWeights: true, KeepNumDims: true),
        9, 8, 4, b => Byte(b, 0, 3), b => Byte(b, 1, 1), b => Byte(b, 2, 1));

    [TestMethod]
    public void Softmax_beta_is_read() => AssertOptions(new SoftmaxOptions(0.75f), 25, 9, 1, b => Single(b, 0, 0.75f));

    [TestMethod]
    public void Concatenation_options_are_read() => AssertOptions(
        new ConcatenationOptions(-1, FusedActivation.Relu), 2, 10, 2, b => Int(b, 0, -1), b => Byte(b, 1, 1));

    [TestMethod]
    [DataRow(0, 11)]
    [DataRow(18, 21)]
    [DataRow(41, 28)]
    public void Binary_activations_are_read(int code, int kind) => AssertOptions(
        new BinaryOptions(FusedActivation.SignBit), code, (byte)kind, 1, b => Byte(b, 0, 5));

    [TestMethod]
    public void Gather_options_are_read() => AssertOptions(new GatherOptions(2, 1), 36, 23, 2, b => Int(b, 0, 2), b => Int(b, 1, 1));

    [TestMethod]
    [DataRow(40)]
    [DataRow(81)]
    public void Reducer_options_are_read(int code) => AssertOptions(new ReducerOptions(true), code, 27, 1, b => Byte(b, 0, 1));

    [TestMethod]
    public void StridedSlice_options_are_read() => AssertOptions(
        new StridedSliceOptions(1, 2, 4, 8, 16, true),
        45, 32, 6, b => Int(b, 0, 1), b => Int(b, 1, 2), b => Int(b, 2, 4), b => Int(b, 3, 8), b => Int(b, 4, 16), b => Byte(b, 5, 1));

    [TestMethod]
    public void Split_count_is_read() => AssertOptions(new SplitOptions(3), 49, 35, 1, b => Int(b, 0, 3));

    [TestMethod]
    public void Pack_options_are_read() => AssertOptions(new PackOptions(3, -1), 83, 59, 2, b => Int(b, 0, 3), b => Int(b, 1, -1));

    [TestMethod]
    public void ResizeNearestNeighbor_options_are_read() => AssertOptions(
        new ResizeNearestNeighborOptions(AlignCorners: false, HalfPixelCenters: true), 97, 74, 2, b => Byte(b, 1, 1));

    [TestMethod]
    public void LeakyRelu_alpha_is_read() => AssertOptions(new LeakyReluOptions(-0.25f), 98, 75, 1, b => Single(b, 0, -0.25f));

    [TestMethod]
    public void LeakyRelu_alpha_that_is_no_number_is_refused()
    {
        var model = Model(98, 75, 1, b => Single(b, 0, float.NaN));

        var refusal = Assert.ThrowsExactly<ModelFormatException>(() => TfliteImporter.Import(model.Build(), "test"));
        StringAssert.Contains(refusal.Message, "op #0 LEAKY_RELU: alpha is NaN, a finite number is expected");
    }

    [TestMethod]
    public void Absent_options_have_all_defaults()
    {
        var model = new RawModel
        {
            Tensors = [new RawTensor("input", 9, 1), new RawTensor("output", 9, 1)],
            Ops = [new RawOp(0, [0, 0], [1])],
        };

        Assert.AreEqual(new BinaryOptions(FusedActivation.None), TfliteImporter.Import(model.Build(), "test").Nodes[0].Options);
    }

    private static void AssertOptions(object expected, int code, byte kind, int fields, params Action<FlatBufferBuilder>[] adds) =>
        Assert.AreEqual(expected, TfliteImporter.Import(Model(code, kind, fields, adds).Build(), "test").Nodes[0].Options);

    private static RawModel Model(int code, byte kind, int fields, params Action<FlatBufferBuilder>[] adds) => new()
    {
        Tensors = [new RawTensor("input", 9, 1), new RawTensor("output", 9, 1)],
        Ops =
        [
            new RawOp(code, [0], [1])
            {
                OptionsType = kind,
                Options = builder =>
                {
                    builder.StartTable(fields);
                    Array.ForEach(adds, add => add(builder));
                    return builder.EndTable();
                },
            },
        ],
    };

    private static void Byte(FlatBufferBuilder builder, int field, byte value) => builder.AddByte(field, value, 0);

    private static void Int(FlatBufferBuilder builder, int field, int value) => builder.AddInt(field, value, 0);

    private static void Single(FlatBufferBuilder builder, int field, float value) => builder.AddFloat(field, value, 0);
}
