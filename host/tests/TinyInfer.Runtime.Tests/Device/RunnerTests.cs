using System.Buffers.Binary;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.RunOnNanoClr;
using TestResult = TinyInfer.RunOnNanoClr.TestResult;
using TestRun = TinyInfer.RunOnNanoClr.TestRun;

namespace TinyInfer.Runtime.Tests.Device;

/// <summary>
/// nf-tests/run-on-nanoclr without a nanoCLR: what it makes of any output, and what it says when it cannot start.
/// </summary>
[TestClass]
public class RunnerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly string[] Expected = ["A.First.0", "A.Second.0", "B.Third.0"];

    [TestMethod]
    public void Judge_ofACompleteRun_passes()
    {
        var results = Judge(0, "Loading", "Test passed,A.First.0,12", "Test passed,A.Second.0,1", "Test skipped,B.Third.0,no sensor", "Done.", "Exiting.");

        Assert.AreEqual("Passed A.First.0 | Passed A.Second.0 | Skipped B.Third.0 no sensor", Text(results));
    }

    [TestMethod]
    public void Judge_ofAFailedTest_givesItsWholeMessage()
    {
        var results = Judge(0, "Test passed,A.First.0,12", "Test failed,A.Second.0,expected 1, was 2", "Test passed,B.Third.0,1", "Done.");

        Assert.AreEqual("Passed A.First.0 | Failed A.Second.0 expected 1, was 2 | Passed B.Third.0", Text(results));
    }

    /// <summary>An unhandled exception ends the CLR without a word and with 0.</summary>
    [TestMethod]
    [DataRow(0, "ended")]
    [DataRow(139, "ended with exit code 139")]
    [DataRow(null, "did not end within 60 s")]
    public void Judge_ofARunThatStops_blamesTheTestItStoppedIn(int? exitCode, string how)
    {
        var results = Judge(exitCode, "Test passed,A.First.0,12", "something");

        Assert.AreEqual(
            "Passed A.First.0"
            + $" | Failed A.Second.0 no answer: nanoCLR {how} in it; its last line was 'something'"
            + " | Failed B.Third.0 no answer: it did not begin"
            + $" | Failed end of the run nanoCLR {how} without 'Done.'",
            Text(results));
    }

    /// <summary>An assembly that cannot be loaded.</summary>
    [TestMethod]
    public void Judge_ofARunWithoutTests_blamesNoTest() => Assert.StartsWith(
        "Failed A.First.0 no answer: nanoCLR ended before it; its last line was 'Resolving.'", Text(Judge(0, "Loading", "Resolving.", "")));

    [TestMethod]
    public void Judge_withoutDone_fails() => Assert.AreEqual(
        "Passed A.First.0 | Passed A.Second.0 | Passed B.Third.0 | Failed end of the run nanoCLR ended without 'Done.'",
        Text(Judge(0, "Test passed,A.First.0,1", "Test passed,A.Second.0,1", "Test passed,B.Third.0,1")));

    [TestMethod]
    public void Judge_ofATestThatNobodyWrote_fails() => Assert.AreEqual(
        "Passed A.First.0 | Passed A.Second.0 | Passed B.Third.0 | Failed C.Fourth.0 a test that the sources do not have",
        Text(Judge(0, "Test passed,A.First.0,1", "Test passed,A.Second.0,1", "Test passed,B.Third.0,1", "Test passed,C.Fourth.0,1", "Done.")));

    [TestMethod]
    public void Judge_ofNoTests_fails() =>
        Assert.AreEqual("Failed start of the run there is no test", Text(TestRun.Judge([], 0, "Done.", Limit)));

    /// <summary>The processor sorts the types; of each, the launcher takes the methods without rows first.</summary>
    [TestMethod]
    public void ExpectedTests_ofMixedTypesAndMethods_comeAsTheyRun()
    {
        const string Source =
            """
            using nanoFramework.TestFramework;

            namespace N
            {
                [TestClass] class B { [TestMethod] void One() { } }
                [TestClass] class A
                {
                    [DataRow(1)] [DataRow(2)] void Rows() { }
                    [TestMethod] void One() { }
                    void Helper() { }
                    [TestMethod] void Two() { }
                }
                class NoTests { [TestMethod] void Never() { } }
            }
            """;
        var compilation = DeviceSources.TestCompilation.AddSyntaxTrees(DeviceSources.Parse(Source));
        Assert.IsEmpty(DeviceSources.Errors(compilation));

        var tests = TestRun.ExpectedTests(new DeviceAssembly("", "", compilation)).Where(name => name.StartsWith("N.", StringComparison.Ordinal));
        Assert.AreEqual("N.A.One.0 N.A.Two.0 N.A.Rows.0 N.A.Rows.1 N.B.One.0", string.Join(' ', tests));
    }

    [TestMethod]
    public void Tools_whereNothingIsSet_areNone() => Assert.IsNull(NanoTools.FromEnvironment(_ => null));

    [TestMethod]
    [DataRow(NanoTools.LibrariesVariable, null, "TINYINFER_NANO_LIBRARIES is not set, the others are")]
    [DataRow(NanoTools.ProcessorVariable, "", "TINYINFER_NANO_METADATA_PROCESSOR is not set, the others are")]
    [DataRow(NanoTools.ClrVariable, null, "TINYINFER_NANO_CLR is not set, the others are")]
    [DataRow(NanoTools.LibrariesVariable, "nowhere", "TINYINFER_NANO_LIBRARIES is 'nowhere': there is no such folder")]
    [DataRow(NanoTools.ProcessorVariable, "nowhere", "TINYINFER_NANO_METADATA_PROCESSOR is 'nowhere': there is no such file")]
    [DataRow(NanoTools.ClrVariable, "nowhere", "TINYINFER_NANO_CLR is 'nowhere': there is no such file")]
    [DataRow(NanoTools.MinutesVariable, "soon", "TINYINFER_NANO_MINUTES is 'soon': that is no number of minutes")]
    [DataRow(NanoTools.MinutesVariable, "-1", "TINYINFER_NANO_MINUTES is '-1': that is no number of minutes")]
    public void Tools_whereOneIsWrong_nameIt(string variable, string value, string message)
    {
        var exception = Assert.ThrowsExactly<NanoToolsException>(() => NanoTools.FromEnvironment(name => name == variable ? value : There(name)));

        Assert.StartsWith(message, exception.Message);
    }

    [TestMethod]
    public void Tools_ofAFolderWithoutTheLibrary_nameTheFile()
    {
        var tools = NanoTools.FromEnvironment(name => There(name));

        var exception = Assert.ThrowsExactly<NanoToolsException>(() => tools.Executable("no-such-library"));
        Assert.AreEqual("TINYINFER_NANO_LIBRARIES has no no-such-library.pe.", exception.Message);
    }

    [TestMethod]
    [DataRow(null, 600.0)]
    [DataRow("", 600.0)]
    [DataRow("0.5", 30.0)]
    public void Tools_limit_isWhatIsSetOrTenMinutes(string minutes, double seconds) =>
        Assert.AreEqual(seconds, NanoTools.FromEnvironment(name => name == NanoTools.MinutesVariable ? minutes : There(name)).Limit.TotalSeconds);

    [TestMethod]
    [DataRow(11, 65536, "it has 65,536 bytes of strings, and the CLR reaches 65,535")]
    [DataRow(12, 70000, "it has 70,000 bytes of signatures and array initialisers, and the CLR reaches 65,535")]
    [DataRow(13, 65536, "it has 65,536 bytes of IL, and the CLR reaches 65,535")]
    [DataRow(13, 65535, "")]
    [DataRow(10, 400000, "")]
    public void Image_withATableBeyondTheOffsets_overflows(int table, int bytes, string message)
    {
        var image = new byte[44 + 64];
        for (var i = table + 1; i < 16; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(40 + i * 4), bytes);
        }

        Assert.AreEqual(message, string.Join('\n', DeviceImage.Overflows(image)));
    }

    [TestMethod]
    public void Image_ofAFewBytes_isNone() => Assert.IsNotEmpty(DeviceImage.Overflows(new byte[50]));

    /// <summary>A folder and files that are there.</summary>
    private static string There(string name) => name switch
    {
        NanoTools.LibrariesVariable => AppContext.BaseDirectory,
        NanoTools.MinutesVariable => null,
        _ => typeof(RunnerTests).Assembly.Location,
    };

    private static IReadOnlyList<TestResult> Judge(int? exitCode, params string[] lines) =>
        TestRun.Judge(Expected, exitCode, string.Join('\n', lines), Limit);

    private static string Text(IEnumerable<TestResult> results) =>
        string.Join(" | ", results.Select(result => $"{result.Verdict} {result.Name} {result.Message}".TrimEnd()));
}
