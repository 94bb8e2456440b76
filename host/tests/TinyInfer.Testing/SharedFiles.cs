using System.Diagnostics.CodeAnalysis;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Testing;

/// <summary>
/// The reference networks and recordings beside the checkout. Where they are not, a test that needs them says so and is
/// not run; under CI that is a failure.
/// </summary>
public static class SharedFiles
{
    private const string RepositoryMark = "nf-src";

    /// <summary>The checkout that holds this build.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Path of a file or folder in ../shared.</summary>
    public static string Require(params string[] path)
    {
        var full = Path.GetFullPath(Path.Combine([Repository, "..", "shared", .. path]));
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            Miss($"../shared/{string.Join('/', path)} is not there: put the reference files beside the checkout to run this test");
        }

        return full;
    }

    /// <summary>Ends a test that cannot run here: not run, and under CI failed.</summary>
    [DoesNotReturn]
    public static void Miss(string message)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(message);
        }

        throw new AssertInconclusiveException(message);
    }

    public static byte[] Read(params string[] path) => File.ReadAllBytes(Require(path));

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, RepositoryMark)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} contains {RepositoryMark}");
    }
}
