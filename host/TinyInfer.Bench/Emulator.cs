namespace TinyInfer.Bench;

/// <summary>Runs a build's runner under QEMU.</summary>
public static class Emulator
{
    /// <summary>A build writes the emulator's command here, one argument a line.</summary>
    private const string CommandFile = "emulator.txt";

    /// <summary>Compares all samples with the expected outputs, whole and in slices, and counts what one inference costs.</summary>
    public static RunnerReport Bench(NativeBuild build, string model, string inputs, string outputs) => Run(build, "bench", model, inputs, outputs);

    /// <summary>Runs a file of many small networks.</summary>
    public static RunnerReport Vectors(NativeBuild build, string file) => Run(build, "vectors", file);

    private static RunnerReport Run(NativeBuild build, params string[] words)
    {
        var command = File.ReadAllLines(Path.Combine(build.Folder, CommandFile));

        // QEMU takes two commas as one of the word.
        command[^1] += string.Concat(words.Select(word => ",arg=" + word.Replace(",", ",,")));
        var run = NativeProcess.Run(build.Folder, command[0], command[1..]);
        var report = RunnerReport.Parse(run.Output);
        return report.IsOk || report.Problems.Any()
            ? report
            : throw new BenchException($"{build.Target.Name}, {build.BackEnd.Name}: the runner {(run.ExitCode is { } code ? $"ended with exit code {code}" : "did not end")}:\n{report.LastLines(10)}");
    }
}
