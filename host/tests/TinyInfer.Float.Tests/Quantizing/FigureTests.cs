using FloatFigures;
using TinyInfer.Float.Tests.Onnx;
using TinyInfer.Testing;

namespace TinyInfer.Float.Tests.Quantizing;

/// <summary>The figures that 'dotnet run --project host/tests/FloatFigures' prints, also for the same networks as ONNX.</summary>
[TestClass]
public class FigureTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Ad01_rebuildsAsWellAsTheGoldenNetwork(bool throughOnnx)
    {
        var source = throughOnnx ? TfliteAsOnnx.Write(SharedFiles.Read("float", "ad01_fp32.tflite")) : null;

        var figure = Figures.Ad01(source);

        Assert.IsLessThanOrEqualTo(1.01 * figure.Golden, figure.Ours, $"{figure}");
        Assert.AreEqual(figure.Float, figure.Ours, 0.01 * figure.Float, $"{figure}");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Resnet_agreesWithFloatAtLeastAsOftenAsTheGoldenNetwork(bool throughOnnx)
    {
        var source = throughOnnx ? TfliteAsOnnx.Write(SharedFiles.Read("float", "pretrainedResnet.tflite")) : null;

        var figure = Figures.Resnet(source);

        Assert.IsGreaterThanOrEqualTo(figure.Golden, figure.Ours, $"{figure}");
    }

    [TestMethod]
    [DataRow("ad01_fp32.tflite", 1f)]
    [DataRow("pretrainedResnet.tflite", 255f)]
    public void FloatNetwork_throughOnnx_equalsOnnxRuntime(string name, float spread) =>
        OnnxComparison.AssertAgrees(TfliteAsOnnx.Write(SharedFiles.Read("float", name)), spread: spread);
}
