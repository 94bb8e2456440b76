using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Testing;

/// <summary>
/// What CMake builds of native-interop. Where it is not, a test that needs it says so and is not run; under CI that is a
/// failure.
/// </summary>
public static class NativeFiles
{
    private const string Variable = "TINYINFER_NATIVE_LIBRARY";

    /// <summary>The host's shared library is there, or named by the environment.</summary>
    public static void RequireLibrary()
    {
        var folder = Path.Combine(SharedFiles.Repository, "artifacts", "native", "host");
        string[] names = ["libtinyinfer.so", "libtinyinfer.dylib", "tinyinfer.dll"];
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) && !names.Any(name => File.Exists(Path.Combine(folder, name))))
        {
            SharedFiles.Miss(
                "the native kernels are not built: 'dotnet run --project host/TestAll' builds them, or in native-interop "
                + "'cmake --preset host' and 'cmake --build --preset host'; both need CMake and a C compiler");
        }
    }
}
