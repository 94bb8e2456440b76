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
        ToolRun.Of("bench", "--target", "avr").Fails(ExitCode.Usage, "'avr'", "cortex-m0", "riscv32");

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
}
