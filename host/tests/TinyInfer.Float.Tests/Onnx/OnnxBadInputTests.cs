using TinyInfer.Compiler;
using TinyInfer.Compiler.Import;
using TinyInfer.Compiler.Import.Onnx;
using TinyInfer.Compiler.Quantizing;
using TinyInfer.Testing;

namespace TinyInfer.Float.Tests.Onnx;

[TestClass]
public class OnnxBadInputTests
{
    private readonly SeededRandom _random = new(9);

    [TestMethod]
    public void UnknownOps_allAreListed()
    {
        var model = new OnnxBuilder().Input("x", 1, 4);
        model.Output(model.Op("Erf", [model.Op("Relu", [model.Op("LSTM", ["x"])])]));

        var failure = Assert.ThrowsExactly<UnsupportedModelException>(() => OnnxImporter.Import(model.Build(), new ImportOptions()));

        Assert.HasCount(2, failure.Problems);
        StringAssert.Contains(failure.Message, "op #0 LSTM");
        StringAssert.Contains(failure.Message, "op #2 Erf");
    }

    [TestMethod]
    public void OpenDimensions_nameTheOptionThatClosesThem()
    {
        var model = new OnnxBuilder().Input("pic", -1, 3, -1, 96);
        model.Output(model.Op("Relu", ["pic"]));

        var graph = OnnxImporter.Import(model.Build(), new ImportOptions());

        StringAssert.Contains(graph.Problems[0].ToString(), "its shape [open,3,open,96] has open dimensions; give its shape: --shape pic=1,3,N,96, with a number for each N");
    }

    [TestMethod]
    public void Shape_thatContradictsTheFile_isRefused()
    {
        var model = new OnnxBuilder().Input("x", 1, 3, -1);
        model.Output(model.Op("Relu", ["x"]));

        var options = new ImportOptions { Shapes = new Dictionary<string, int[]> { ["x"] = [1, 4, 5], ["y"] = [1] } };
        var problems = string.Join('\n', OnnxImporter.Import(model.Build(), options).Problems);

        StringAssert.Contains(problems, "--shape says [1,4,5], the file [1,3,open]");
        StringAssert.Contains(problems, "--shape names an input 'y', but the network's are 'x'");
    }

    [TestMethod]
    public void ExternalData_missing_namesTheFile()
    {
        var model = new OnnxBuilder().Input("x", 1, 4);
        model.Output(model.Op("Gemm", ["x", model.External("w", [4, 2], "weights.data", 8, 32)]));
        var bytes = model.Build();

        var failure = Assert.ThrowsExactly<ModelFormatException>(() => OnnxImporter.Import(bytes, new ImportOptions()));
        StringAssert.Contains(failure.Message, "tensor 'w' has its data in another file, 'weights.data', which is not beside the model");

        var graph = OnnxImporter.Import(bytes, new ImportOptions { ExternalData = name => name == "weights.data" ? new byte[40] : null });
        Assert.HasCount(1, graph.Nodes);
    }

    [TestMethod]
    [DataRow(10)]
    [DataRow(22)]
    public void Opset_outOfRange_isNamed(int opset)
    {
        var model = new OnnxBuilder(opset).Input("x", 1, 4);
        model.Output(model.Op("Relu", ["x"]));

        var failure = Assert.ThrowsExactly<UnsupportedModelException>(() => OnnxImporter.Import(model.Build(), new ImportOptions()));
        StringAssert.Contains(failure.Message, $"its opset is {opset}, 11 to 21 are supported; export it with opset_version=17");
    }

    [TestMethod]
    public void Resize_toOtherNeighbours_isRefusedWithTheRemedy()
    {
        var model = new OnnxBuilder().Input("x", 1, 2, 3, 4);
        model.Output(model.Op(
            "Resize", ["x", "", model.Constant("scales", [4], [1, 1, 2, 2])],
            ("mode", "nearest"), ("coordinate_transformation_mode", "half_pixel"), ("nearest_mode", "floor")));

        StringAssert.Contains(OnnxImporter.Import(model.Build(), new ImportOptions()).Problems[0].ToString(), "picks other neighbours than are supported");
    }

    /// <summary>Whatever a file holds, the answer is a model or one of the typed errors.</summary>
    [TestMethod]
    public void DamagedFiles_giveTypedErrorsOnly()
    {
        var good = Whole();
        for (var i = 0; i < 3000; i++)
        {
            byte[] bytes = [.. good];
            for (var flips = _random.Next(1, 4); flips > 0; flips--)
            {
                bytes[_random.Next(2, bytes.Length - 1)] = (byte)_random.Next(0, 255);
            }

            bytes = i % 5 == 0 ? bytes[.._random.Next(8, bytes.Length)] : bytes;
            try
            {
                ModelConverter.Convert(bytes, new ConvertOptions
                {
                    Float = new FloatOptions
                    {
                        Calibration = graph => new CalibrationSet("data", graph, [new float[144]]),
                        Quantize = new QuantizeOptions { Effort = 0 },
                    },
                });
            }
            catch (Exception failure) when (failure is ModelFormatException or UnsupportedModelException or BadDataException)
            {
                // As it should be.
            }
        }
    }

    private byte[] Whole()
    {
        var model = new OnnxBuilder().Input("x", 1, 4, 6, 6);
        var a = model.Op("Conv", ["x", model.Weights("w", _random, 4, 2, 3, 3)], ("group", 2), ("pads", new[] { 1, 1, 1, 1 }), ("strides", new[] { 2, 2 }));
        var b = model.Op("Concat", [model.Op("MaxPool", [a], ("kernel_shape", new[] { 2, 2 })), model.Op("AveragePool", [a], ("kernel_shape", new[] { 2, 2 }))], ("axis", 1));
        var c = model.Op("Transpose", [model.Op("Slice", [b, model.Constant("s", 0), model.Constant("e", 4), model.Constant("ax", 1)])], ("perm", new[] { 0, 2, 3, 1 }));
        var d = model.Op("Softmax", [model.Op("Gemm", [model.Op("Flatten", [c]), model.Weights("wf", _random, 16, 3)])]);
        model.Output(d);
        return model.Build();
    }
}
