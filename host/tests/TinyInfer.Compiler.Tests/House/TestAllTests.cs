using System.Xml.Linq;
using TestAll;
using TestRun = TestAll.TestRun;

namespace TinyInfer.Compiler.Tests.House;

/// <summary>The test command itself: whatever keeps a test from running must come out as a failure with a name.</summary>
[TestClass]
public class TestAllTests
{
    private const string Results =
        """
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Results>
            <UnitTestResult testId="1" testName="Add_two_isFour" outcome="Passed" />
            <UnitTestResult testId="2" testName="Sub_two_isZero" outcome="Failed">
              <Output><ErrorInfo><Message>expected 0, was 4</Message><StackTrace>at Sub</StackTrace></ErrorInfo></Output>
            </UnitTestResult>
            <UnitTestResult testId="3" testName="Goldens_all_equal" outcome="NotExecuted">
              <Output><ErrorInfo><Message>the goldens are not there</Message></ErrorInfo></Output>
            </UnitTestResult>
            <UnitTestResult testId="4" testName="Slow" outcome="Timeout" />
            <UnitTestResult testId="5" testName="Rows" outcome="Passed">
              <InnerResults>
                <UnitTestResult testId="5" testName="Rows (1)" outcome="Passed" />
                <UnitTestResult testId="5" testName="Rows (2)" outcome="Passed" />
              </InnerResults>
            </UnitTestResult>
          </Results>
          <TestDefinitions>
            <UnitTest id="1"><TestMethod className="Space.MathTests" /></UnitTest>
            <UnitTest id="2"><TestMethod className="Space.MathTests" /></UnitTest>
            <UnitTest id="3"><TestMethod className="Space.GoldenTests" /></UnitTest>
            <UnitTest id="4"><TestMethod className="Space.GoldenTests" /></UnitTest>
            <UnitTest id="5"><TestMethod className="Space.GoldenTests" /></UnitTest>
          </TestDefinitions>
        </TestRun>
        """;

    [TestMethod]
    public void TrxResults_ofEveryOutcome_areCountedAndNamed()
    {
        var run = TrxResults.Read("Some.Tests", XDocument.Parse(Results), TimeSpan.Zero);

        Assert.AreEqual(3, run.Passed);
        Assert.AreEqual("MathTests.Sub_two_isZero: expected 0, was 4 | GoldenTests.Slow: outcome Timeout", Text(run.Failed));
        Assert.AreEqual("GoldenTests.Goldens_all_equal: the goldens are not there", Text(run.Skipped));
    }

    [TestMethod]
    public void TrxResults_ofACrashedTestHost_failWithTheReason()
    {
        var trx = XDocument.Parse(Results);
        trx.Root!.Add(XElement.Parse(
            """
            <ResultSummary xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010" outcome="Failed">
              <RunInfos>
                <RunInfo outcome="Error"><Text>Test host process crashed</Text></RunInfo>
                <RunInfo outcome="Warning"><Text>a hint</Text></RunInfo>
              </RunInfos>
            </ResultSummary>
            """));

        var run = TrxResults.Read("Some.Tests", trx, TimeSpan.Zero);

        Assert.AreEqual("Some.Tests: Test host process crashed", Text(run.Failed.TakeLast(1)));
    }

    [TestMethod]
    public void Report_ofPassedAndSkipped_isGreenAndShowsTheReason()
    {
        var (lines, exitCode) = Report(skippedIsFailed: false, new TestRun("A.Tests", 2, [], [new TestNote("T.Skipped", "no goldens")], TimeSpan.Zero));

        Assert.AreEqual(0, exitCode);
        Assert.Contains("SKIPPED T.Skipped", lines);
        Assert.Contains("        no goldens", lines);
        Assert.AreEqual("2 passed, 0 failed, 1 skipped", lines[^1]);
    }

    [TestMethod]
    public void Report_inContinuousIntegration_countsSkippedAsFailed()
    {
        var (lines, exitCode) = Report(skippedIsFailed: true, new TestRun("A.Tests", 2, [], [new TestNote("T.Skipped", "no goldens")], TimeSpan.Zero));

        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("2 passed, 1 failed, 0 skipped", lines[^1]);
    }

