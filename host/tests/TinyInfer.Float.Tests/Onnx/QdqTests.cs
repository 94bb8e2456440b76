using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TinyInfer.Compiler;
using TinyInfer.Testing;

namespace TinyInfer.Float.Tests.Onnx;

/// <summary>Networks with QuantizeLinear and DequantizeLinear, as PyTorch and ONNX Runtime write them, against ONNX Runtime's int8 kernels.</summary>
[TestClass]
public class QdqTests
{
    private const int Samples = 40;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Dense_probe()
    {
        var net = new QdqNetwork(unsigned: true);
        var x = net.Input("x", 0.05f, 0, 1, 10);
        net.Output(net.Round(net.Dense(x, 10, 7), 0.08f, 10), 0.08f);

        net.AssertAgrees(Samples, TestContext);
    }

    [TestMethod]
    [DataRow(false, DisplayName = "int8 activations")]
    [DataRow(true, DisplayName = "uint8 activations")]
    public void ConvolutionsAndDense_differFromOnnxRuntimeByOneStepAtMost(bool unsigned)
    {
        var net = new QdqNetwork(unsigned);
        var x = net.Input("x", 0.03f, 0, 1, 3, 12, 12);
        var a = net.Round(net.Conv(x, 8, 3, 3, 3, relu: true, pad: 1), 0.02f, -128);
        var depthwise = net.Round(net.Conv(a, 8, 1, 3, 3, relu: true, pad: 1, group: 8), 0.01f, -128);
        var pointwise = net.Round(net.Conv(depthwise, 8, 8, 1, 1, relu: false, pad: 0), 0.02f, 5);
        var sum = net.Round(net.Op("Add", [pointwise, a]), 0.03f, -20);
        var pooled = net.Round(net.Op("MaxPool", [sum], ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })), 0.03f, -20);
        var mean = net.Round(net.Op("GlobalAveragePool", [pooled]), 0.02f, -30);
        var flat = net.Op("Flatten", [mean]);
        net.Output(net.Round(net.Dense(flat, 8, 6), 0.03f, 3), 0.03f);

        net.AssertAgrees(Samples, TestContext);
    }

    [TestMethod]
    public void FunctionsAndConcat_differFromOnnxRuntimeByOneStepAtMost()
    {
        var net = new QdqNetwork(unsigned: true);
        var x = net.Input("x", 0.04f, 0, 1, 4, 8, 8);
        var a = net.Round(net.Conv(x, 4, 4, 3, 3, relu: false, pad: 1), 0.03f, 0);
        var b = net.Round(net.Op("Sigmoid", [a]), 1 / 255f, -128);
        var c = net.Round(net.Op("HardSwish", [a]), 0.02f, -100);
        var d = net.Round(net.Op("LeakyRelu", [a], ("alpha", 0.1f)), 0.02f, -100);
        var joint = net.Round(net.Op("Concat", [b, c, d], ("axis", 1)), 0.02f, -100);
        var product = net.Round(net.Op("Mul", [joint, joint]), 0.05f, -110);
        net.Output(net.Round(net.Op("AveragePool", [product], ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })), 0.05f, -110), 0.05f);

        net.AssertAgrees(Samples, TestContext);
    }

    [TestMethod]
    public void Softmax_withOnnxRuntimesScale_differsByOneStepAtMost()
    {
        var net = new QdqNetwork(unsigned: true);
        var x = net.Input("x", 0.05f, 0, 1, 10);
        net.Output(net.Round(net.Op("Softmax", [net.Round(net.Dense(x, 10, 7), 0.08f, 10)], ("axis", 1)), 1 / 255f, -128), 1 / 255f);

        net.AssertAgrees(Samples, TestContext);
    }

    [TestMethod]
    public void PartlyQuantised_isRefusedByName()
    {
        var net = new QdqNetwork(unsigned: false);
        var x = net.Input("x", 0.05f, 0, 1, 10);
        var hidden = net.Op("LeakyRelu", [net.Dense(x, 10, 7)]);
        net.Output(net.Round(hidden, 0.1f, 0), 0.1f);

        var failure = Assert.ThrowsExactly<UnsupportedModelException>(() => ModelConverter.Convert(net.Build(), new ConvertOptions()));
        StringAssert.Contains(failure.Message, "it is not quantised, but other parts of the network are");
        StringAssert.Contains(failure.Message, "--calibrate DATA");
    }

    [TestMethod]
    public void WeightsWithZeroPoint_areRefusedWithTheRemedy()
    {
        var net = new QdqNetwork(unsigned: true) { WeightZeroPoint = 3 };
        var x = net.Input("x", 0.05f, 0, 1, 10);
        net.Output(net.Round(net.Dense(x, 10, 7), 0.1f, 0), 0.1f);

        var failure = Assert.ThrowsExactly<UnsupportedModelException>(() => ModelConverter.Convert(net.Build(), new ConvertOptions()));
        StringAssert.Contains(failure.Message, "the weights have a zero point; quantise weights symmetrically");
    }
}

