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
    [DataRow(false, DisplayName = "as ONNX Runtime writes it: the bias is int32")]
    [DataRow(true, DisplayName = "as PyTorch writes it: the bias is float")]
    public void Dense_differsFromOnnxRuntimeByOneStepAtMost(bool floatBias)
    {
        var net = new QdqNetwork(unsigned: true) { HasFloatBias = floatBias };
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
    [DataRow("Sigmoid", 1 / 255f, -128)]
    [DataRow("Tanh", 2 / 255f, 0)]
    [DataRow("HardSwish", 0.02f, -100)]
    [DataRow("HardSigmoid", 1 / 255f, -128)]
    [DataRow("LeakyRelu", 0.02f, -100)]
    [DataRow("Relu", 0.015f, -128)]
    [DataRow("Softmax", 1 / 255f, -128)]
    [DataRow("GlobalAveragePool", 0.01f, 3)]
    public void Op_betweenItsOwnScales_differsByOneStepAtMost(string op, float scale, int zeroPoint)
    {
        var net = new QdqNetwork(unsigned: true);
        var x = net.Input("x", 0.024f, 0, 1, 4, 8, 8);
        net.Output(net.Round(net.Op(op, [x]), scale, zeroPoint), scale);

        net.AssertAgrees(Samples, TestContext, oneIn: op == "Softmax" ? 4 : 10);
    }

    /// <summary>Means of four integers are ties in a quarter of all cases: ONNX Runtime rounds them to even, int8 kernels away from 0.</summary>
    [TestMethod]
    [DataRow("AveragePool", 2)]
    [DataRow("MaxPool", 20)]
    public void Pool_differsByOneStepAtMost(string op, int oneIn)
    {
        var net = new QdqNetwork(unsigned: true);
        var x = net.Input("x", 0.024f, 0, 1, 4, 8, 8);
        net.Output(net.Round(net.Op(op, [x], ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })), 0.024f, 0), 0.024f);

        net.AssertAgrees(Samples, TestContext, oneIn);
    }

    [TestMethod]
    [DataRow("Add")]
    [DataRow("Sub")]
    [DataRow("Mul")]
    [DataRow("Concat")]
    public void TwoOperands_ofOtherScales_differByOneStepAtMost(string op)
    {
        var net = new QdqNetwork(unsigned: true);
        var x = net.Input("x", 0.024f, 0, 1, 4, 8, 8);
        var y = net.Round(net.Op("Relu", [x]), 0.02f, -128);
        var z = op == "Concat" ? net.Op(op, [x, y], ("axis", 1)) : net.Op(op, [x, y]);
        net.Output(net.Round(z, 0.05f, -10), 0.05f);

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
    private readonly Dictionary<string, float> _scales = [];
    private int _names;
    private int[] _inputShape = [];
    private float _outputScale;

    public int WeightZeroPoint { get; init; }

    public bool HasFloatBias { get; init; }

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
        var rounded = _model.Op("DequantizeLinear", [_model.Op("QuantizeLinear", [value, .. parameters]), .. parameters]);
        _scales[rounded] = scale;
        return rounded;
    }

    public string Op(string op, string[] inputs, params (string, object)[] attributes)
    {
        var output = _model.Op(op, inputs, attributes);
        _scales[output] = _scales.GetValueOrDefault(inputs[0]);
        return output;
    }

    public string Conv(string x, int outputs, int inputs, int height, int width, bool relu, int pad, int group = 1)
    {
        var y = _model.Op(
            "Conv", [x, Weights([outputs, inputs, height, width]), Bias(outputs, x)],
            ("pads", new[] { pad, pad, pad, pad }), ("group", group), ("kernel_shape", new[] { height, width }));
        return relu ? _model.Op("Relu", [y]) : y;
    }

    public string Dense(string x, int inputs, int outputs) => _model.Op("Gemm", [x, Weights([outputs, inputs]), Bias(outputs, x)], ("transB", 1));

    public void Output(string value, float scale)
    {
        _outputScale = scale;
        _model.Output(value);
    }

    public byte[] Build() => _model.Build();

    /// <summary>Counts elements that differ; none may differ by more than one step of the output.</summary>
    /// <param name="oneIn">Fewer than one in so many elements may differ.</param>
    public void AssertAgrees(int samples, TestContext context, int oneIn = 10)
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

        context.WriteLine($"{different} of {all} elements differ from ONNX Runtime's");
        Assert.IsLessThanOrEqualTo(1, most, $"{different} of {all} elements differ, by up to {most} steps");
        Assert.IsLessThan(all / oneIn, different);
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
        _model.Constant(scale, [outputs], WeightScales(outputs));
        _model.Raw(zero, OnnxBuilder.Int8, [outputs], [.. Enumerable.Repeat((byte)WeightZeroPoint, outputs)]);
        return _model.Op("DequantizeLinear", [raw, scale, zero], ("axis", 0));
    }

    private static float[] WeightScales(int outputs) => [.. Enumerable.Range(0, outputs).Select(i => WeightScale * (1 + i % 3))];

    private string Bias(int outputs, string input)
    {
        if (HasFloatBias)
        {
            return _model.Weights($"bias{_names++}", _random, outputs);
        }

        var bytes = new byte[4 * outputs];
        for (var i = 0; i < outputs; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(4 * i), _random.Next(-1500, 1500));
        }

        var (raw, scale, zero) = ($"bias{_names}", $"biasScale{_names}", $"biasZero{_names++}");
        _model.Raw(raw, OnnxBuilder.Int32, [outputs], bytes);
        _model.Constant(scale, [outputs], [.. WeightScales(outputs).Select(value => value * _scales[input])]);
        _model.Raw(zero, OnnxBuilder.Int32, [outputs], new byte[4 * outputs]);
        return _model.Op("DequantizeLinear", [raw, scale, zero], ("axis", 0));
    }
}
