namespace TinyInfer.NativeHost;

/// <summary>Where the library is looked for, and what to say where it is not.</summary>
internal static class NativeLibraryPath
{
    /// <summary>Names the library's file, for one that lies elsewhere.</summary>
    public const string Variable = "TINYINFER_NATIVE_LIBRARY";

    private const string ProjectFile = "native-interop/CMakeLists.txt";

    private const string BuildFolder = "artifacts/native/host";

    private const string HowToBuild =
        "Build it in a checkout of TinyInfer, with CMake and a C compiler: 'dotnet run --project host/TestAll' does, "
        + "or in native-interop 'cmake --preset host' and 'cmake --build --preset host'. The managed back end needs no library.";

    private static string FileName =>
        OperatingSystem.IsWindows() ? "tinyinfer.dll" : OperatingSystem.IsMacOS() ? "libtinyinfer.dylib" : "libtinyinfer.so";

    /// <summary>The library of this process's tool.</summary>
    /// <exception cref="NativeLibraryException">There is none.</exception>
    public static string Find() => Find(AppContext.BaseDirectory, Environment.GetEnvironmentVariable(Variable));

    /// <param name="toolFolder">Where the tool lies.</param>
    /// <param name="named">What the environment variable says.</param>
    public static string Find(string toolFolder, string? named)
    {
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named)
                ? Path.GetFullPath(named)
                : throw new NativeLibraryException($"{Variable} names '{named}', which is not there; set it to the file of the native kernels' library, or remove it. {HowToBuild}");
        }

        var places = Places(toolFolder).ToList();
        return places.FirstOrDefault(File.Exists)
            ?? throw new NativeLibraryException($"the native kernels' library was not found; looked for {string.Join(" and ", places.Select(place => $"'{place}'"))}. {HowToBuild}");
    }

    private static IEnumerable<string> Places(string toolFolder)
    {
        yield return Path.Combine(toolFolder, FileName);
        for (var folder = new DirectoryInfo(toolFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, ProjectFile)))
            {
                yield return Path.GetFullPath(Path.Combine(folder.FullName, BuildFolder, FileName));
                yield break;
            }
        }
    }
}
