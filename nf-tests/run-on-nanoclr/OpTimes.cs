namespace TinyInfer.RunOnNanoClr;

/// <summary>The program of nf-tests/OpTimes on models, for 'tinyinfer bench --target managed'.</summary>
internal static class OpTimes
{
    private const string FirstLine = "TinyInfer op times";
    private const string LastLine = "End of the op times.";

    private static readonly string[] Libraries = ["mscorlib", "nanoFramework.ResourceManager", "nanoFramework.Runtime.Native"];

    /// <summary>What it shares with the benchmarks.</summary>
    private static readonly string[] Shared = ["Clock.cs", "PlainLoop.cs", "Race.cs"];

    /// <summary>Whether it ran to its end.</summary>
    /// <param name="models">.tinf files.</param>
    public static bool Run(NanoTools tools, string outputFolder, IReadOnlyList<string> models)
    {
        var tests = Path.Combine(Repository.Root(), "nf-tests");
        var compiler = new DeviceCompiler(tools, outputFolder);
        var library = compiler.Build(Path.Combine(Repository.Root(), Repository.RuntimeProject));
        var resources = new DeviceResources("TinyInfer.OpTimes");
        for (var i = 0; i < models.Count; i++)
        {
            resources.Add($"network_{i}", File.ReadAllBytes(models[i]));
        }

        var sources = Directory.GetFiles(Path.Combine(tests, "OpTimes"), "*.cs")
            .Concat(Shared.Select(name => Path.Combine(tests, "Benchmarks", name)));
        var program = compiler.Compile(
            "OpTimes",
            isExecutable: true,
            [.. sources.Select(DeviceCompiler.Parse), DeviceCompiler.ParseText(resources.Designer()), DeviceCompiler.ParseText(Networks(models.Count))],
            [.. Libraries.Select(tools.Reference), library.Path],
            [resources.Manifest()]);
        var (exitCode, output) = tools.Run([.. Libraries.Select(tools.Executable), library.Executable, program.Executable]);
        return Benchmarks.Print(output, TestRun.Ending(exitCode, tools.Limit), FirstLine, LastLine);
    }

    private static string Networks(int count) =>
        $$"""
        namespace TinyInfer.OpTimes
        {
            internal static class Networks
            {
                public const int Count = {{count}};

                public static byte[] Bytes(int network)
                {
                    switch (network)
                    {
        {{string.Concat(Enumerable.Range(0, count).Select(i => $"case {i}: return Resources.GetBytes(Resources.BinaryResources.network_{i});\n"))}}
                        default: return null;
                    }
                }
            }
        }
        """;
}
