using System.Resources;
using System.Text;
using TinyInfer.Compiler;

namespace TinyInfer.RunOnNanoClr;

/// <summary>
/// The golden networks as a device test assembly: model, inputs and expected outputs are binary resources, as a
/// nanoFramework project would embed them.
/// </summary>
internal static class GoldenAssembly
{
    private static readonly string[] Networks = ["hello_world", "micro_speech", "ad01", "kws"];

    public static DeviceAssembly Build(
        DeviceCompiler compiler,
        NanoTools tools,
        string root,
        string goldens,
        DeviceAssembly library,
        IReadOnlyList<string> libraries)
    {
        var resources = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var network in Networks)
        {
            var folder = Path.Combine(goldens, network);
            var model = File.ReadAllBytes(Path.Combine(folder, "model.tflite"));
            resources[$"{network}_model"] = ModelConverter.Convert(model, new ConvertOptions { Name = network });
            resources[$"{network}_inputs"] = File.ReadAllBytes(Path.Combine(folder, "inputs.bin"));
            resources[$"{network}_outputs"] = File.ReadAllBytes(Path.Combine(folder, "outputs.bin"));
        }

        var sources = Directory.GetFiles(Path.Combine(root, "nf-tests", "Goldens"), "*.cs")
            .Order(StringComparer.Ordinal)
            .Select(DeviceCompiler.Parse)
            .Append(DeviceCompiler.ParseText(ResourceIds(resources.Keys)));
        return compiler.Compile(
            "NFUnitTest",
            isExecutable: false,
            sources,
            [.. libraries.Concat(["mscorlib", "nanoFramework.TestFramework"]).Select(tools.Reference), library.Path],
            [("Goldens.resources", ResourceFile(resources))]);
    }

    private static byte[] ResourceFile(SortedDictionary<string, byte[]> resources)
    {
        using var stream = new MemoryStream();
        using (var writer = new ResourceWriter(stream))
        {
            foreach (var (name, bytes) in resources)
            {
                writer.AddResource(name, bytes);
            }

            writer.Generate();
        }

        return stream.ToArray();
    }

    private static string ResourceIds(IEnumerable<string> names)
    {
        var source = new StringBuilder("internal enum GoldenResource : short\n{\n");
        foreach (var name in names)
        {
            source.Append($"    {name} = {ResourceId(name)},\n");
        }

        return source.Append("}\n").ToString();
    }

    /// <summary>The id by which the device finds a resource: a hash of its name that the metadata processor defines.</summary>
    private static short ResourceId(string name)
    {
        const int Seed = (5381 << 16) + 5381;
        int even = Seed, odd = Seed;
        for (var i = 0; i < name.Length; i++)
        {
            ref var hash = ref i % 2 == 0 ? ref even : ref odd;
            hash = ((hash << 5) + hash) ^ name[i];
        }

        var sum = even + odd * 1566083941;
        return (short)((short)(sum >> 16) ^ (short)sum);
    }
}
