using TinyInfer.Compiler.Packing;

namespace TinyInfer.RunOnNanoClr;

/// <summary>Assemblies that hold kws: as the tool's pack makes it, and as one should not.</summary>
internal static class ModelAssemblies
{
    private const string ResourceName = "model";

    /// <summary>The files of pack, built as the project system would.</summary>
    public static DeviceAssembly Packed(DeviceCompiler compiler, NanoTools tools, string goldens, string outputFolder)
    {
        var packed = new ModelAssembly("KwsModel", GoldenNetworks.Convert(goldens, "kws"));
        var folder = Path.Combine(outputFolder, packed.Name);
        foreach (var (path, content) in packed.Files())
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }

        var project = DeviceProject.Load(Path.Combine(folder, $"{packed.Name}.nfproj"));
        var resources = new DeviceResources(packed.Name);
        resources.Add(ResourceName, File.ReadAllBytes(Path.Combine(folder, $"{ResourceName}.tinf")));
        return compiler.Compile(
            project.AssemblyName,
            project.IsExecutable,
            project.Sources.Select(DeviceCompiler.Parse),
            [.. project.References.Select(tools.Reference)],
            [resources.Manifest()]);
    }

    /// <summary>Resources lie in the order of their ids, one behind the other: one of a single byte comes first.</summary>
    public static DeviceAssembly Odd(DeviceCompiler compiler, NanoTools tools, string goldens)
    {
        var odd = new ModelAssembly("OddModel", GoldenNetworks.Convert(goldens, "kws"));
        var first = Enumerable.Range(0, 1000).Select(i => $"pad{i}").First(name => ModelAssembly.IdOf(name) < odd.ResourceId);
        var resources = new DeviceResources(odd.Name);
        resources.Add(first, [1]);
        resources.Add(ResourceName, GoldenNetworks.Convert(goldens, "kws"));
        var sources = odd.Files().Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).Select(file => System.Text.Encoding.UTF8.GetString(file.Content));
        return compiler.Compile(odd.Name, isExecutable: false, sources.Select(DeviceCompiler.ParseText), [tools.Reference("mscorlib")], [resources.Manifest()]);
    }
}
