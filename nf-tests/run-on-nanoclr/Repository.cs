namespace TinyInfer.RunOnNanoClr;

internal static class Repository
{
    public const string RuntimeProject = "nf-src/TinyInfer/TinyInfer.nfproj";
    public const string NativeProject = "nf-src/TinyInfer.Native/TinyInfer.Native.nfproj";
    public const string PipelineProject = "nf-src/TinyInfer.Pipeline/TinyInfer.Pipeline.nfproj";

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
}
