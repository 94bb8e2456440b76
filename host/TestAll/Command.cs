using System.Diagnostics;
using System.Text;

namespace TestAll;

/// <summary>Runs a program and collects what it prints.</summary>
internal static class Command
{
    /// <summary>Enough for a build or a test project.</summary>
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(10);

    /// <param name="ExitCode">Null if it had to be stopped.</param>
    public sealed record Result(int? ExitCode, string Output, TimeSpan Elapsed)
    {
        /// <summary>How it ended, for a sentence.</summary>
        public string Ending => ExitCode is { } code ? $"it ended with exit code {code}" : $"it was stopped after {Elapsed.TotalMinutes:F0} minutes";

        /// <summary>The end of the output, where a program says why it stopped.</summary>
        public string LastLines(int count) => string.Join('\n', Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(count));
    }

    /// <summary>Whether a program is on the PATH.</summary>
    public static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));

    public static Result Run(string folder, string program, params string[] arguments) => Run(DefaultLimit, folder, program, arguments);

    public static Result Run(TimeSpan limit, string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Build servers outlive the build and would keep the pipe open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        var output = new StringBuilder();
        void Collect(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Append(line.Data).Append('\n');
            }
        }

        var clock = Stopwatch.StartNew();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var ended = process.WaitForExit(limit);
        if (ended)
        {
            // Only the call without a limit waits for the last lines.
            process.WaitForExit();
        }
        else
        {
            process.Kill(entireProcessTree: true);
        }

        lock (output)
        {
            return new Result(ended ? process.ExitCode : null, output.ToString(), clock.Elapsed);
        }
    }
}
