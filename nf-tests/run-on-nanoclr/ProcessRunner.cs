using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace TinyInfer.RunOnNanoClr;

internal static class ProcessRunner
{
    /// <summary>Runs a program to its end or to the limit; both its streams come back as one text.</summary>
    public static (int? ExitCode, string Output) Run(ProcessStartInfo start, TimeSpan limit)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        void Append(object _, DataReceivedEventArgs line)
        {
            if (line.Data is not null)
            {
                lock (output)
                {
                    output.AppendLine(line.Data);
                }
            }
        }

        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            throw new NanoToolsException($"'{start.FileName}' cannot be started: {exception.Message}");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExit(limit);
        if (!ended)
        {
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();
        lock (output)
        {
            return (ended ? process.ExitCode : null, output.ToString());
        }
    }
}
