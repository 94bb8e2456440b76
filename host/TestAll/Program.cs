// The one test command: dotnet run --project host/TestAll
//
// Runs the stages below and ends with the line "N passed, N failed, N skipped". The exit code is 0 only if nothing
// failed and something passed. With CI=true a test that cannot run counts as failed.
using TestAll;

var root = Repository.FindRoot();
var report = new Report(Console.Out, skippedIsFailed: Environment.GetEnvironmentVariable("CI") == "true");

Action[] stages =
[
    () => NativeLibrary.Build(root, report),
    () => HostTests.Run(root, report),
    () => NativeRuns.Run(root, report),
    () => NanoClr.Run(root, report),
];

foreach (var stage in stages)
{
    stage();
}

return report.Finish();
