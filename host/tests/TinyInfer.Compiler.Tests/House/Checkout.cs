using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.House;

/// <summary>The files of the checkout that these tests were built in.</summary>
internal static class Checkout
{
    /// <summary>What builds, restores and editors leave behind. In a work tree of git's, .git is a file.</summary>
    private static readonly string[] NotOurs = [".git", ".vs", ".vscode", ".idea", "bin", "obj", "packages", "artifacts", "TestResults"];

    private static readonly string[] NotText = [".tflite", ".tinf", ".onnx", ".npy", ".bin", ".png", ".jpg", ".bmp", ".ppm"];

    public static string Root { get; } = SharedFiles.Repository;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Paths relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Files(string pattern = "*", string folder = "") => FilesBelow(new DirectoryInfo(Path.Combine(Root, folder)), pattern);

    public static IEnumerable<string> TextFiles() => Files().Where(path => !NotText.Contains(Path.GetExtension(path)));

    private static IEnumerable<string> FilesBelow(DirectoryInfo folder, string pattern)
    {
        foreach (var file in folder.EnumerateFiles(pattern).Where(file => !NotOurs.Contains(file.Name)))
        {
            yield return Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');
        }

        foreach (var inner in folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)))
        {
            foreach (var file in FilesBelow(inner, pattern))
            {
                yield return file;
            }
        }
    }
}
