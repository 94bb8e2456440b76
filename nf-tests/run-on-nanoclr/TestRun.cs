using Microsoft.CodeAnalysis;

namespace TinyInfer.RunOnNanoClr;

public enum Verdict
{
    Passed,
    Failed,
    Skipped,
}

public sealed record TestResult(string Name, Verdict Verdict, string Message);

/// <summary>
/// What a test assembly should say and what it said. The CLR exits with 0 after an unhandled exception, so only the
/// expected lines count: a test without a line failed.
/// </summary>
public static class TestRun
{
    /// <summary>What the message of a test without a line starts with.</summary>
    public const string NoAnswer = "no answer";

    private const string Done = "Done.";

    /// <summary>
    /// The lines' names of all tests of an assembly, type, method and the index of the attribute, in the order in which
    /// they run: the metadata processor sorts the types, and the launcher takes methods without rows first.
    /// </summary>
    public static IReadOnlyList<string> ExpectedTests(DeviceAssembly assembly)
    {
        List<string> names = [];
        foreach (var type in Types(assembly.Compilation.Assembly.GlobalNamespace).OrderBy(type => type.ToDisplayString(), StringComparer.OrdinalIgnoreCase))
        {
            if (!Has(type, "TestClassAttribute"))
            {
                continue;
            }

            foreach (var method in type.GetMembers().OfType<IMethodSymbol>().OrderBy(method => Rows(method) > 0))
            {
                var tests = Rows(method) > 0 ? Rows(method) : Has(method, "TestMethodAttribute") ? 1 : 0;
                names.AddRange(Enumerable.Range(0, tests).Select(index => $"{type.ToDisplayString()}.{method.Name}.{index}"));
            }
        }

        return names;
    }

    public static IReadOnlyList<TestResult> Judge(IReadOnlyList<string> expected, int? exitCode, string output, TimeSpan limit)
    {
        var lines = output.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var said = new Dictionary<string, TestResult>();
        foreach (var line in lines)
        {
            foreach (var verdict in Enum.GetValues<Verdict>())
            {
                var start = $"Test {verdict.ToString().ToLowerInvariant()},";
                if (line.StartsWith(start, StringComparison.Ordinal))
                {
                    var parts = line[start.Length..].Split(',', 2);
                    said[parts[0]] = new TestResult(parts[0], verdict, verdict == Verdict.Passed ? "" : parts.ElementAtOrDefault(1) ?? "");
                }
            }
        }

        // Tests run one after another: the first without a line is where the CLR stopped, the others never began.
        var how = Ending(exitCode, limit);
        var stopped = expected.FirstOrDefault(name => !said.ContainsKey(name));
        var results = expected.Select(name => said.TryGetValue(name, out var result) ? result
            : name == stopped ? new TestResult(name, Verdict.Failed, $"{NoAnswer}: nanoCLR {how} {(said.Count == 0 ? "before" : "in")} it; its last line was '{lines.LastOrDefault(line => line.Length > 0)}'")
            : new TestResult(name, Verdict.Failed, $"{NoAnswer}: it did not begin")).ToList();
        results.AddRange(said.Values.Where(result => !expected.Contains(result.Name))
            .Select(result => result with { Verdict = Verdict.Failed, Message = "a test that the sources do not have" }));
        if (!lines.Contains(Done))
        {
            results.Add(new TestResult("end of the run", Verdict.Failed, $"nanoCLR {how} without '{Done}'"));
        }

        if (expected.Count == 0)
        {
            results.Add(new TestResult("start of the run", Verdict.Failed, "there is no test"));
        }

        return results;
    }

    /// <summary>How the CLR ended, for a sentence.</summary>
    /// <param name="exitCode">Null if it had to be stopped.</param>
    public static string Ending(int? exitCode, TimeSpan limit) => exitCode switch
    {
        null => $"did not end within {limit.TotalSeconds:0} s",
        0 => "ended",
        _ => $"ended with exit code {exitCode}",
    };

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol root) =>
        root.GetTypeMembers().Concat(root.GetNamespaceMembers().SelectMany(Types));

    private static int Rows(IMethodSymbol method) =>
        method.GetAttributes().Count(attribute => attribute.AttributeClass?.Name == "DataRowAttribute");

    private static bool Has(ISymbol symbol, string attribute) =>
        symbol.GetAttributes().Any(data => data.AttributeClass?.Name == attribute);
}
