using System.Xml.Linq;

namespace TinyInfer.Compiler.Tests.House;

/// <summary>An .nfproj as the nanoFramework project system reads it. Paths are relative to the checkout.</summary>
internal sealed class DeviceProject(string path)
{
    private readonly XElement _root = XDocument.Parse(Checkout.Read(path)).Root!;

    public static IEnumerable<DeviceProject> All => Checkout.Files("*.nfproj").Order(StringComparer.Ordinal).Select(path => new DeviceProject(path));

    public string Path { get; } = path;

    public string Folder { get; } = System.IO.Path.GetDirectoryName(path)!.Replace('\\', '/');

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public bool IsTest => Elements("IsTestProject").Any(element => element.Value == "true");

    public string? Property(string name) => Elements(name).FirstOrDefault()?.Value;

    public IEnumerable<XElement> Elements(string name) => _root.Descendants().Where(element => element.Name.LocalName == name);

    public IEnumerable<string> Items(string name) => Elements(name).Select(element => element.Attribute("Include")!.Value);

    /// <summary>Projects of the imports, in order.</summary>
    public IEnumerable<XElement> Imports => Elements("Import");

    /// <summary>Every source: the project's own and those of the shared lists it imports.</summary>
    public IEnumerable<string> Sources()
    {
        foreach (var item in Items("Compile"))
        {
            yield return Resolve(Folder, item);
        }

        foreach (var list in SharedLists())
        {
            foreach (var source in SharedSources(list))
            {
                yield return source;
            }
        }
    }

    public IEnumerable<string> SharedLists() => Imports
        .Where(import => import.Attribute("Label")?.Value == "Shared")
        .Select(import => Resolve(Folder, import.Attribute("Project")!.Value));

    public static IEnumerable<string> SharedSources(string list) => XDocument.Parse(Checkout.Read(list)).Descendants()
        .Where(element => element.Name.LocalName == "Compile")
        .Select(element => element.Attribute("Include")!.Value.Replace("$(MSBuildThisFileDirectory)", ""))
        .Select(item => Resolve(System.IO.Path.GetDirectoryName(list)!, item));

    public IEnumerable<(string Id, string Version)> Packages() => XDocument.Parse(Checkout.Read($"{Folder}/packages.config")).Descendants("package")
        .Select(package => (package.Attribute("id")!.Value, package.Attribute("version")!.Value));

    public static string Resolve(string folder, string item)
    {
        var full = System.IO.Path.GetFullPath(System.IO.Path.Combine(Checkout.Root, folder, item.Replace('\\', '/')));
        return System.IO.Path.GetRelativePath(Checkout.Root, full).Replace('\\', '/');
    }
}
