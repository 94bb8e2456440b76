namespace TinyInfer.RunOnNanoClr;

/// <summary>
/// What concerns TinyInfer.Native: that an app runs managed in a CLR without its native half, and, in one that has it, the
/// shared tests, its own, and the golden networks.
/// </summary>
internal static class NativeRun
{
    private const string TestProject = "nf-tests/TinyInfer.Native.UnitTests/TinyInfer.Native.UnitTests.nfproj";

    /// <summary>Of TinyInfer.Native.pe: it stays small, as all that may grow grows elsewhere.</summary>
    private const int MostBytes = 6 * 1024;

    private static readonly string[] ResourceLibraries = ["nanoFramework.ResourceManager", "nanoFramework.Runtime.Native"];

    public static IReadOnlyList<TestResult> RunAll(NanoTools tools, string outputFolder)
    {
        var root = Repository.Root();
        return [.. RunAll(tools, new DeviceCompiler(tools, outputFolder), root, GoldenNetworks.Folder(root), outputFolder)];
    }

    /// <param name="goldens">The folder of the reference networks; null where it is not there.</param>
    /// <param name="outputFolder">For what is written.</param>
    public static IEnumerable<TestResult> RunAll(NanoTools tools, DeviceCompiler compiler, string root, string? goldens, string outputFolder)
    {
        var library = compiler.Build(Path.Combine(root, Repository.RuntimeProject));
        var native = compiler.Build(Path.Combine(root, Repository.NativeProject));
        var size = new FileInfo(native.Executable).Length;
        Console.WriteLine($"TinyInfer.Native.pe: {size} bytes");
        string[] executables = [library.Executable, native.Executable];
        var stock = CompileFolder(compiler, tools, root, "StockFirmware", [library.Path, native.Path], null, []);
        List<TestResult> results = [.. TestAssembly.Run(tools, "stock firmware", executables, stock)];
        results.Add(new TestResult("size of TinyInfer.Native.pe", size <= MostBytes ? Verdict.Passed : Verdict.Failed, $"{size} bytes, at most {MostBytes}"));
        results.Add(SampleRun.HelloSine(tools, compiler, root));
        if (tools.NativeClr is null)
        {
            Console.WriteLine($"native back end: not configured (set {NanoTools.NativeClrVariable})");
            return results;
        }

        (int? ExitCode, string Output) Run(IEnumerable<string> assemblies) => tools.Run(tools.NativeClr, null, assemblies);
        var tests = compiler.Build(Path.Combine(root, TestProject));
        results.AddRange(TestAssembly.Run(tools, "native back end: shared tests and its own", executables, tests, Run));
        if (goldens is null)
        {
            results.Add(new TestResult("golden networks on the native back end", Verdict.Skipped, "../shared/goldens is not there"));
            return results;
        }

        var flash = NativeFlash.Write(Path.Combine(outputFolder, "flash"), GoldenNetworks.Convert(goldens, "kws"));
        DeviceAssembly[] models = [ModelAssemblies.Packed(compiler, tools, goldens, outputFolder), ModelAssemblies.Odd(compiler, tools, goldens)];
        results.AddRange(RunGoldens("NativeGoldens", tools.NativeClr, "golden networks on the native back end", [.. GoldenNetworks.Names, "resnet"]));
        results.Add(SampleRun.ImageClassification(
            tools, compiler, root, tools.NativeClr, Path.Combine(outputFolder, "resnet"), GoldenNetworks.Convert(goldens, "resnet")));
        if (tools.FewerOpsClr is null)
        {
            Console.WriteLine($"native back end with fewer ops: not configured (set {NanoTools.FewerOpsClrVariable})");
            return results;
        }

        results.AddRange(RunGoldens("FewerOps", tools.FewerOpsClr, "native back end with fewer ops", ["kws"]));
        return results;

        IReadOnlyList<TestResult> RunGoldens(string folder, string clr, string title, string[] networks)
        {
            IEnumerable<string> references =
                [.. ResourceLibraries.Select(tools.Reference), library.Path, native.Path, .. models.Select(model => model.Path)];
            string[] more = folder == "FewerOps" ? ["Goldens/GoldenTests.cs", "NativeGoldens/Interpreter.cs"] : ["Goldens/GoldenTests.cs"];
            var assembly = CompileFolder(compiler, tools, root, folder, references, GoldenAssembly.Resources(goldens, GoldenNetworks.Names.Union(networks)), more);
            string[] all = [.. ResourceLibraries.Select(tools.Executable), .. executables, .. models.Select(model => model.Executable)];
            return TestAssembly.Run(tools, title, all, assembly, assemblies => tools.Run(clr, flash, assemblies));
        }
    }

    /// <summary>The sources of a folder of nf-tests as a test assembly.</summary>
    private static DeviceAssembly CompileFolder(
        DeviceCompiler compiler,
        NanoTools tools,
        string root,
        string folder,
        IEnumerable<string> references,
        DeviceResources? resources,
        IEnumerable<string> more)
    {
        var sources = Directory.GetFiles(Path.Combine(root, "nf-tests", folder), "*.cs")
            .Order(StringComparer.Ordinal)
            .Concat(more.Select(source => Path.Combine(root, "nf-tests", source)))
            .Select(DeviceCompiler.Parse)
            .ToList();
        if (resources is not null)
        {
            sources.Add(DeviceCompiler.ParseText(resources.Designer()));
        }

        return compiler.Compile(
            "NFUnitTest",
            isExecutable: false,
            sources,
            [tools.Reference("mscorlib"), tools.Reference("nanoFramework.TestFramework"), .. references],
            resources is null ? [] : [resources.Manifest()]);
    }
}