    [TestMethod]
    public void Report_ofAProjectWithoutTests_fails()
    {
        var (lines, exitCode) = Report(skippedIsFailed: false, new TestRun("A.Tests", 1, [], [], TimeSpan.Zero), new TestRun("B.Tests", 0, [], [], TimeSpan.Zero));

        Assert.AreEqual(1, exitCode);
        Assert.Contains("FAILED  B.Tests", lines);
        Assert.AreEqual("1 passed, 1 failed, 0 skipped", lines[^1]);
    }

    [TestMethod]
    [DataRow(false, 0, "1 passed, 0 failed, 1 skipped")]
    [DataRow(true, 1, "1 passed, 1 failed, 0 skipped")]
    public void Report_ofAStageThatCannotRunHere_isSkippedButInContinuousIntegration(bool skippedIsFailed, int expected, string last)
    {
        var (lines, exitCode) = Report(skippedIsFailed, new TestRun("A.Tests", 1, [], [], TimeSpan.Zero), TestRun.Unable("native", "install it"));

        Assert.AreEqual(expected, exitCode);
        Assert.Contains("        " + (skippedIsFailed ? "could not run: install it" : "install it"), lines);
        Assert.AreEqual(last, lines[^1]);
    }

    [TestMethod]
    public void Report_ofNothing_fails() => Assert.AreEqual(1, Report(skippedIsFailed: false).ExitCode);

    [TestMethod]
    public void BuildErrors_ofTwoProjects_nameEachOnce()
    {
        const string output =
            """
            src/A/X.cs(1,2): error CS0029: Cannot convert [src/A/A.csproj]
            src/A/X.cs(1,2): error CS0029: Cannot convert [src/A/A.csproj]
            CSC : error CS5001: No Main [src/B/B.csproj::TargetFramework=net10.0]
            src/C/Y.cs(3,4): warning CS0168: not used [src/C/C.csproj]
            """;

        var runs = BuildErrors.ByProject(output, TimeSpan.Zero).ToList();

        Assert.AreEqual("A B", string.Join(' ', runs.Select(run => run.Name)));
        Assert.AreEqual("A: does not build:\nsrc/A/X.cs(1,2): error CS0029: Cannot convert", Text(runs[0].Failed));
    }

    [TestMethod]
    public void BuildErrors_ofOutputWithoutProjects_blameTheSolution()
    {
        var run = BuildErrors.ByProject("MSBUILD : error MSB1009: Project file does not exist.", TimeSpan.Zero).Single();

        Assert.HasCount(1, run.Failed);
        Assert.Contains("MSB1009", run.Failed[0].Message);
    }

    [TestMethod]
    [DataRow(0, "Figure: 12 bytes\n7 passed, 0 failed, 0 skipped\n", 7, "")]
    [DataRow(1, "Failed: T.A.0: expected 1\n7 passed, 1 failed, 0 skipped\n", 7, "T.A.0: expected 1")]
    public void CountedOutput_whoseLinesAddUp_isTakenAtItsWord(int exitCode, string output, int passed, string failed)
    {
        var run = CountedOutput.Read("some runner", new Command.Result(exitCode, output, TimeSpan.Zero));

        Assert.AreEqual(passed, run.Passed);
        Assert.AreEqual(failed, Text(run.Failed));
    }

    [TestMethod]
    [DataRow(0, "nothing was counted")]
    [DataRow(1, "7 passed, 0 failed, 0 skipped")]
    [DataRow(0, "7 passed, 1 failed, 0 skipped")]
    [DataRow(0, "7 passed, 0 failed, 0 skipped\nand then it crashed")]
    [DataRow(null, "7 passed, 0 failed, 0 skipped")]
    public void CountedOutput_whoseLinesDoNotAddUp_fails(int? exitCode, string output) =>
        Assert.IsNotEmpty(CountedOutput.Read("some runner", new Command.Result(exitCode, output, TimeSpan.Zero)).Failed);

    private static (List<string> Lines, int ExitCode) Report(bool skippedIsFailed, params TestRun[] runs)
    {
        var output = new StringWriter();
        var report = new Report(output, skippedIsFailed);
        foreach (var run in runs)
        {
            report.Add(run);
        }

        var exitCode = report.Finish();
        return (output.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n').ToList(), exitCode);
    }

    private static string Text(IEnumerable<TestNote> notes) => string.Join(" | ", notes.Select(note => $"{note.Test}: {note.Message}"));
}
