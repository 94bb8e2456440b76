using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace TinyInfer.RunOnNanoClr;

/// <summary>A compiled device assembly.</summary>
/// <param name="Path">The .dll or .exe.</param>
/// <param name="Executable">The .pe that the CLR loads.</param>
public sealed record DeviceAssembly(string Path, string Executable, CSharpCompilation Compilation);

/// <summary>Compiles as the project system does: C# 9 against the device's mscorlib, then the metadata processor.</summary>
public sealed class DeviceCompiler(NanoTools tools, string outputFolder)
{
    /// <summary>Documentation comments are not the business of this build.</summary>
    private static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.CSharp9, DocumentationMode.None, preprocessorSymbols: ["NANOFRAMEWORK_1_0"]);

    private readonly Dictionary<string, DeviceAssembly> _built = [];

    /// <summary>An .nfproj and the projects it references.</summary>
    public DeviceAssembly Build(string projectFile)
    {
        if (_built.TryGetValue(projectFile, out var built))
        {
            return built;
        }

        var project = DeviceProject.Load(projectFile);
        var references = project.References.Select(tools.Reference)
            .Concat(project.ProjectReferences.Select(reference => Build(reference).Path))
            .ToList();
        var assembly = Compile(project.AssemblyName, project.IsExecutable, project.Sources.Select(Parse), references, []);
        _built[projectFile] = assembly;
        return assembly;
    }

    /// <param name="resources">Name in the manifest and content.</param>
    public DeviceAssembly Compile(
        string name,
        bool isExecutable,
        IEnumerable<SyntaxTree> sources,
        IReadOnlyList<string> references,
        IReadOnlyList<(string Name, byte[] Bytes)> resources)
    {
        var compilation = CSharpCompilation.Create(
            name,
            sources,
            references.Select(reference => MetadataReference.CreateFromFile(reference)),
            new CSharpCompilationOptions(
                isExecutable ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                deterministic: true));
        var folder = Directory.CreateDirectory(Path.Combine(outputFolder, Guid.NewGuid().ToString("N"))).FullName;
        var path = Path.Combine(folder, name + (isExecutable ? ".exe" : ".dll"));
        EmitResult result;
        using (var assembly = File.Create(path))
        using (var symbols = File.Create(Path.ChangeExtension(path, ".pdb")))
        {
            result = compilation.Emit(
                assembly,
                symbols,
                manifestResources: resources.Select(resource =>
                    new ResourceDescription(resource.Name, () => new MemoryStream(resource.Bytes), isPublic: true)),
                options: new EmitOptions(
                    debugInformationFormat: DebugInformationFormat.PortablePdb,
                    runtimeMetadataVersion: "v4.0.30319"));
        }

        if (!result.Success)
        {
            var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            throw new NanoToolsException($"{name} does not compile for the device:{Environment.NewLine}{string.Join(Environment.NewLine, errors)}");
        }

        var executable = tools.Process(path, references);
        var overflows = DeviceImage.Overflows(File.ReadAllBytes(executable)).ToList();
        return overflows.Count == 0
            ? new DeviceAssembly(path, executable, compilation)
            : throw new NanoToolsException($"{Path.GetFileName(executable)} cannot run: {string.Join("; ", overflows)}.");
    }

    public static SyntaxTree Parse(string path)
    {
        using var file = File.OpenRead(path);
        return CSharpSyntaxTree.ParseText(SourceText.From(file), ParseOptions, path);
    }

    public static SyntaxTree ParseText(string text) => CSharpSyntaxTree.ParseText(text, ParseOptions, encoding: System.Text.Encoding.UTF8);
}
