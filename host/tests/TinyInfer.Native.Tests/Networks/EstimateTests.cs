using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler;
using TinyInfer.Compiler.Estimates;
using TinyInfer.Compiler.Tests.Goldens;
using TinyInfer.NativeHost;
using TinyInfer.OpGrids;
using TinyInfer.Testing;

namespace TinyInfer.Native.Tests.Networks;

/// <summary>
/// The converter's estimate for the portable kernels is what the library answers, for this machine's pointers. That the
/// figures for devices are what they answer there, is compared on the emulated cores.
/// </summary>
[TestClass]
public sealed class EstimateTests
{
    public static IEnumerable<object[]> Ops => OpGrid.Ops.Select(op => new object[] { op });

    [TestInitialize]
    public void RequireLibrary() => NativeFiles.RequireLibrary();

    [TestMethod]
    [DataRow("hello_world")]
    [DataRow("micro_speech")]
    [DataRow("kws")]
    [DataRow("resnet")]
    [DataRow("ad01")]
    public void Portable_ofAGolden_isTheLibrarysAnswer(string name) => AssertSame(name, Golden.Require(name).ConvertToBytes(debugInfo: false));

    [TestMethod]
    [DynamicData(nameof(Ops))]
    public void Portable_ofAGrid_isTheLibrarysAnswer(string op)
    {
        foreach (var gridCase in OpGrid.Cases(op))
        {
            AssertSame($"{gridCase.Name} {gridCase.Description}", ModelConverter.Convert(gridCase.Model, new()));
        }
    }

    private static void AssertSame(string what, byte[] file)
    {
        var model = Model.Load(ModelSource.FromArray(file));
        var estimate = MemoryEstimator.Portable(MemoryEstimator.Records(file, model.OpsStart, model.OpCount), IntPtr.Size);
        var backend = new HostNativeBackend();
        backend.Open(model);

        Assert.AreEqual($"{backend.ScratchBytes} {backend.PersistentBytes}", $"{estimate.ScratchBytes} {estimate.PersistentBytes}", $"{what}: scratch and persistent bytes");
        backend.Close();
    }
}
