using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace TinyInfer.Cli.Files;

/// <summary>nanoFramework's flasher, which is not part of this tool: on the PATH, or a dotnet tool of the folder or the user.</summary>
internal sealed class Nanoff
{
    private const string Name = "nanoff";

    private const string HowToInstall = "Install it: dotnet tool install --global nanoff";

    private readonly string _program;
    private readonly string[] _first;

    private Nanoff(string program, params string[] first)
    {
        _program = program;
        _first = first;
    }

    /// <exception cref="ToolException">There is none.</exception>
    public static Nanoff Find()
    {
        var names = OperatingSystem.IsWindows() ? new[] { $"{Name}.exe", $"{Name}.cmd" } : [Name];
        var ofTheUser = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (folders.Any(folder => names.Any(name => File.Exists(Path.Combine(folder, name)))))
        {
            return new Nanoff(Name);
        }

        if (IsToolOfTheFolder())
        {
            return new Nanoff("dotnet", Name);
        }

        return names.Select(name => Path.Combine(ofTheUser, name)).FirstOrDefault(File.Exists) is { } program
            ? new Nanoff(program)
            : throw new ToolException(ExitCode.Failed, $"'{Name}', nanoFramework's flasher, is neither on the PATH nor a dotnet tool here. {HowToInstall}");
    }

    /// <summary>What is shown to the person, and what is run.</summary>
    public static string CommandLine(IEnumerable<string> arguments) =>
        $"{Name} {string.Join(' ', arguments.Select(argument => argument.Contains(' ') ? $"\"{argument}\"" : argument))}";

    /// <summary>Runs it, and gives each line of its output away as it comes.</summary>
    /// <exception cref="ToolException">It cannot be started.</exception>
    public (int ExitCode, string Output) Run(IEnumerable<string> arguments, Action<string> line)
    {
        var start = new ProcessStartInfo(_program, _first.Concat(arguments)) { RedirectStandardOutput = true, RedirectStandardError = true };
        var output = new StringBuilder();
        void Collect(object sender, DataReceivedEventArgs data)
        {
            if (data.Data is { } text)
            {
                lock (output)
                {
                    output.AppendLine(text);
                    line(text);
                }
            }
        }

        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            throw new ToolException(ExitCode.Failed, $"'{_program}' cannot be started: {failure.Message.TrimEnd('.')}. {HowToInstall}");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        lock (output)
        {
            return (process.ExitCode, output.ToString());
        }
    }

    private static bool IsToolOfTheFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var manifest in new[] { Path.Combine(folder.FullName, ".config", "dotnet-tools.json"), Path.Combine(folder.FullName, "dotnet-tools.json") })
            {
                if (File.Exists(manifest) && HasTool(manifest))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasTool(string manifest)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(manifest));
            return json.RootElement.TryGetProperty("tools", out var tools) && tools.TryGetProperty(Name, out _);
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
