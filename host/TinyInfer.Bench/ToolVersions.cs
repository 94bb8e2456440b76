namespace TinyInfer.Bench;

/// <summary>Names and versions of what a benchmark was measured with.</summary>
internal static class ToolVersions
{
    /// <param name="said">As the runner has it from its compiler: "gcc 12.2.1 20221205".</param>
    public static string Compiler(NativeTarget target, string said) => $"{target.Compiler} {said.Replace("gcc ", "")}, -O2";

    public static string Emulator(string command) => FirstLine(command, "--version") ?? command;

    /// <summary>Null for one that is the project's own.</summary>
    public static string? Library(NativeBackEnd backEnd) => backEnd.Folder is null
        ? null
        : $"{backEnd.Library} at {FirstLine("git", "-C", backEnd.Folder, "rev-parse", "--short=7", "HEAD") ?? "an unknown commit"}";

    private static string? FirstLine(string program, params string[] arguments)
    {
        if (!NativeProcess.Exists(program))
        {
            return null;
        }

        var run = NativeProcess.Run(Environment.CurrentDirectory, program, arguments);
        return run.ExitCode == 0 ? run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() : null;
    }
}
