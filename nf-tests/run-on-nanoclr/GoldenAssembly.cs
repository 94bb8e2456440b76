using TinyInfer.Compiler.Inspection;

namespace TinyInfer.RunOnNanoClr;

/// <summary>
/// The golden networks as a device test assembly: model, inputs and expected outputs are binary resources, as a
/// nanoFramework project would embed them.
/// </summary>
internal static class GoldenAssembly
{
    /// <summary>Models, inputs and outputs of networks, under the names that the tests' sources use.</summary>
    public static DeviceResources Resources(string goldens, IEnumerable<string> networks)
    {
        var resources = new DeviceResources("TinyInfer.Goldens");
        foreach (var network in networks)
        {
            resources.Add($"{network}_model", GoldenNetworks.Convert(goldens, network));
            resources.Add($"{network}_inputs", GoldenNetworks.Read(goldens, network, "inputs.bin"));
            resources.Add($"{network}_outputs", GoldenNetworks.Read(goldens, network, "outputs.bin"));
        }

        return resources;
    }

    public static DeviceAssembly Build(
        DeviceCompiler compiler,
        NanoTools tools,
        string root,
        string goldens,
        DeviceAssembly library,
        IReadOnlyList<string> libraries)
    {
        var resources = Resources(goldens, GoldenNetworks.Names);

        // Only to be loaded: an inference takes minutes.
        resources.Add("resnet_model", GoldenNetworks.Convert(goldens, "resnet"));
        foreach (var network in GoldenNetworks.Names.Append("resnet"))
        {
            // What inspect shows as the bytes beside the arena, little-endian.
            var memory = ModelDescription.Read(GoldenNetworks.Convert(goldens, network)).Memory.Single(entry => entry.BackEnd == "managed");
            resources.Add($"{network}_beside_arena", BitConverter.GetBytes((int)(memory.ScratchBytes + memory.PersistentBytes)));
        }

        var sources = Directory.GetFiles(Path.Combine(root, "nf-tests", "Goldens"), "*.cs")
            .Order(StringComparer.Ordinal)
            .Select(DeviceCompiler.Parse)
            .Append(DeviceCompiler.ParseText(resources.Designer()));
        return compiler.Compile(
            "NFUnitTest",
            isExecutable: false,
            sources,
            [.. libraries.Concat(["mscorlib", "nanoFramework.TestFramework"]).Select(tools.Reference), library.Path],
            [resources.Manifest()]);
    }
}
