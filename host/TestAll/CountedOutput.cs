using System.Globalization;
using System.Text.RegularExpressions;

namespace TestAll;

/// <summary>
/// What a runner of the project's own prints: a line for each test that did not pass, and the counts as its last one.
/// </summary>
internal static partial class CountedOutput
{
    public static TestRun Read(string name, Command.Result run)
    {
        var counts = CountsLine().Match(run.Output.TrimEnd());
        if (!counts.Success)
        {
            return TestRun.Broken(name, $"{run.Ending} and counted no tests:\n{run.LastLines(15)}", run.Elapsed);
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
            failed.Add(new TestNote(name, $"{run.Ending} and its lines do not add up:\n{run.LastLines(15)}"));
        }

        return new TestRun(name, Count("passed"), failed, skipped, run.Elapsed);
    }

    [GeneratedRegex(@"^(?<passed>\d+) passed, (?<failed>\d+) failed, (?<skipped>\d+) skipped\z", RegexOptions.Multiline)]
    private static partial Regex CountsLine();
}
