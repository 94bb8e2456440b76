namespace TinyInfer.RunOnNanoClr;

internal static class Repository
{
    public const string RuntimeProject = "nf-src/TinyInfer/TinyInfer.nfproj";

    /// <summary>The checkout that this program was built in.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, RuntimeProject)))
            {
                return folder.FullName;
            }
        }

        throw new NanoToolsException($"{RuntimeProject} is not found above {AppContext.BaseDirectory}.");
    }

    /// <summary>The reference networks beside the checkout; null where they are not.</summary>
    public static string? Goldens(string root)
    {
        var folder = Path.GetFullPath(Path.Combine(root, "..", "shared", "goldens"));
        return Directory.Exists(folder) ? folder : null;
    }
}
