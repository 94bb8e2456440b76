using System.Resources;
using System.Text;
using TinyInfer.Compiler.Packing;

namespace TinyInfer.RunOnNanoClr;

/// <summary>Binary resources of a device assembly, as the project system makes them of a Resources.resx.</summary>
/// <param name="rootNamespace">Of the project.</param>
public sealed class DeviceResources(string rootNamespace)
{
    private readonly SortedDictionary<string, byte[]> _resources = new(StringComparer.Ordinal);

    public void Add(string name, byte[] bytes) => _resources.Add(name, bytes);

    /// <summary>The manifest resource; the metadata processor takes the .resources format and gives it its own ending.</summary>
    public (string Name, byte[] Bytes) Manifest()
    {
        using var stream = new MemoryStream();
        using (var writer = new ResourceWriter(stream))
        {
            foreach (var (name, bytes) in _resources)
            {
                writer.AddResource(name, bytes);
            }

            writer.Generate();
        }

        return ($"{rootNamespace}.Resources.resources", stream.ToArray());
    }

    /// <summary>The source of the class Resources, through which the sources reach them.</summary>
    public string Designer()
    {
        var ids = new StringBuilder();
        foreach (var name in _resources.Keys)
        {
            ids.Append($"            {name} = {ModelAssembly.IdOf(name)},\n");
        }

        return
            $$"""
            namespace {{rootNamespace}}
            {
                internal class Resources
                {
                    private static readonly System.Resources.ResourceManager Manager =
                        new System.Resources.ResourceManager("{{rootNamespace}}.Resources", typeof(Resources).Assembly);

                    internal static byte[] GetBytes(BinaryResources id)
                    {
                        return (byte[])nanoFramework.Runtime.Native.ResourceUtility.GetObject(Manager, id);
                    }

                    internal enum BinaryResources : short
                    {
            {{ids}}        }
                }
            }
            """;
    }
}
