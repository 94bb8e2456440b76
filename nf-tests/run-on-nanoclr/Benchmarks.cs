using System.Text;
using System.Xml.Linq;

namespace TinyInfer.RunOnNanoClr;

/// <summary>The program of nf-tests/Benchmarks, with the golden networks where they are there.</summary>
internal static class Benchmarks
{
    private const string Project = "nf-tests/Benchmarks/Benchmarks.nfproj";

    private const string FirstLine = "TinyInfer benchmarks";
    private const string LastLine = "End of the benchmarks.";

    /// <summary>What this list and these resources take the place of.</summary>
    private static readonly string[] Replaced = ["Networks.cs", "Resources.Designer.cs"];

    /// <summary>Whether it ran to its end.</summary>
    public static bool Run(NanoTools tools, string outputFolder)
    {
        var root = Repository.Root();
        var file = Path.Combine(root, Project);
        var project = DeviceProject.Load(file);
        var compiler = new DeviceCompiler(tools, outputFolder);
        var libraries = project.ProjectReferences.Select(compiler.Build).ToList();

        var resources = new DeviceResources("TinyInfer.Benchmarks");
        foreach (var (name, path) in ResourceFiles(Path.GetDirectoryName(file)!))
        {
            resources.Add(name, File.ReadAllBytes(path));
        }

        List<string> networks = ["kernels"];
        if (GoldenNetworks.Folder(root) is { } goldens)
        {
            foreach (var network in GoldenNetworks.Names)
            {
                resources.Add(network, GoldenNetworks.Convert(goldens, network));
                networks.Add(network);
            }
        }

        var program = compiler.Compile(
            project.AssemblyName,
            project.IsExecutable,
            [
                .. project.Sources.Where(source => !Replaced.Contains(Path.GetFileName(source))).Select(DeviceCompiler.Parse),
                DeviceCompiler.ParseText(resources.Designer()),
                DeviceCompiler.ParseText(NetworkList(networks)),
            ],
            [.. project.References.Select(tools.Reference), .. libraries.Select(library => library.Path)],
            [resources.Manifest()]);
        var (exitCode, output) = tools.Run(
            [.. project.References.Select(tools.Executable), .. libraries.Select(library => library.Executable), program.Executable]);
        return Print(output, TestRun.Ending(exitCode, tools.Limit), FirstLine, LastLine);
    }

    /// <summary>Shows what the program printed, without what the CLR prints around it.</summary>
    public static bool Print(string output, string ending, string firstLine, string lastLine)
    {
        var lines = output.Split('\n').Select(line => line.TrimEnd()).ToList();
        var first = lines.IndexOf(firstLine);
        var last = lines.IndexOf(lastLine);
        if (first >= 0 && last > first)
        {
            Console.WriteLine(string.Join('\n', lines[(first + 1)..last]));
            return true;
        }

        Console.Error.WriteLine(output);
        Console.Error.WriteLine($"nanoCLR {ending} without the lines '{firstLine}' and '{lastLine}'.");
        return false;
    }

    private static IEnumerable<(string Name, string Path)> ResourceFiles(string folder) =>
        XDocument.Load(Path.Combine(folder, "Resources.resx")).Descendants("data").Select(data => (
            data.Attribute("name")!.Value,
            Path.Combine(folder, data.Element("value")!.Value.Split(';')[0].Replace('\\', Path.DirectorySeparatorChar))));

    private static string NetworkList(IEnumerable<string> networks)
    {
        var calls = new StringBuilder();
        foreach (var network in networks)
        {
            calls.Append($"            NetworkBenchmark.Run(\"{network}\", Resources.GetBytes(Resources.BinaryResources.{network}));\n");
        }

        return
            $$"""
            namespace TinyInfer.Benchmarks
            {
                internal static class Networks
                {
                    public static void Run()
                    {
            {{calls}}        }
                }
            }
            """;
    }
}
