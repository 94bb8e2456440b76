using TinyInfer.Compiler.Layouts;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.Layouts;

/// <summary>What is chosen, as the budget grows. Flash is by hand: it does not depend on what anything costs to run.</summary>
[TestClass]
public class LayoutPlannerTests
{
    private static readonly SeededRandom _random = new(1);

    /// <summary>16 × 144 plain bytes; Winograd takes 32 · 16 · 16 and int16 2 · 16 · 144.</summary>
    private static readonly WeightMatrix _small = Matrices.Conv3x3(16, 16, Small(16 * 144));

    private static readonly WeightMatrix _large = Matrices.Conv3x3(64, 64, Small(64 * 576));

    [TestMethod]
    public void Choose_forAny_leavesAllPlain() =>
        Assert.AreEqual("plain 0, plain 0", Chosen("any", 1_000_000, _small, _large));

    [TestMethod]
    public void Choose_withoutABudget_takesWhatCostsNoFlash() =>
        Assert.AreEqual("pair 0, pair 0", Chosen("cortex-m4", 0, _small, _large));

    [TestMethod]
    public void Choose_withABudgetForOne_takesTheOneThatSavesMostForIt() =>
        Assert.AreEqual("winograd 5888, pair 0", Chosen("cortex-m4", 5_888, _small, _large));

    [TestMethod]
    public void Choose_withOneByteLess_takesSomethingSmaller() =>
        Assert.AreEqual("int16 2304, pair 0", Chosen("cortex-m4", 5_887, _small, _large));

    [TestMethod]
    public void Choose_withABudgetForAll_takesTheFastest() =>
        Assert.AreEqual("winograd 5888, winograd 94208", Chosen("cortex-m4", 5_888 + 94_208, _small, _large));

    [TestMethod]
    [DataRow("cortex-m55")]
    [DataRow("rv32")]
    [DataRow("esp32s3")]
    [DataRow("managed")]
    public void Choose_whereNothingIsFaster_leavesAllPlain(string target)
    {
        Assert.AreEqual("plain 0, plain 0", Chosen(target, 1_000_000, _small, _large));
        Assert.AreEqual($"no other is faster on {target}", Choose(target, 1_000_000, _small)[0]!.Why);
    }

    /// <summary>−128 beside −1 fits no pair.</summary>
    [TestMethod]
    public void Choose_whereAProofFails_saysSo()
    {
        var matrix = Matrices.Conv1x1(16, 32, [.. Matrices.Filled(32, -1), .. Matrices.Filled(32, -128), .. new sbyte[14 * 32]]);

        var choice = Choose("cortex-m4", 0, matrix)[0]!;

        Assert.AreEqual(WeightLayout.Plain, choice.Layout);
        StringAssert.Contains(choice.Why, "pair: −128 in channel 1 beside");
    }

    /// <summary>Plain weights stay where another op has the same.</summary>
    [TestMethod]
    public void Choose_ofSharedWeights_countsThemInFull()
    {
        var twin = _small with { Outputs = _small.Channels };

        Assert.AreEqual("winograd 8192, plain 0", Chosen("cortex-m4", 8_192, _small, twin));
        Assert.AreEqual("int16 4608, pair 2304", Chosen("cortex-m4", 8_191, _small, twin));
    }

    [TestMethod]
    public void Choose_ofOpsWithoutLayouts_answersNull() => Assert.IsNull(LayoutPlanner.Choose([null], LayoutTarget.Find("cortex-m4")!, 0)[0]);

    /// <summary>Weights that every layout is proven for.</summary>
    private static sbyte[] Small(int count) => [.. _random.NextInt8s(count).Select(value => (sbyte)(value / 4))];

    private static string Chosen(string target, long budget, params WeightMatrix[] ops) =>
        string.Join(", ", Choose(target, budget, ops).Select(choice => $"{WeightLayouts.NameOf(choice!.Layout)} {choice.FlashBytes}"));

    private static IReadOnlyList<LayoutChoice?> Choose(string target, long budget, params WeightMatrix[] ops) =>
        LayoutPlanner.Choose(ops, LayoutTarget.Find(target)!, budget);
}
