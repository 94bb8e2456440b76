using TinyInfer.Compiler.Emit;

namespace TinyInfer.RunOnNanoClr;

/// <summary>Recordings, and the network that answers to them, as a device test assembly with binary resources.</summary>
internal static class RecordingAssembly
{
    private const string Network = "micro_speech";

    private static readonly (string Key, string? Value)[] Metadata =
    [
        ("features", "micro"), ("sample-rate", "16000"), ("channels", "1"), ("window", "480"), ("hop", "320"), ("frames", "49"),
        ("smoothing-length", "1"), ("threshold", "80"), ("background", "0"), ("labels", "silence\nunknown\nyes\nno"),
    ];

    private static readonly string[] Recordings = ["yes", "no", "noise", "silence"];

    /// <summary>The folder that has the recordings; null where it is not there.</summary>
    public static string? Folder(string root)
    {
        var folder = Path.GetFullPath(Path.Combine(root, "..", "shared", "audio"));
        return Directory.Exists(folder) ? folder : null;
    }

    /// <param name="references">Assemblies beside mscorlib and the test framework.</param>
    public static DeviceAssembly Build(
        DeviceCompiler compiler,
        NanoTools tools,
        string root,
        string audio,
        string goldens,
        IEnumerable<string> references)
    {
        var resources = new DeviceResources("TinyInfer.PipelineGoldens");
        resources.Add("model", MetadataEditor.Set(GoldenNetworks.Convert(goldens, Network), Metadata));
        resources.Add("inputs", GoldenNetworks.Read(goldens, Network, "inputs.bin"));
        resources.Add("outputs", GoldenNetworks.Read(goldens, Network, "outputs.bin"));
        foreach (var recording in Recordings)
        {
            resources.Add(recording, File.ReadAllBytes(Path.Combine(audio, $"{recording}_1000ms.wav")));
        }

        var sources = Directory.GetFiles(Path.Combine(root, "nf-tests", "PipelineGoldens"), "*.cs")
            .Append(Path.Combine(root, "nf-tests", "PipelineShared", "ArraySource.cs"))
            .Order(StringComparer.Ordinal)
            .Select(DeviceCompiler.Parse)
            .Append(DeviceCompiler.ParseText(resources.Designer()));
        return compiler.Compile(
            "NFUnitTest",
            isExecutable: false,
            sources,
            [tools.Reference("mscorlib"), tools.Reference("nanoFramework.TestFramework"), .. references],
            [resources.Manifest()]);
    }
}
