using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler;
using TinyInfer.Compiler.Tests.Goldens;
using TinyInfer.Compiler.Tests.Grids;
using TinyInfer.Compiler.Layouts;
using TinyInfer.Compiler.Tests.Layouts;
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

    [TestMethod]
    [DataRow("CONV_2D")]
    [DataRow("FULLY_CONNECTED")]
    public void Grid_everyCaseInEveryLayout_isBitExact(string op)
    {
        NativeFiles.RequireLibrary();
        var runs =
            from pair in OpGrid.Cases(op).Zip(Expected.Load(op))
            from form in InEveryForm(pair.First, pair.Second)
            from layout in WeightLayouts.All
            let file = layout == WeightLayout.Plain ? form.File : LaidOut.In(form.File, layout)
            where file is not null
            from maxMacs in new[] { int.MaxValue, 1 }
            let isExact = GridRun.Outputs(file, pair.First.Input, new HostNativeBackend(), maxMacs).SequenceEqual(form.Outputs)
            select (isExact, Text: $"{pair.First.Name} {pair.First.Description}, {layout}, Invoke({maxMacs}): another output");

        var all = runs.ToList();
        var failures = all.Where(run => !run.isExact).Select(run => run.Text).Take(20);

        Assert.IsGreaterThan(500, all.Count);
        Assert.AreEqual("", string.Join(Environment.NewLine, failures));
    }

    /// <summary>As it is, and a convolution also among the channels of another tensor.</summary>
    private static IEnumerable<(byte[] File, byte[] Outputs)> InEveryForm(GridCase gridCase, Expected expected)
    {
        var outputs = GridRun.Outputs(gridCase, new ManagedBackend(), int.MaxValue);
        Assert.AreEqual(expected.OutputCrc, Checksum.Of(outputs), gridCase.Name);
        yield return (ModelConverter.Convert(gridCase.Model, new()), outputs);
        if (gridCase.Op == "CONV_2D")
        {
            var part = PartialConvolution.Of(gridCase, outputs);
            yield return (part.File, part.Outputs);
        }
    }

    private static IEnumerable<string> Failures(GridCase gridCase, Expected expected) =>
        new[] { int.MaxValue, 1 }
            .Where(maxMacs => Checksum.Of(GridRun.Outputs(gridCase, new HostNativeBackend(), maxMacs)) != expected.OutputCrc)
            .Select(maxMacs => $"{gridCase.Name} {gridCase.Description}, Invoke({maxMacs}): another output");
}
