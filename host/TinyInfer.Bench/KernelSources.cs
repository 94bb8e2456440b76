using System.Security.Cryptography;
using System.Text;

namespace TinyInfer.Bench;

/// <summary>The sources whose figures a benchmark shows: what a device compiles.</summary>
public static class KernelSources
{
    private static readonly string[] _folders = ["backends", "core", "include", "kernels"];

    /// <summary>Changes with every byte of every source, with its name, and with nothing else.</summary>
    public static string Hash(string checkout)
    {
        var root = Path.Combine(checkout, "native-interop");
        var sources = _folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".c" or ".h" or ".S")
            .Select(path => (Path: path, Name: Path.GetRelativePath(root, path).Replace('\\', '/')))
            .OrderBy(source => source.Name, StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, name) in sources)
        {
            var bytes = File.ReadAllBytes(path);
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{bytes.Length}\n"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
