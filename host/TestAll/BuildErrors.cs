using System.Text.RegularExpressions;

namespace TestAll;

/// <summary>Which projects a failed build failed in.</summary>
internal static partial class BuildErrors
{
    /// <summary>One broken run for each project that the output blames.</summary>
    public static IEnumerable<TestRun> ByProject(string output, TimeSpan elapsed)
    {
        var errors = output.Split('\n', StringSplitOptions.TrimEntries)
            .Select(line => ErrorLine().Match(line))
            .Where(match => match.Success)
            .Select(match => (Project: match.Groups["project"].Value, Text: match.Groups["text"].Value))
            .Distinct()
            .GroupBy(error => Path.GetFileNameWithoutExtension(error.Project.Replace('\\', '/')))
            .ToList();

        return errors.Count > 0
            ? errors.Select(project => TestRun.Broken(project.Key, "does not build:\n" + string.Join('\n', project.Take(5).Select(error => error.Text)), elapsed))
            : [TestRun.Broken(Repository.Solution, "does not build:\n" + output, elapsed)];
    }

    /// <summary>MSBuild's form: file(line,column): error CODE: text [project]</summary>
    [GeneratedRegex(@"^(?<text>.*\berror\b.*) \[(?<project>[^\]]+proj)(::[^\]]*)?\]$")]
    private static partial Regex ErrorLine();
}
