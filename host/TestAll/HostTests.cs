using System.Xml.Linq;

namespace TestAll;

/// <summary>Builds the host solution once and runs every test project in it.</summary>
internal static class HostTests
{
    public const string Configuration = "Release";

    public static void Run(string root, Report report)
    {
        report.Say($"building {Repository.Solution}");
        var build = Command.Run(root, "dotnet", "build", Repository.Solution, "-c", Configuration, "--nologo", "-v", "q", "-p:UseSharedCompilation=false");
        if (build.ExitCode != 0)
        {
            foreach (var run in BuildErrors.ByProject(build.Output, build.Elapsed))
            {
                report.Add(run);
            }

            return;
        }

        var results = Directory.CreateTempSubdirectory("tinyinfer-tests-");
        try
        {
            foreach (var project in TestProjects(root))
            {
                report.Add(RunProject(root, project, results.FullName));
            }
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }

    /// <summary>Paths relative to the root. By convention, and by a test, their names end in Tests.</summary>
    private static IEnumerable<string> TestProjects(string root) =>
        XDocument.Load(Path.Combine(root, Repository.Solution))
            .Descendants("Project")
            .Select(project => Path.Combine(Path.GetDirectoryName(Repository.Solution)!, project.Attribute("Path")!.Value))
            .Where(path => path.EndsWith("Tests.csproj", StringComparison.Ordinal));

    private static TestRun RunProject(string root, string project, string results)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var trx = Path.Combine(results, name + ".trx");
        var test = Command.Run(
            root, "dotnet", "test", project, "--no-build", "-c", Configuration, "--nologo",
            "--results-directory", results, "--logger", $"trx;LogFileName={name}.trx");

        if (!File.Exists(trx))
        {
            return TestRun.Broken(name, $"{test.Ending} and wrote no results:\n{test.LastLines(15)}", test.Elapsed);
        }

        var run = TrxResults.Read(name, XDocument.Load(trx), test.Elapsed);
        return test.ExitCode == 0 || run.Failed.Count > 0
            ? run
            : run with { Failed = [new TestNote(name, $"{test.Ending} without naming a failed test:\n{test.LastLines(15)}")] };
    }
}
