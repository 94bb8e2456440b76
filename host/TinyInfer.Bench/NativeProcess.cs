using System.Diagnostics;
using System.Text;

namespace TinyInfer.Bench;

/// <summary>Runs a program and collects what it prints.</summary>
internal static class NativeProcess
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(10);

    /// <param name="ExitCode">Null if it had to be stopped.</param>
    public sealed record Result(int? ExitCode, string Output)
    {
        /// <summary>The end of the output, where a program says why it stopped.</summary>
        public string LastLines(int count) => string.Join('\n', Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(count));
    }

    public static Result Run(string folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        var output = new StringBuilder();
        void Collect(object sender, DataReceivedEventArgs line)
        {
            lock (output)
            {
                output.Append(line.Data).Append('\n');
            }
        }

        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExit(_limit);
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
            return new Result(ended ? process.ExitCode : null, output.ToString());
        }
    }

    /// <summary>Whether a command is on the PATH.</summary>
    public static bool Exists(string command)
    {
        var names = OperatingSystem.IsWindows() ? new[] { command + ".exe", command + ".bat", command + ".cmd" } : [command];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => names.Any(name => File.Exists(Path.Combine(folder, name))));
    }
}
