using System.Diagnostics;
using System.Text.Json;
using TinyInfer.Bench;
using TinyInfer.Compiler.IlCounting;

namespace TinyInfer.Cli.Tests;

/// <summary>What bench says where it cannot measure; what it measures is docs/benchmarks.md.</summary>
[TestClass]
public class BenchVerbTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    public void Bench_on_an_unknown_target_lists_what_exists() =>
        ToolRun.Of("bench", "--target", "avr").Fails(ExitCode.Usage, "'avr'", "cortex-m0", "riscv32", "managed");

    [TestMethod]
    public void Bench_on_managed_counts_each_op_and_says_how()
    {
        using var tool = WithoutNanoClr(SineNetwork.Convert(_folder), "--target", "managed");
        var run = tool.Finish().Succeeds();

        Assert.Contains(ManagedIlCount.Method, run.Output);
        Assert.Contains("managed, prepacked", run.Output);
        Assert.Contains($"{NanoClr.Variable} names one", run.Error);
    }

    [TestMethod]
    public void Bench_on_managed_as_json_has_what_the_count_has()
    {
        var model = SineNetwork.Convert(_folder);
        var count = ManagedIlCount.Of(File.ReadAllBytes(model));

        using var tool = WithoutNanoClr(model, "--target", "managed", "--json");
        var managed = JsonDocument.Parse(tool.Finish().Succeeds().Output).RootElement.GetProperty("managed")[0];

        Assert.AreEqual("managed", managed.GetProperty("backEnd").GetString());
        Assert.AreEqual(ManagedIlCount.Method, managed.GetProperty("countedBy").GetString());
        Assert.AreEqual(count.Instructions, managed.GetProperty("instructions").GetInt64());
        CollectionAssert.AreEqual(
            count.Ops.Select(op => op.Instructions).ToList(),
            managed.GetProperty("ops").EnumerateArray().Select(op => op.GetProperty("instructions").GetInt64()).ToList());
        Assert.AreEqual(JsonValueKind.Null, managed.GetProperty("nanoClrInstructions").ValueKind);
    }

    [TestMethod]
    public void Bench_page_without_a_core_says_what_to_name()
    {
        using var tool = WithoutNanoClr(SineNetwork.Convert(_folder), "--target", "managed", "--markdown", _folder["page.md"]);

        tool.Finish().Fails(ExitCode.Usage, "--markdown", "--target cortex-m4");
        Assert.IsFalse(File.Exists(_folder["page.md"]));
    }

    [TestMethod]
    public void Bench_of_a_missing_model_names_the_file() =>
        ToolRun.Of("bench", _folder["none.tinf"]).Fails(ExitCode.Usage, "none.tinf", "does not exist");

    [TestMethod]
    public void Bench_without_compilers_and_emulators_says_what_to_install()
    {
        var model = SineNetwork.Convert(_folder);

        using var tool = ToolProcess.StartWith("PATH", _folder.Path, "bench", model, "--target", "cortex-m4", "riscv32");

        tool.Finish().Fails(
            ExitCode.Failed, "nothing could be measured", "'cmake' and 'arm-none-eabi-gcc' and 'qemu-system-arm' are not on the PATH",
            "apt-get install", "gcc-riscv64-unknown-elf", "qemu-system-misc");
    }

    private static Process WithoutNanoClr(params string[] args) => ToolProcess.StartWith(NanoClr.Variable, "", ["bench", .. args]);
}
