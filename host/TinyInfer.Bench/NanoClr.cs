using System.Globalization;

namespace TinyInfer.Bench;

/// <summary>A nanoCLR that the person gave, by way of nf-tests/run-on-nanoclr.</summary>
public sealed class NanoClr
{
    /// <summary>The variable that names it; run-on-nanoclr wants others beside it, and says which.</summary>
    public const string Variable = "TINYINFER_NANO_CLR";

    /// <summary>How its figures come about, for a report.</summary>
    public const string Method = "timed in nanoCLR, in instructions of a bare loop acc += a[i] * b[i] that is timed with them";

    private const string Runner = "nf-tests/run-on-nanoclr";
    private const int LastLines = 5;

    private readonly string _checkout;

    private NanoClr(string checkout) => _checkout = checkout;

    /// <summary>Null if none was given.</summary>
    /// <exception cref="BenchException">One was given, and this is no checkout.</exception>
    public static NanoClr? FromEnvironment() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) ? null : new NanoClr(NativeBuild.FindCheckout(AppContext.BaseDirectory));

    /// <summary>Each op of each model by its place in the list and by whether weights are prepacked, in instructions.</summary>
    /// <exception cref="BenchException">It failed.</exception>
    public IReadOnlyDictionary<(int Model, bool Prepacked), IReadOnlyList<long>> Run(IReadOnlyList<BenchModel> models)
    {
        var folder = Directory.CreateTempSubdirectory("tinyinfer-bench-");
        try
        {
            var paths = models.Select((model, i) => Path.Combine(folder.FullName, $"{i}.tinf")).ToList();
            for (var i = 0; i < models.Count; i++)
            {
                File.WriteAllBytes(paths[i], models[i].File);
            }

            var run = NativeProcess.Run(_checkout, "dotnet", ["run", "--project", Runner, "-c", "Release", "--", "ops", .. paths]);
            return run.ExitCode == 0
                ? Read(run.Output, models)
                : throw new BenchException($"{Runner} ended with {run.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "no exit code: it took too long"}:\n{run.LastLines(LastLines)}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Lines like "op 0 prepacked 3 1234": model, how its weights are, op, instructions.</summary>
    internal static IReadOnlyDictionary<(int Model, bool Prepacked), IReadOnlyList<long>> Read(string output, IReadOnlyList<BenchModel> models)
    {
        var ops = output.Split('\n')
            .Select(line => line.Trim().Split(' '))
            .Where(words => words is ["op", _, "plain" or "prepacked", _, _])
            .ToLookup(words => (int.Parse(words[1], CultureInfo.InvariantCulture), words[2] == "prepacked"), words => long.Parse(words[4], CultureInfo.InvariantCulture));
        for (var i = 0; i < models.Count; i++)
        {
            var expected = models[i].Description.Ops.Count;
            if (ops[(i, false)].Count() != expected || ops[(i, true)].Count() != expected)
            {
                throw new BenchException($"{Runner} gave {ops[(i, false)].Count()} and {ops[(i, true)].Count()} ops of {models[i].Name}, which has {expected}:\n{output}");
            }
        }

        return ops.ToDictionary(group => group.Key, group => (IReadOnlyList<long>)[.. group]);
    }
}
