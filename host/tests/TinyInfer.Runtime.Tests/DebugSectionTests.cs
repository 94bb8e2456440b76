using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Runtime.Tests.Networks;
using TinyInfer.Tests;

namespace TinyInfer.Runtime.Tests;

/// <summary>The runtime does not use the debug section, but whoever does may rely on it.</summary>
[TestClass]
public class DebugSectionTests
{
    private const int FirstEntry = DebugEntry.CountBytes;

    [TestMethod]
    public void Load_ofADebugSection_accepts()
    {
        var model = new EditableModel(TestNetworks.ConvertImage(debugInfo: true));

        Assert.AreEqual(10, BitConverter.ToInt32(model.Bytes, model.Section(SectionKind.Debug)));
        Assert.IsNull(model.Refusal());
    }

    [TestMethod]
    [DataRow(0, 11)]
    [DataRow(0, -1)]
    [DataRow(FirstEntry + DebugEntry.Record, -2)]
    [DataRow(FirstEntry + DebugEntry.Record, 10)]
    [DataRow(FirstEntry + DebugEntry.ArenaStart, -2)]
    [DataRow(FirstEntry + DebugEntry.ArenaStart, 288)]
    [DataRow(FirstEntry + DebugEntry.ArenaBytes, -1)]
    [DataRow(FirstEntry + DebugEntry.ArenaBytes, int.MaxValue)]
    [DataRow(FirstEntry + DebugEntry.NameStart, 0)]
    [DataRow(FirstEntry + DebugEntry.NameBytes, -1)]
    public void Load_ofADebugSectionThatLeavesItsBounds_refuses(int at, int value)
    {
        var model = new EditableModel(TestNetworks.ConvertImage(debugInfo: true));
        var section = model.Section(SectionKind.Debug);

        AssertOutOfRange(model.Set(section + at, 4, value), section);
    }

    [TestMethod]
    public void Load_ofADebugSectionTooShortForACount_refuses()
    {
        var model = new EditableModel(TestNetworks.ConvertImage(debugInfo: true));
        var section = model.Section(SectionKind.Debug);

        AssertOutOfRange(model.Set(section, 4, 0).Set(model.Entry(SectionKind.Debug) + SectionEntry.Length, 4, 3), section);
    }

    private static void AssertOutOfRange(EditableModel model, int section)
    {
        var refusal = model.Repair().Refusal();

        Assert.IsNotNull(refusal);
        Assert.AreEqual(ErrorCode.OutOfRange, refusal.Code);
        Assert.IsGreaterThanOrEqualTo(section, refusal.Place);
    }
}
