using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Bench;
using TinyInfer.Compiler;
using TinyInfer.OpGrids;

namespace TinyInfer.Native.Tests.Sources;

/// <summary>What is read from the output of nf-tests/OpTimes.</summary>
[TestClass]
public class NanoClrTests
{
    private static readonly BenchModel Model =
        BenchModel.MadeUp("net", ModelConverter.Convert(OpGrid.Cases("FULLY_CONNECTED").First().Model, new ConvertOptions()));

    [TestMethod]
    public void Read_ofACompleteOutput_givesEachOpWithAndWithoutPacking()
    {
        var times = NanoClr.Read("Building\nop 0 plain 0 1234\nop 0 prepacked 0 567\nop else\n", [Model]);

        Assert.AreEqual("1234 567", $"{times[(0, false)].Single()} {times[(0, true)].Single()}");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("op 0 plain 0 1234")]
    [DataRow("op 0 plain 0 1\nop 0 plain 1 1\nop 0 prepacked 0 1")]
    public void Read_ofAnotherNumberOfOps_refuses(string output) =>
        Assert.Contains("which has 1", Assert.ThrowsExactly<BenchException>(() => NanoClr.Read(output, [Model])).Message);
}
