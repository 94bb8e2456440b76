using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Tests.Goldens;
using TinyInfer.Compiler.Tests.Grids;
using TinyInfer.NativeHost;
using TinyInfer.OpGrids;
using TinyInfer.Testing;

namespace TinyInfer.Native.Tests.Networks;

/// <summary>Every case of every op's grid on the native kernels, whole and unit by unit.</summary>
[TestClass]
public sealed class OpGridTests
{
    public static IEnumerable<object[]> Ops => OpGrid.Ops.Select(op => new object[] { op });

    [TestMethod]
    [DynamicData(nameof(Ops))]
    public void Grid_everyCase_isBitExact(string op)
    {
        NativeFiles.RequireLibrary();
        var expected = Expected.Load(op);

        var failures = OpGrid.Cases(op).Zip(expected).SelectMany(pair => Failures(pair.First, pair.Second)).ToArray();

        Assert.IsEmpty(failures, string.Join(Environment.NewLine, failures.Take(20)));
    }

    private static IEnumerable<string> Failures(GridCase gridCase, Expected expected) =>
        new[] { int.MaxValue, 1 }
            .Where(maxMacs => Checksum.Of(GridRun.Outputs(gridCase, new HostNativeBackend(), maxMacs)) != expected.OutputCrc)
            .Select(maxMacs => $"{gridCase.Name} {gridCase.Description}, Invoke({maxMacs}): another output");
}