/// <summary>A network whose every op stands between pairs of QuantizeLinear and DequantizeLinear.</summary>
internal sealed class QdqNetwork(bool unsigned)
{
    private const float WeightScale = 0.01f;
    private readonly OnnxBuilder _model = new(17);
    private readonly SeededRandom _random = new(5);
    private int _names;
    private int[] _inputShape = [];
    private float _outputScale;

    public int WeightZeroPoint { get; init; }

    public string Input(string name, float scale, int zeroPoint, params int[] shape)
    {
        _inputShape = shape;
        _model.Input(name, shape);
        return Round(name, scale, zeroPoint);
    }

    /// <summary>QuantizeLinear and DequantizeLinear; the zero point is int8's.</summary>
    public string Round(string value, float scale, int zeroPoint)
    {
        var parameters = Parameters(scale, zeroPoint);
        return _model.Op("DequantizeLinear", [_model.Op("QuantizeLinear", [value, .. parameters]), .. parameters]);
    }

    public string Op(string op, string[] inputs, params (string, object)[] attributes) => _model.Op(op, inputs, attributes);

    public string Conv(string x, int outputs, int inputs, int height, int width, bool relu, int pad, int group = 1)
    {
        var y = _model.Op(
            "Conv", [x, Weights([outputs, inputs, height, width]), Bias(outputs)],
            ("pads", new[] { pad, pad, pad, pad }), ("group", group), ("kernel_shape", new[] { height, width }));
        return relu ? _model.Op("Relu", [y]) : y;
    }

    public string Dense(string x, int inputs, int outputs) => _model.Op("Gemm", [x, Weights([outputs, inputs]), Bias(outputs)], ("transB", 1));

    public void Output(string value, float scale)
    {
        _outputScale = scale;
        _model.Output(value);
    }

    public byte[] Build() => _model.Build();

    /// <summary>Counts elements that differ; none may differ by more than one step of the output.</summary>
    public void AssertAgrees(int samples, TestContext context)
    {
        var bytes = Build();
        using var session = new InferenceSession(bytes);
        var interpreter = new Interpreter(Model.Load(ModelSource.FromArray(ModelConverter.Convert(bytes, new ConvertOptions()))), new ManagedBackend());
        var random = new SeededRandom(99);
        var (all, different, most) = (0, 0, 0);
        for (var sample = 0; sample < samples; sample++)
        {
            var tensor = new DenseTensor<float>(_inputShape);
            for (var i = 0; i < tensor.Length; i++)
            {
                tensor.SetValue(i, (float)(6 * (random.NextDouble() - 0.5)));
                interpreter.Input(0).WriteFloat(i, tensor.GetValue(i));
            }

            using var expected = session.Run([NamedOnnxValue.CreateFromTensor("x", tensor)]);
            interpreter.Invoke();
            var wanted = expected[0].AsTensor<float>().ToArray();
            for (var i = 0; i < wanted.Length; i++)
            {
                var steps = (int)Math.Round(Math.Abs(wanted[i] - interpreter.Output(0).ReadFloat(i)) / _outputScale);
                (all, different, most) = (all + 1, different + (steps > 0 ? 1 : 0), Math.Max(most, steps));
            }
        }

        Assert.IsLessThanOrEqualTo(1, most, $"{different} of {all} elements differ, by up to {most} steps");
        Assert.IsLessThan(all / 20, different);
    }

    private string[] Parameters(float scale, int zeroPoint) =>
    [
        _model.Scalar($"scale{_names}", scale),
        _model.Raw($"zero{_names++}", unsigned ? OnnxBuilder.UInt8 : OnnxBuilder.Int8, [], [(byte)(unsigned ? zeroPoint + 128 : zeroPoint)]),
    ];

    private string Weights(int[] shape)
    {
        var outputs = shape[0];
        var bytes = new byte[shape.Aggregate(1, (product, size) => product * size)];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(sbyte)_random.Next(-60, 60);
        }

        var (raw, scale, zero) = ($"weights{_names}", $"weightScale{_names}", $"weightZero{_names++}");
        _model.Raw(raw, OnnxBuilder.Int8, shape, bytes);
        _model.Constant(scale, [outputs], [.. Enumerable.Range(0, outputs).Select(i => WeightScale * (1 + i % 3))]);
        _model.Raw(zero, OnnxBuilder.Int8, [outputs], [.. Enumerable.Repeat((byte)WeightZeroPoint, outputs)]);
        return _model.Op("DequantizeLinear", [raw, scale, zero], ("axis", 0));
    }

    private string Bias(int outputs) => _model.Weights($"bias{_names++}", _random, outputs);
}
