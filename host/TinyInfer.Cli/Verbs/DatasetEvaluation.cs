using TinyInfer.Cli.Files;
using TinyInfer.Cli.Files.Datasets;
using TinyInfer.Cli.Files.Samples;
using TinyInfer.Cli.Output;
using TinyInfer.Compiler.Evaluation;

namespace TinyInfer.Cli.Verbs;

/// <summary>A model's answers on a dataset: window by window, and recording by recording by the mean of its windows' scores.</summary>
internal sealed class DatasetEvaluation(IReadOnlyList<string> labels, Dataset data)
{
    private readonly ConfusionMatrix _windows = new(labels);
    private readonly ConfusionMatrix _recordings = new(labels);
    private readonly float[] _sums = new float[labels.Count];
    private DatasetRecording? _current;

    public void Add(LabelledWindow window, float[] scores)
    {
        if (_current != window.Recording)
        {
            EndRecording();
            _current = window.Recording;
        }

        _windows.Add(IndexOf(window.Label), QuantizationEvaluator.First(scores));
        for (var i = 0; i < scores.Length; i++)
        {
            _sums[i] += scores[i];
        }
    }

    public void Complete()
    {
        EndRecording();
        if (_windows.Total == 0)
        {
            throw Dataset.Refuse(data.Path, "no recording is as long as what the network looks at");
        }
    }

    public EvaluationSummary Summary(ModelFile file) => new(
        file.Path, data.Path, file.Bytes.Length, file.Description.File.Macs, MatrixSummary.Of(_windows), _recordings.Total > 0 ? MatrixSummary.Of(_recordings) : null);

    public void Print(Terminal terminal, ModelFile file)
    {
        terminal.WriteLine(Printable.Text($"{file.Path} on {data.Path}: {Printable.Bytes(file.Bytes.Length)}, {Printable.Number(file.Description.File.Macs)} MACs"));
        Print(terminal, data.HasBeats ? "by beat" : "by window", _windows);
        if (_recordings.Total > 0)
        {
            Print(terminal, "by recording", _recordings);
        }
    }

    private static void Print(Terminal terminal, string title, ConfusionMatrix matrix)
    {
        terminal.WriteLine();
        terminal.WriteLine($"{title}: accuracy {EvaluationText.Percent(matrix.Accuracy)}, balanced {EvaluationText.Percent(matrix.BalancedAccuracy)} of {Printable.Number(matrix.Total)}");
        ConfusionText.Write(terminal, matrix);
    }

    /// <summary>A recording counts where it has one label, not one for each frame or beat.</summary>
    private void EndRecording()
    {
        if (_current is not null && !data.HasFrameLabels && !data.HasBeats)
        {
            _recordings.Add(IndexOf(_current.Label), QuantizationEvaluator.First(_sums));
        }

        Array.Clear(_sums);
    }

    private int IndexOf(string label) =>
        Enumerable.Range(0, labels.Count).FirstOrDefault(i => labels[i] == label, -1) is var index and >= 0 ? index
            : throw Preprocessor.LabelsDoNotMatch(data.Path, [label], labels);
}

/// <summary>With --json, these names are part of the tool's contract.</summary>
/// <param name="Recordings">Null where labels are of frames or beats.</param>
internal sealed record EvaluationSummary(string Model, string Data, int FileBytes, long Macs, MatrixSummary Windows, MatrixSummary? Recordings);

/// <param name="Matrix">A row for each true class.</param>
internal sealed record MatrixSummary(
    long Count, double Accuracy, double BalancedAccuracy, IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<long>> Matrix,
    IReadOnlyList<double> Recall, IReadOnlyList<double> Precision)
{
    public static MatrixSummary Of(ConfusionMatrix matrix)
    {
        var all = Enumerable.Range(0, matrix.Classes.Count).ToList();
        return new(
            matrix.Total, matrix.Accuracy, matrix.BalancedAccuracy, matrix.Classes, [.. all.Select(actual => all.Select(predicted => matrix[actual, predicted]).ToList())],
            [.. all.Select(matrix.Recall)], [.. all.Select(matrix.Precision)]);
    }
}
