using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler;
using TinyInfer.Compiler.Estimates;
using TinyInfer.Compiler.Layouts;
using TinyInfer.Compiler.Tests.Goldens;
using TinyInfer.Compiler.Tests.Layouts;
using TinyInfer.NativeHost;
using TinyInfer.OpGrids;
using TinyInfer.Testing;

namespace TinyInfer.Native.Tests.Networks;

/// <summary>
/// The converter's estimate for the portable kernels is what the library answers, for this machine's pointers and registers. That the
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
    public void Scalar_ofAGolden_isTheLibrarysAnswer(string name) => AssertSame(name, Golden.Require(name).ConvertToBytes(debugInfo: false));

    [TestMethod]
    [DynamicData(nameof(Ops))]
    public void Scalar_ofAGrid_isTheLibrarysAnswer(string op)
    {
        foreach (var gridCase in OpGrid.Cases(op))
        {
            var file = ModelConverter.Convert(gridCase.Model, new());
            AssertSame($"{gridCase.Name} {gridCase.Description}", file);
            foreach (var layout in LaidOut.Packed)
            {
                if (LaidOut.In(file, layout) is { } laidOut)
                {
                    AssertSame($"{gridCase.Name} {gridCase.Description}, {layout}", laidOut);
                }
            }
        }
    }

    /// <summary>With scratch among the tensors.</summary>
    [TestMethod]
    [DataRow("micro_speech")]
    [DataRow("kws")]
    [DataRow("resnet")]
    public void Scalar_ofAGoldenForATarget_isTheLibrarysAnswer(string name)
    {
        foreach (var target in new[] { "cortex-m4", "cortex-m55", "rv32" })
        {
            AssertSame($"{name}, {target}", ModelConverter.Convert(Golden.Require(name).Network, new() { Target = LayoutTarget.Find(target)!, FlashBudget = 100_000 }));
        }
    }

    private static void AssertSame(string what, byte[] file)
    {
        var model = Model.Load(ModelSource.FromArray(file));
        var estimate = new MemoryEstimator(file, model.OpsStart, model.OpCount, SectionTable.Read(file, BitConverter.ToInt32(file, FileHeader.PlanBytes)).Scratch.Start).Scalar(IntPtr.Size, channels: 2);
        var backend = new HostNativeBackend();
        backend.Open(model);

        Assert.AreEqual($"{backend.ScratchBytes} {backend.PersistentBytes}", $"{estimate.ScratchBytes} {estimate.PersistentBytes}", $"{what}: scratch and persistent bytes");
        backend.Close();
    }
}
