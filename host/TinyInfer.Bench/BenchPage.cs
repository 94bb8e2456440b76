using System.Globalization;
using System.Numerics;
using System.Text;

namespace TinyInfer.Bench;

/// <summary>docs/benchmarks.md: the tables of a run, with all that is needed to repeat it.</summary>
public static class BenchPage
{
    /// <summary>The line of the page that names the kernels' hash begins with this.</summary>
    public const string KernelsLine = "Kernel sources: ";

    private static readonly string _header =
        """
        # Benchmarks

        What one inference costs on the cores of microcontrollers, counted exactly: instructions that an emulated core executes in the loop over all ops. Before anything was counted, all answers were compared with the expected ones, whole and unit by unit. [native-interop/bench](../native-interop/bench/README.md) says how cores are emulated, what their code is compiled for, and how the counting is calibrated.

        | back end | |
        |---|---|
        | portable | our kernels in plain C, without the core's SIMD instructions |
        | simd | our kernels for DSP or MVE, plain C elsewhere: a build without options |
        | cmsis_nn, esp_nn | the library wherever it is exact, plain C elsewhere |
        | cmsis_nn+simd | for each op what was measured to be fastest: a build with the library |

        Made by `tinyinfer bench --markdown docs/benchmarks.md --cmsis-nn DIR --esp-nn DIR`. A test compares the hash below with the sources: when they change, this page is made anew.

        """;

    public static string Write(BenchReport report)
    {
        var page = new StringBuilder(_header.ReplaceLineEndings("\n"));
        page.Append($"\n{KernelsLine}`{report.Kernels}`\n\n");
        page.AppendJoin("", report.Versions.Select(version => $"- {version}\n"));
        WriteSummary(page, report);
        WriteCode(page, report);
        foreach (var model in report.Results.Select(result => result.Model).Distinct())
        {
            WriteOps(page, model, [.. report.Results.Where(result => result.Model == model)]);
        }

        if (report.NotRun.Count > 0)
        {
            page.Append("\n## Not measured\n\n").AppendJoin("", report.NotRun.Select(sentence => $"- {sentence}\n"));
        }

        return page.ToString();
    }

    private static void WriteSummary(StringBuilder page, BenchReport report)
    {
        page.Append("\n## Inference\n\nBytes of arena are those of the tensors and of the kernels' scratch; code is `.text`, `.rodata` and `.data` of the library with the model's ops, and of its back end's objects, after `--gc-sections`.\n\n");
        Row(page, "target", "back end", "model", "instructions", "per MAC", "arena", "of it scratch", "persistent", "stack", "code");
        page.Append("|---|---|---|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var result in report.Results)
        {
            Row(
                page, result.Target, result.BackEnd, result.Model, Number(result.Instructions),
                result.InstructionsPerMac?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–", Number(result.ArenaBytes), Number(result.ScratchBytes),
                Number(result.PersistentBytes), Number(result.StackBytes), Number(result.CodeBytes));
        }
    }

    private static void WriteCode(StringBuilder page, BenchReport report)
    {
        page.Append("\n## Code\n\nBytes as above, of one build for several models.\n\n");
        Row(page, "target", "back end", "the ops of all models here", "all ops");
        page.Append("|---|---|--:|--:|\n");
        foreach (var code in report.Code)
        {
            Row(page, code.Target, code.BackEnd, Number(code.AllModelsBytes), Number(code.AllOpsBytes));
        }
    }

    /// <summary>A row an op, a column a build.</summary>
    private static void WriteOps(StringBuilder page, string model, IReadOnlyList<BenchResult> results)
    {
        page.Append($"\n## {model}, op by op\n\nInstructions, and the path that the op took.\n\n");
        Row(page, ["#", "op", .. results.Select(result => $"{result.Target} {result.BackEnd}")]);
        page.Append("|--:|---|").Append(string.Concat(Enumerable.Repeat("--:|", results.Count))).Append('\n');
        foreach (var op in results[0].Ops)
        {
            Row(page, [$"{op.Index}", $"{op.Op}", .. results.Select(result => $"{Number(result.Ops[op.Index].Instructions)} {result.Ops[op.Index].Path}")]);
        }
    }

    private static void Row(StringBuilder page, params string[] cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Number<T>(T value)
        where T : IBinaryInteger<T> => value.ToString("N0", CultureInfo.InvariantCulture);
}
