using System.Diagnostics;
using System.Text;

namespace TinyInfer.Cli.Tests;

/// <summary>The tool as a process of its own, with all three streams redirected.</summary>
internal static class ToolProcess
{
    public static Process Start(params string[] args) => Start("dotnet", [typeof(Tool).Assembly.Location, .. args]);

    /// <summary>With an environment variable set.</summary>
    public static Process StartWith(string variable, string value, params string[] args) =>
        Start("dotnet", [typeof(Tool).Assembly.Location, .. args], start => start.Environment[variable] = value);

    /// <summary>By way of the shell, where it reads "$@" as the command line of the tool.</summary>
    public static Process StartInShell(string script, params string[] args) =>
        Start("sh", ["-c", script, "sh", "dotnet", typeof(Tool).Assembly.Location, .. args]);

    /// <summary>Closes its input and waits until it ends.</summary>
    public static ToolRun Finish(this Process process)
    {
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolRun(process.ExitCode, output, error.Result);
    }

    private static Process Start(string program, string[] args, Action<ProcessStartInfo>? prepare = null)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        prepare?.Invoke(start);
        return Process.Start(start)!;
    }
}
