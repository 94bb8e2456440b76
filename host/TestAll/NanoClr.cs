using System.Globalization;
using System.Text.RegularExpressions;

namespace TestAll;

/// <summary>
/// The device tests in a real nanoCLR, which is not part of the project: whoever has one points at it, see
/// nf-tests/run-on-nanoclr.
/// </summary>
internal static partial class NanoClr
{
    private const string Name = "nanoCLR";

    private const string Runner = "nf-tests/run-on-nanoclr";

    private static readonly string[] Variables = ["TINYINFER_NANO_LIBRARIES", "TINYINFER_NANO_METADATA_PROCESSOR", "TINYINFER_NANO_CLR"];

    public static void Run(string root, Report report)
    {
        if (Variables.All(variable => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))))
        {
            report.Say($"{Name}: not configured (set {string.Join(", ", Variables)})");
            return;
        }

        var run = Command.Run(root, "dotnet", "run", "--project", Runner, "-c", HostTests.Configuration, "--no-build");
        report.Add(Read(run));
    }

    /// <summary>The runner prints a line for each test that did not pass, and the counts as its last one.</summary>
    internal static TestRun Read(Command.Result run)
    {
        var counts = CountsLine().Match(run.Output.TrimEnd());
        if (!counts.Success)
        {
            return TestRun.Broken(Name, $"{run.Ending} and counted no tests:\n{run.LastLines(15)}", run.Elapsed);
        }

        List<TestNote> Notes(string verdict) => run.Output.Split('\n')
            .Where(line => line.StartsWith(verdict + ": ", StringComparison.Ordinal))
            .Select(line => line.Split(": ", 3))
            .Select(parts => new TestNote(parts[1], parts.ElementAtOrDefault(2) ?? ""))
            .ToList();

        var failed = Notes("Failed");
        var skipped = Notes("Skipped");
        int Count(string group) => int.Parse(counts.Groups[group].Value, CultureInfo.InvariantCulture);
        if (failed.Count != Count("failed") || skipped.Count != Count("skipped") || (run.ExitCode == 0) != (failed.Count == 0))
        {
            failed.Add(new TestNote(Name, $"{run.Ending} and its lines do not add up:\n{run.LastLines(15)}"));
        }

        return new TestRun(Name, Count("passed"), failed, skipped, run.Elapsed);
    }

    [GeneratedRegex(@"^(?<passed>\d+) passed, (?<failed>\d+) failed, (?<skipped>\d+) skipped\z", RegexOptions.Multiline)]
    private static partial Regex CountsLine();
}
