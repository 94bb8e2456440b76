using TinyInfer.Compiler;

namespace TinyInfer.RunOnNanoClr;

/// <summary>The reference networks beside the checkout.</summary>
internal static class GoldenNetworks
{
    /// <summary>All but resnet, whose file and arena are too large for most boards.</summary>
    public static readonly string[] Names = ["hello_world", "micro_speech", "ad01", "kws"];

    /// <summary>The folder that has them; null where it is not there.</summary>
    public static string? Folder(string root)
    {
        var folder = Path.GetFullPath(Path.Combine(root, "..", "shared", "goldens"));
        return Directory.Exists(folder) ? folder : null;
    }

    public static byte[] Convert(string folder, string name) =>
        ModelConverter.Convert(Read(folder, name, "model.tflite"), new ConvertOptions { Name = name });

    public static byte[] Read(string folder, string name, string file) => File.ReadAllBytes(Path.Combine(folder, name, file));
}
