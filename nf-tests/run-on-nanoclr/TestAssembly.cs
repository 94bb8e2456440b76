namespace TinyInfer.RunOnNanoClr;

/// <summary>Runs a test assembly with the framework's launcher.</summary>
internal static class TestAssembly
{
    /// <summary>The launcher must come before the framework and the test assembly last.</summary>
    private static readonly string[] FirstAssemblies = ["mscorlib", "nanoFramework.UnitTestLauncher", "nanoFramework.TestFramework"];

    /// <param name="libraries">Assemblies beside mscorlib and the framework.</param>
    public static IReadOnlyList<TestResult> Run(NanoTools tools, string title, IReadOnlyList<string> libraries, DeviceAssembly tests) =>
        Run(tools, title, libraries, tests, tools.Run);

    /// <param name="run">What runs the assemblies, where that is not the plain CLR.</param>
    public static IReadOnlyList<TestResult> Run(
        NanoTools tools,
        string title,
        IReadOnlyList<string> libraries,
        DeviceAssembly tests,
        Func<IEnumerable<string>, (int? ExitCode, string Output)> run)
    {
        var expected = TestRun.ExpectedTests(tests);
        var (exitCode, output) = run([.. FirstAssemblies.Select(tools.Executable), .. libraries, tests.Executable]);
        foreach (var figure in output.Split('\n').Where(line => line.StartsWith("Figure: ", StringComparison.Ordinal)))
        {
            Console.WriteLine(figure.TrimEnd());
        }

        var results = TestRun.Judge(expected, exitCode, output, tools.Limit);
        if (results.Count != expected.Count || results.Any(result => result.Message.StartsWith(TestRun.NoAnswer, StringComparison.Ordinal)))
        {
            Console.Error.WriteLine(output);
        }

        Console.WriteLine($"{title}: {results.Count(result => result.Verdict == Verdict.Passed)} of {expected.Count} passed");
        return results;
    }
}
