using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Evaluation;

namespace TinyInfer.Cli.Verbs;

/// <summary>A confusion matrix as a table: a row for each true class, with its recall; precisions in the last row.</summary>
internal static class ConfusionText
{
    public static void Write(Terminal terminal, ConfusionMatrix matrix)
    {
        var table = new TextTable(["true \\ taken for", .. matrix.Classes.Select(name => $">{name}"), ">recall"]);
        var all = Enumerable.Range(0, matrix.Classes.Count).ToList();
        foreach (var actual in all)
        {
            table.Add(
                [matrix.Classes[actual], .. all.Select(predicted => Printable.Number(matrix[actual, predicted])), EvaluationText.Percent(matrix.Recall(actual))]);
        }

        table.Add(["precision", .. all.Select(predicted => EvaluationText.Percent(matrix.Precision(predicted))), ""]);
        table.Write(terminal);
    }
}
