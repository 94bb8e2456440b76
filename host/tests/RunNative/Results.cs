namespace RunNative;

/// <summary>Counts, and prints what did not pass, in the form that the test command reads.</summary>
internal sealed class Results(TextWriter output)
{
    private int _passed;
    private int _failed;
    private int _skipped;

    public void Pass() => _passed++;

    public void Fail(string test, string message)
    {
        _failed++;
        output.WriteLine($"Failed: {test}: {OneLine(message)}");
    }

    public void Skip(string test, string message)
    {
        _skipped++;
        output.WriteLine($"Skipped: {test}: {OneLine(message)}");
    }

    /// <summary>Prints the last line.</summary>
    /// <returns>The exit code.</returns>
    public int Finish()
    {
        output.WriteLine($"{_passed} passed, {_failed} failed, {_skipped} skipped");
        return _failed == 0 ? 0 : 1;
    }

    private static string OneLine(string message) => string.Join(" | ", message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
