using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Layouts;
using TinyInfer.Compiler.Tests.Goldens;
using TinyInfer.Compiler.Tests.Grids;
using TinyInfer.OpGrids;

namespace TinyInfer.Compiler.Tests.Layouts;

/// <summary>Whatever the layout of its weights is, a file gives the same answers.</summary>
[TestClass]
public class LaidOutNetworkTests
{
    [TestMethod]
    [DataRow("CONV_2D", 300)]
    [DataRow("FULLY_CONNECTED", 300)]
    public void Grid_inEveryLayout_isBitExact(string op, int atLeast)
    {
        var compared = 0;
        foreach (var (gridCase, expected) in OpGrid.Cases(op).Zip(Expected.Load(op)))
        {
            var plain = ModelConverter.Convert(gridCase.Model, new());
            foreach (var layout in LaidOut.Packed)
            {
                if (LaidOut.In(plain, layout) is { } file)
                {
                    Assert.AreEqual(expected.OutputCrc, Checksum.Of(GridRun.Outputs(file, gridCase.Input, new ManagedBackend(), int.MaxValue)), $"{gridCase.Name} {gridCase.Description}, {layout}");
                    Assert.AreEqual(expected.OutputCrc, Checksum.Of(GridRun.Outputs(file, gridCase.Input, new ManagedBackend(), 1)), $"{gridCase.Name} {gridCase.Description}, {layout}, in slices");
                    compared++;
                }
            }
        }

        Assert.IsGreaterThanOrEqualTo(atLeast, compared);
    }

    /// <summary>Also the layouts that a target gets, with and without flash to spend.</summary>
    [TestMethod]
    [DataRow("hello_world")]
    [DataRow("micro_speech")]
    [DataRow("kws")]
    [DataRow("resnet")]
    [DataRow("ad01")]
    public void Golden_forEachTarget_isBitExactAndWithinItsBudget(string name)
    {
        var golden = Golden.Require(name);
        var plain = golden.Convert();
        var seen = new HashSet<string>();
        foreach (var target in LayoutTarget.All)
        {
            foreach (var budget in new[] { 0, 20_000, 150_000 })
            {
                var file = ModelConverter.Convert(golden.Network, new() { Target = target, FlashBudget = budget });

                var ops = ModelDescription.Read(file).Ops;
                if (seen.Add(string.Join(' ', ops.Select(op => $"{op.Code} {op.Layout?.Name}"))))
                {
                    golden.AssertBitExact(file, interpreter => interpreter.Invoke());
                }

                var spent = ops.Sum(op => op.Layout?.FlashBytes ?? 0);
                Assert.IsLessThanOrEqualTo(budget, spent, $"{target}, {budget}");
                Assert.AreEqual(spent, file.Length - plain.FileBytes, 16.0 * plain.OpCount + 200, $"{target}, {budget}: bytes of the file");
            }
        }
    }

    [TestMethod]
    [DataRow("kws", "cortex-m4", 0)]
    [DataRow("resnet", "cortex-m4", 150_000)]
    public void Golden_read_saysWhatWasChosen(string name, string target, int budget)
    {
        var file = ModelConverter.Convert(Golden.Require(name).Network, new() { Target = LayoutTarget.Find(target)!, FlashBudget = budget });

        var model = ModelDescription.Read(file);

        Assert.AreEqual($"{target} {budget}", $"{model.Target} {model.FlashBudget}");
        Assert.IsEmpty(model.Ops.Where(op => op.Layout is { } layout && layout.Why.Contains("otherwise")));
        Assert.IsNotEmpty(model.Ops.Where(op => op.Layout is { SavedInstructions: > 0 }));
    }
}
