namespace TinyInfer.RunOnNanoClr;

/// <summary>All device tests: those of the test projects, and recordings and golden networks where they are there.</summary>
public static class DeviceRun
{
    private const string TestProject = "nf-tests/TinyInfer.UnitTests/TinyInfer.UnitTests.nfproj";
    private const string PipelineTestProject = "nf-tests/TinyInfer.Pipeline.UnitTests/TinyInfer.Pipeline.UnitTests.nfproj";
    private const string SensorsTestProject = "nf-tests/TinyInfer.Sensors.UnitTests/TinyInfer.Sensors.UnitTests.nfproj";

    /// <summary>The launcher must come before the framework and the test assembly last.</summary>
    private static readonly string[] TestAssemblies = ["mscorlib", "nanoFramework.UnitTestLauncher", "nanoFramework.TestFramework"];

    public static IReadOnlyList<TestResult> RunAll(NanoTools tools, string outputFolder)
    {
        var root = Repository.Root();
        var compiler = new DeviceCompiler(tools, outputFolder);
        var library = compiler.Build(Path.Combine(root, Repository.RuntimeProject));
        var pipeline = compiler.Build(Path.Combine(root, Repository.PipelineProject));
        Console.WriteLine($"TinyInfer.pe: {new FileInfo(library.Executable).Length} bytes");
        Console.WriteLine($"TinyInfer.Pipeline.pe: {new FileInfo(pipeline.Executable).Length} bytes");

        var tests = compiler.Build(Path.Combine(root, TestProject));
        var results = Run(tools, "shared tests", [library.Executable], tests).ToList();

        var pipelineTests = compiler.Build(Path.Combine(root, PipelineTestProject));
        results.AddRange(Run(tools, "shared tests of the pipeline", [library.Executable, pipeline.Executable], pipelineTests));

        var sensorsTests = compiler.Build(Path.Combine(root, SensorsTestProject));
        results.AddRange(Run(tools, "shared tests of the sensors", [library.Executable, pipeline.Executable], sensorsTests));

        string[] libraries = ["nanoFramework.ResourceManager", "nanoFramework.Runtime.Native"];
        string[] executables = [.. libraries.Select(tools.Executable), library.Executable, pipeline.Executable];
        string[] references = [.. libraries.Select(tools.Reference), library.Path, pipeline.Path];
        if (DataFolder.Find(root) is { } data)
        {
            results.AddRange(Run(tools, "features of recordings", executables, FeatureAssembly.Build(compiler, tools, root, data, references)));
            results.AddRange(Run(tools, "ten minutes of a sensor", executables, SensorAssembly.Build(compiler, tools, root, data, references)));
        }
        else
        {
            results.Add(new TestResult("features of recordings", Verdict.Skipped, "../shared/data is not there"));
        }

        var goldens = GoldenNetworks.Folder(root);
        if (goldens is null)
        {
            results.Add(new TestResult("golden networks", Verdict.Skipped, "../shared/goldens is not there"));
            return results;
        }

        if (RecordingAssembly.Folder(root) is { } audio)
        {
            var recordings = RecordingAssembly.Build(compiler, tools, root, audio, goldens, references);
            results.AddRange(Run(tools, "recordings", executables, recordings));
        }
        else
        {
            results.Add(new TestResult("recordings", Verdict.Skipped, "../shared/audio is not there"));
        }

        var goldenTests = GoldenAssembly.Build(compiler, tools, root, goldens, library, libraries);
        results.AddRange(Run(tools, "golden networks", [.. libraries.Select(tools.Executable), library.Executable], goldenTests));
        return results;
    }

    private static IReadOnlyList<TestResult> Run(
        NanoTools tools,
        string title,
        IReadOnlyList<string> libraries,
        DeviceAssembly tests)
    {
        var expected = TestRun.ExpectedTests(tests);
        var (exitCode, output) = tools.Run([.. TestAssemblies.Select(tools.Executable), .. libraries, tests.Executable]);
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
