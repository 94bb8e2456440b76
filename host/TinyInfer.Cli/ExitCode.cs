namespace TinyInfer.Cli;

/// <summary>What the tool answers to the shell. Part of its contract: scripts rely on the numbers.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>The command was right and could not be done: a file cannot be read or written.</summary>
    public const int Failed = 1;

    /// <summary>The command line, or a file named on it, is not what the verb takes: missing, or of the wrong length.</summary>
    public const int Usage = 2;

    /// <summary>The model is malformed or damaged.</summary>
    public const int BadModel = 3;

    /// <summary>The model is well-formed and has ops, types or shapes that cannot be converted or run.</summary>
    public const int UnsupportedOp = 4;

    /// <summary>Answers differ from the expected ones.</summary>
    public const int Mismatch = 5;
}

/// <summary>Ends the command with a sentence for the person: what was found, what was expected, what to do.</summary>
internal sealed class ToolException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
