using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Bench;

namespace TinyInfer.Native.Tests.Sources;

/// <summary>The bare-metal runner's lines, as native-interop/bench/README.md describes them.</summary>
[TestClass]
public class RunnerReportTests
{
    private const string Good =
        """
        target cortex-m4
        compiler gcc 12.2.1 20221205
        abi 1
        back_end 2
        calibration expected 8 counted 8
        model_bytes 964
        arena_bytes 32
        scratch_bytes 16
        persistent_bytes 36
        samples_equal 36
        stack 340
        instructions 3147
        op 0 code 3 path opt instructions 963
        op 1 code 9 path ref instructions 1579
        end ok
        """;

    [TestMethod]
    public void Parse_ofAWholeRun_hasItsFigures()
    {
        var report = RunnerReport.Parse(Good);

        Assert.IsTrue(report.IsOk);
        Assert.AreEqual("gcc 12.2.1 20221205", report.Compiler);
        Assert.AreEqual("portable", report.BackEnd);
        Assert.AreEqual("32 16 36 340 3147", $"{report.TensorBytes} {report.ScratchBytes} {report.PersistentBytes} {report.StackBytes} {report.Instructions}");
        Assert.AreEqual(
            "0 FullyConnected opt 963, 1 Softmax ref 1579",
            string.Join(", ", report.Ops.Select(op => $"{op.Index} {op.Op} {op.Path} {op.Instructions}")));
        Assert.IsEmpty(report.Problems);
    }

    [TestMethod]
    [DataRow("ADD-007 different slices sample 1 byte 3 expected -5 found 7\ncases 200\ncases_equal 199\nend failed")]
    [DataRow("model failed ti_open status 8 at 44\nend failed")]
    [DataRow("model wrote beside its memory slices\nend failed")]
    [DataRow("error the clock does not count instructions\nend failed")]
    public void Parse_ofARunThatFailed_namesWhatIsWrong(string output)
    {
        var report = RunnerReport.Parse(output);

        Assert.IsFalse(report.IsOk);
        Assert.AreEqual(output.Split('\n')[0], report.Problems.First());
    }

    [TestMethod]
    public void Parse_ofARunThatWasCutOff_isNotOk() => Assert.IsFalse(RunnerReport.Parse(Good[..Good.LastIndexOf('\n')]).IsOk);

    [TestMethod]
    public void Figure_thatIsMissing_isNamed() =>
        Assert.Contains("'instructions'", Assert.ThrowsExactly<BenchException>(() => RunnerReport.Parse("end ok").Instructions).Message);
}
