using System.Globalization;
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
        | portable | our kernels in plain C alone |
        | own | our kernels for the core's own instructions, plain C elsewhere: a build without options |
        | cmsis_nn, esp_nn | the library wherever it is exact, plain C elsewhere |
        | cmsis_nn+own | for each op what was measured to be fastest: a build with the library |

        | weights | |
        |---|---|
        | plain | as the network has them: `tinyinfer convert` without a target, which every back end takes |
        | laid out | `tinyinfer convert --target TARGET`: layouts that cost no flash |
        | +150,000 bytes | `tinyinfer convert --target TARGET --flash-budget 150000`, where that chooses otherwise |

        Made by `tinyinfer bench --markdown docs/benchmarks.md --cmsis-nn DIR --esp-nn DIR`. A test compares the hash below with the sources: when they change, this page is made anew.

        """;

    public static string Write(BenchReport report)
    {
        var page = new StringBuilder(_header.ReplaceLineEndings("\n"));
        page.Append($"\n{KernelsLine}`{report.Kernels}`\n\n");
        page.AppendJoin("", report.Versions.Select(version => $"- {version}\n"));
        LibraryTables.Write(page, report);
        WriteSummary(page, report);
        WriteCode(page, report);
        foreach (var ofModel in report.Results.GroupBy(result => result.Model))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {ofModel.Key}, op by op\n");
            foreach (var ofTarget in ofModel.GroupBy(result => result.Target))
            {
                WriteOps(page, ofTarget.Key, [.. ofTarget]);
            }
        }

        if (report.NotRun.Count > 0)
        {
            page.Append("\n## Not measured\n\n").AppendJoin("", report.NotRun.Select(sentence => $"- {sentence}\n"));
        }

        return page.ToString();
    }

    private static void WriteSummary(StringBuilder page, BenchReport report)
    {
        page.Append("\n## Inference\n\nBytes of flash are those of the model file; of arena, those of the tensors and of the kernels' scratch; code is `.text`, `.rodata` and `.data` of the library with the model's ops, and of its back end's objects, after `--gc-sections`.\n");
        var table = new PageTable(page, "target", "back end", "model", "weights", ">instructions", ">per MAC", ">flash", ">arena", ">of it scratch", ">persistent", ">stack", ">code");
        foreach (var result in report.Results)
        {
            table.Row(
                result.Target, result.BackEnd, result.Model, result.Weights, PageTable.Number(result.Instructions),
                PageTable.PerMac(result.Instructions, result.Macs), PageTable.Number(result.FlashBytes), PageTable.Number(result.ArenaBytes),
                PageTable.Number(result.ScratchBytes), PageTable.Number(result.PersistentBytes), PageTable.Number(result.StackBytes),
                PageTable.Number(result.CodeBytes));
        }
    }

    private static void WriteCode(StringBuilder page, BenchReport report)
    {
        page.Append("\n## Code\n\nBytes as above, of one build for several models.\n");
        var table = new PageTable(page, "target", "back end", ">the ops of all models here", ">all ops");
        foreach (var code in report.Code)
        {
            table.Row(code.Target, code.BackEnd, PageTable.Number(code.AllModelsBytes), PageTable.Number(code.AllOpsBytes));
        }
    }

    /// <summary>A row an op, a column a build with its weights.</summary>
    private static void WriteOps(StringBuilder page, string target, IReadOnlyList<BenchResult> results)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n{target}: instructions, for each MAC, the path that the op took, and the layout of its weights where that is not plain.\n");
        var columns = results.Select(result => ">" + result.BackEnd + (result.Weights == BenchModel.PlainWeights ? "" : $", {result.Weights}"));
        var table = new PageTable(page, [">#", "op", .. columns]);
        foreach (var op in results[0].Ops)
        {
            table.Row([$"{op.Index}", $"{op.Op} {op.Kernel}".TrimEnd(), .. results.Select(result => Cell(result.Ops[op.Index]))]);
        }
    }

    private static string Cell(OpResult op)
    {
        var perMac = op.Macs == 0 ? "" : $" {PageTable.PerMac(op.Instructions, op.Macs)}";
        return $"{PageTable.Number(op.Instructions)}{perMac} {op.Path}{(op.Layout is null or BenchModel.PlainWeights ? "" : $" {op.Layout}")}";
    }
}
