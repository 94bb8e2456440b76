namespace TestAll;

/// <summary>The native kernels as a library for this machine, which the host's tests load: built before they run.</summary>
internal static class NativeLibrary
{
    private const string Name = "native-interop";

    private const string Preset = "host";

    private const string HowToInstall =
        "The native kernels are built with CMake and the system's C compiler, on Debian or Ubuntu: apt-get install cmake gcc";

    public static void Build(string root, Report report)
    {
        var missing = new[] { "cmake", "cc" }.Where(command => !Command.Exists(command)).ToList();
        if (missing.Count > 0 && !OperatingSystem.IsWindows())
        {
            report.Add(TestRun.Unable(Name, $"{string.Join(" and ", missing)}: not on the PATH. {HowToInstall}"));
            return;
        }

        report.Say($"building {Name}");
        var folder = Path.Combine(root, Name);
        var parallel = Environment.ProcessorCount.ToString();
        var configure = Command.Run(folder, "cmake", "--preset", Preset);
        var build = configure.ExitCode == 0
            ? Command.Run(folder, "cmake", "--build", "--preset", Preset, "--config", "Release", "--parallel", parallel)
            : configure;
        report.Add(build.ExitCode == 0
            ? new TestRun(Name, 1, [], [], configure.Elapsed + build.Elapsed)
            : TestRun.Broken(Name, $"does not build:\n{build.LastLines(15)}", build.Elapsed));
    }
}
