using nanoFramework.TestFramework;
using TinyInfer.Goldens;

/// <summary>The one reference network that managed kernels would take minutes for.</summary>
[TestClass]
public class ResnetTests
{
    [TestMethod]
    public void Resnet_everySample_equalsReference()
    {
        GoldenTests.Check(Resources.BinaryResources.resnet_model, Resources.BinaryResources.resnet_inputs, Resources.BinaryResources.resnet_outputs);
    }
}
