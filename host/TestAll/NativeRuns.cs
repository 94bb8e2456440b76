namespace TestAll;

/// <summary>
/// What host/tests/RunNative runs: native-interop's own tests under sanitisers, and the reference vectors on emulated
/// cores. CMSIS-NN and ESP-NN are not part of the project: whoever has a checkout points at it.
/// </summary>
internal static class NativeRuns
{
    private const string Runner = "host/tests/RunNative";

    private const string UpstreamVariable = "TINYINFER_NF_INTERPRETER";

    private static readonly string[][] Runs =
    [
        ["host"],
        ["firmware"],
        ["cortex-m0"],
        ["cortex-m4"],
        ["cortex-m4", "own"],
        ["cortex-m55"],
        ["cortex-m55", "own"],
        ["riscv32"],
        ["riscv32", "own"],
    ];

    private static readonly (string BackEnd, string Variable, string[] Targets)[] Libraries =
    [
        ("cmsis_nn", "TINYINFER_CMSIS_NN_ROOT", ["cortex-m0", "cortex-m4", "cortex-m55"]),
        ("cmsis_nn+own", "TINYINFER_CMSIS_NN_ROOT", ["cortex-m4", "cortex-m55"]),
        ("esp_nn", "TINYINFER_ESP_NN_ROOT", ["riscv32"]),
    ];

    public static void Run(string root, Report report)
    {
        foreach (var arguments in Runs)
        {
            Run(root, report, arguments);
        }

        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(UpstreamVariable)))
        {
            report.Say($"boards: not configured (set {UpstreamVariable})");
        }
        else
        {
            Run(root, report, "boards");
        }

        foreach (var (backEnd, variable, targets) in Libraries)
        {
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
            {
                report.Say($"{backEnd}: not configured (set {variable})");
                continue;
            }

            foreach (var target in targets)
            {
                Run(root, report, target, backEnd);
            }
        }
    }

    private static void Run(string root, Report report, params string[] arguments)
    {
        var name = $"native {string.Join(' ', arguments)}";
        var run = Command.Run(root, "dotnet", ["run", "--project", Runner, "-c", HostTests.Configuration, "--no-build", "--", .. arguments]);
        report.Add(CountedOutput.Read(name, run) with { MayBeSkipped = true });
    }
}
