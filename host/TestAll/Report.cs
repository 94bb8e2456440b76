namespace TestAll;

/// <summary>A test that did not pass, and what it said.</summary>
internal sealed record TestNote(string Test, string Message);

/// <summary>What one test project, or one stage that is no project, came to.</summary>
internal sealed record TestRun(string Name, int Passed, IReadOnlyList<TestNote> Failed, IReadOnlyList<TestNote> Skipped, TimeSpan Elapsed)
{
    /// <summary>A run that ended before it had any tests to count: no build, no test host, no results.</summary>
    public static TestRun Broken(string name, string message, TimeSpan elapsed = default) =>
        new(name, 0, [new TestNote(name, message)], [], elapsed);

    /// <summary>A stage that this machine lacks something for.</summary>
    public static TestRun Unable(string name, string message) =>
        new(name, 0, [], [new TestNote(name, message)], TimeSpan.Zero) { MayBeSkipped = true };

    /// <summary>Whether it is right that nothing ran, if a skipped test says why.</summary>
    public bool MayBeSkipped { get; init; }
}

/// <summary>Prints what runs came to, adds it up, and has the last word.</summary>
internal sealed class Report(TextWriter output, bool skippedIsFailed)
{
    /// <summary>Enough for an assertion's text and the top of a stack.</summary>
    private const int MessageLines = 12;

    private int _passed;
    private int _failed;
    private int _skipped;

    public void Say(string line) => output.WriteLine(line);

    public void Add(TestRun run)
    {
        var failed = run.Failed;
        var skipped = run.Skipped;
        if (skippedIsFailed)
        {
            failed = [.. failed, .. skipped.Select(note => note with { Message = "could not run: " + note.Message })];
            skipped = [];
        }

        // A project whose tests were all filtered away or not discovered looks green everywhere else.
        if (run.Passed + failed.Count == 0 && !(run.MayBeSkipped && skipped.Count > 0))
        {
            failed = [new TestNote(run.Name, "no test ran")];
        }

        foreach (var note in failed)
        {
            Print("FAILED ", note);
        }

        foreach (var note in skipped)
        {
            Print("SKIPPED", note);
        }

        output.WriteLine($"{run.Name,-28} {Counts(run.Passed, failed.Count, skipped.Count)}  ({run.Elapsed.TotalSeconds:F1} s)");
        _passed += run.Passed;
        _failed += failed.Count;
        _skipped += skipped.Count;
    }

    /// <summary>Prints the last line.</summary>
    /// <returns>The exit code.</returns>
    public int Finish()
    {
        output.WriteLine(Counts(_passed, _failed, _skipped));
        return _failed == 0 && _passed > 0 ? 0 : 1;
    }

    private static string Counts(int passed, int failed, int skipped) => $"{passed} passed, {failed} failed, {skipped} skipped";

    private void Print(string verdict, TestNote note)
    {
        output.WriteLine($"{verdict} {note.Test}");
        var lines = note.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var line in lines.Take(MessageLines))
        {
            output.WriteLine("        " + line);
        }

        if (lines.Length > MessageLines)
        {
            output.WriteLine($"        … and {lines.Length - MessageLines} more lines");
        }
    }
}
