namespace TestAll;

/// <summary>
/// The device tests in a real nanoCLR, which is not part of the project: whoever has one points at it, see
/// nf-tests/run-on-nanoclr.
/// </summary>
internal static class NanoClr
{
    private const string Name = "nanoCLR";

    private const string Runner = "nf-tests/run-on-nanoclr";

    /// <summary>The runner itself stops a CLR that hangs, and its user says how slow the CLR may be.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromHours(3);

    private static readonly string[] Variables = ["TINYINFER_NANO_LIBRARIES", "TINYINFER_NANO_METADATA_PROCESSOR", "TINYINFER_NANO_CLR"];

    /// <summary>A CLR that has the interop, and one that has it with fewer ops; the runner itself looks for them.</summary>
    private static readonly string[] NativeVariables = ["TINYINFER_NANO_NATIVE_CLR", "TINYINFER_NANO_FEWER_OPS_CLR"];

    public static void Run(string root, Report report)
    {
        if (Variables.All(variable => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))))
        {
            report.Say($"{Name}: not configured (set {string.Join(", ", Variables)})");
            return;
        }

        foreach (var variable in NativeVariables.Where(variable => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))))
        {
            report.Say($"{Name}, native back end: not configured (set {variable})");
        }

        var run = Command.Run(Limit, root, "dotnet", "run", "--project", Runner, "-c", HostTests.Configuration, "--no-build");
        report.Add(CountedOutput.Read(Name, run));
    }
}
