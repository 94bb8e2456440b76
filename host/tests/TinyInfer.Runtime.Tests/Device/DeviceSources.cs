using System.Collections.Immutable;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Testing;

namespace TinyInfer.Runtime.Tests.Device;

/// <summary>The sources that run on a device, compiled as NanoSurface does: C# 9, against our declarations alone.</summary>
internal static class DeviceSources
{
    public const string RuntimeList = "nf-src/TinyInfer/TinyInfer.projitems";
    public const string PipelineList = "nf-src/TinyInfer.Pipeline/TinyInfer.Pipeline.projitems";
    public const string NativeList = "nf-src/TinyInfer.Native/TinyInfer.Native.projitems";
    public const string SensorsList = "nf-src/TinyInfer.Sensors/TinyInfer.Sensors.projitems";
    public const string SensorsTestList = "nf-tests/SensorsShared/SensorsShared.projitems";
    public const string TestList = "nf-tests/Shared/Shared.projitems";
    public const string PipelineTestList = "nf-tests/PipelineShared/PipelineShared.projitems";
    public const string ReferenceList = "nf-tests/Reference/Reference.projitems";

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp9);

    /// <summary>mscorlib alone: what other packages declare lies in a folder below.</summary>
    private static readonly Lazy<CSharpCompilation> Surface = new(() => CSharpCompilation.Create(
        "NanoSurface",
        Directory.EnumerateFiles(FullPath("nf-tests/NanoSurface/Surface"), "*.cs").Concat(Listed(RuntimeList)).Select(ParseFile),
        references: [],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, warningLevel: 0)));

    private static readonly Lazy<CSharpCompilation> WithPipeline =
        new(() => Surface.Value.AddSyntaxTrees(Listed(PipelineList).Select(ParseFile)));

    private static readonly Lazy<CSharpCompilation> WithNative =
        new(() => Surface.Value.AddSyntaxTrees(Listed(NativeList).Select(ParseFile)));

    // The names are those that see the internals.
    private static readonly Lazy<CSharpCompilation> Tests = new(() => CompileTests("TinyInfer.Runtime.Tests", TestList, ReferenceList));
    private static readonly Lazy<CSharpCompilation> PipelineTests = new(() => CompileTests("TinyInfer.Pipeline.Tests", PipelineTestList));

    /// <summary>The runtime.</summary>
    public static CSharpCompilation Compilation => Surface.Value;

    /// <summary>The runtime and the pipeline.</summary>
    public static CSharpCompilation PipelineCompilation => WithPipeline.Value;

    /// <summary>The runtime and TinyInfer.Native.</summary>
    public static CSharpCompilation NativeCompilation => WithNative.Value;

    /// <summary>The shared tests, with nanoFramework.TestFramework as the shim declares it.</summary>
    public static CSharpCompilation TestCompilation => Tests.Value;

    /// <summary>Those of the pipeline.</summary>
    public static CSharpCompilation PipelineTestCompilation => PipelineTests.Value;

    /// <summary>Every source that some device project compiles: a folder with a .csproj is for the PC.</summary>
    public static IEnumerable<string> All =>
        Directory.GetDirectories(FullPath("nf-src")).Concat(Directory.GetDirectories(FullPath("nf-tests")))
            .Where(folder => Directory.GetFiles(folder, "*.csproj").Length == 0)
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories));

    /// <summary>The same with one more file.</summary>
    public static CSharpCompilation CompilationWith(string source) => Compilation.AddSyntaxTrees(Parse(source));

    public static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, Language);

    public static SyntaxTree ParseFile(string path) => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Language, path);

    /// <summary>Full paths of what a list of sources names, in its order.</summary>
    public static IReadOnlyList<string> Listed(string list)
    {
        const string Here = "$(MSBuildThisFileDirectory)";
        var file = FullPath(list);
        return [.. XDocument.Load(file).Descendants()
            .Where(element => element.Name.LocalName == "Compile")
            .Select(element => element.Attribute("Include")!.Value)
            .Select(include => Path.Combine(Path.GetDirectoryName(file)!, include.Replace(Here, "").Replace('\\', Path.DirectorySeparatorChar)))];
    }

    public static string FullPath(string path) => Path.Combine(SharedFiles.Repository, path);

    public static ImmutableArray<Diagnostic> Errors(CSharpCompilation compilation) =>
        [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static CSharpCompilation CompileTests(string name, params string[] lists)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Concat([typeof(Model).Assembly.Location, typeof(TinyInfer.Pipeline.SlidingWindow).Assembly.Location])
            .Concat([typeof(nanoFramework.TestFramework.Assert).Assembly.Location, typeof(Assert).Assembly.Location])
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            name,
            lists.SelectMany(Listed).Select(ParseFile),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, warningLevel: 0));
    }
}
