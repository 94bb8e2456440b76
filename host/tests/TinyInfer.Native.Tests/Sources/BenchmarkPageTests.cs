using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Bench;
using TinyInfer.Testing;

namespace TinyInfer.Native.Tests.Sources;

/// <summary>docs/benchmarks.md shows figures of the kernels that are there.</summary>
[TestClass]
public partial class BenchmarkPageTests
{
    private const string HowToMakeIt =
        "measure again: 'dotnet run --project host/TinyInfer.Cli -- bench --markdown docs/benchmarks.md --cmsis-nn DIR --esp-nn DIR'";

    private static readonly string _page = Path.Combine(SharedFiles.Repository, "docs", "benchmarks.md");

    [TestMethod]
    public void Page_kernels_areThoseOfTheSources()
    {
        var text = File.ReadAllText(_page);
        var measured = Hash().Match(text).Groups["hash"].Value;

        Assert.AreEqual(KernelSources.Hash(SharedFiles.Repository), measured, $"the kernels have changed since docs/benchmarks.md was made; {HowToMakeIt}");
    }

    /// <summary>What a reader needs to repeat it.</summary>
    [TestMethod]
    [DataRow("arm-none-eabi-gcc ")]
    [DataRow("riscv64-unknown-elf-gcc ")]
    [DataRow("QEMU emulator version ")]
    [DataRow("cmsis_nn at ")]
    [DataRow("esp_nn at ")]
    public void Page_versions_areThere(string version) => Assert.Contains($"\n- {version}", File.ReadAllText(_page), HowToMakeIt);

    [GeneratedRegex(@"^" + BenchPage.KernelsLine + "`(?<hash>[0-9a-f]+)`$", RegexOptions.Multiline)]
    private static partial Regex Hash();
}
