using System.Xml.Linq;

namespace TinyInfer.RunOnNanoClr;

/// <summary>What the project system reads from an .nfproj: name, sources, references.</summary>
public sealed record DeviceProject(
    string AssemblyName,
    bool IsExecutable,
    IReadOnlyList<string> Sources,
    IReadOnlyList<string> References,
    IReadOnlyList<string> ProjectReferences)
{
    public static DeviceProject Load(string path)
    {
        var project = XDocument.Load(path).Root!;
        var folder = Path.GetDirectoryName(path)!;
        var sources = Items(project, "Compile").Select(item => Resolve(folder, item)).ToList();
        foreach (var import in Elements(project, "Import").Where(import => (string?)import.Attribute("Label") == "Shared"))
        {
            var items = Resolve(folder, (string)import.Attribute("Project")!);
            var itemsFolder = Path.GetDirectoryName(items)!;
            sources.AddRange(Items(XDocument.Load(items).Root!, "Compile")
                .Select(item => Resolve(itemsFolder, item.Replace("$(MSBuildThisFileDirectory)", ""))));
        }

        return new DeviceProject(
            Property(project, "AssemblyName"),
            Property(project, "OutputType") == "Exe",
            sources,
            [.. Items(project, "Reference").Select(item => item.Split(',')[0])],
            [.. Items(project, "ProjectReference").Select(item => Resolve(folder, item))]);
    }

    private static string Property(XElement project, string name) => Elements(project, name).First().Value;

    private static IEnumerable<string> Items(XElement project, string name) =>
        Elements(project, name).Select(item => (string)item.Attribute("Include")!);

    private static IEnumerable<XElement> Elements(XElement project, string name) =>
        project.Descendants().Where(element => element.Name.LocalName == name);

    private static string Resolve(string folder, string path) =>
        Path.GetFullPath(Path.Combine(folder, path.Replace('\\', Path.DirectorySeparatorChar)));
}
