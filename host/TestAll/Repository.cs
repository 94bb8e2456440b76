namespace TestAll;

/// <summary>Where things lie in a checkout.</summary>
internal static class Repository
{
    /// <summary>The host solution, relative to the root.</summary>
    public const string Solution = "host/TinyInfer.Host.slnx";

    /// <summary>The folder that holds the checkout this program was built in.</summary>
    public static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new FileNotFoundException($"No folder above {AppContext.BaseDirectory} holds {Solution}; run it inside a checkout.");
    }
}
