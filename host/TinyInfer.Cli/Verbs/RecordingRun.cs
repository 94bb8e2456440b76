using System.Globalization;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Output;
using TinyInfer.Pipeline;

namespace TinyInfer.Cli.Verbs;

/// <summary>run --wav, run --csv: a recording through the whole pipeline, a line for each decision with its time.</summary>
internal sealed class RecordingRun(Terminal terminal, ModelFile file, Backend backend, RecordingFile recording)
{
    private const string Uncertain = "uncertain";

    public void Run()
    {
        var model = Model.Load(ModelSource.FromArray(file.Bytes));
        using var classifier = Create(model);
        var hasAnomaly = model.GetMetadata(PreprocessingKeys.Anomaly) is not null;
        int? last = null;
        var wasAnomaly = false;
        var decisions = 0;
        var inferences = 0;
        while (!recording.IsAtEnd)
        {
            classifier.Poll();
            if (classifier.InferenceCount == inferences)
            {
                continue;
            }

            inferences = classifier.InferenceCount;
            var decision = classifier.Current;
            decisions += decision.IsNew ? 1 : 0;
            if (decision.Label != last || decision.IsNew || classifier.IsAnomaly != wasAnomaly)
            {
                Write(model, classifier, hasAnomaly);
            }

            last = decision.Label;
            wasAnomaly = classifier.IsAnomaly;
        }

        Summarise(classifier, decisions);
    }

    private Classifier Create(Model model)
    {
        try
        {
            return Classifier.FromModel(model, recording, backend);
        }
        catch (PipelineException failure)
        {
            throw PipelineText.Refuse($"model file '{file.Path}'", failure, model.GetMetadata, recording.Path);
        }
        catch (TinyInferException failure)
        {
            throw ErrorText.BadModel(file.Path, failure);
        }
    }

    private void Write(Model model, Classifier classifier, bool hasAnomaly)
    {
        var decision = classifier.Current;
        string NameOf(int label) => label < model.LabelCount ? model.GetLabel(label) : $"class {label}";
        var label = decision.IsUncertain ? $"{Uncertain}, {NameOf(decision.Best)}" : NameOf(decision.Label);
        var anomaly = hasAnomaly ? FormattableString.Invariant($"  anomaly {classifier.AnomalyScore / 16.0:0.0}{(classifier.IsAnomaly ? " above the threshold" : "")}") : "";
        terminal.WriteLine(Printable.Text(FormattableString.Invariant(
            $"{decision.Time / 1e6,9:0.000} s  {label}  {decision.Confidence * 100 / 255}%{anomaly}")));
    }

    private void Summarise(Classifier classifier, int decisions)
    {
        var gaps = classifier.GapCount == 0 ? "" : $", {Printable.Count(classifier.GapCount, "gap")}";
        var timings = classifier.Timings;
        string Each(long microseconds) => (microseconds / 1000.0 / timings.Inferences).ToString("0.00", CultureInfo.InvariantCulture);
        terminal.Say($"{Printable.Count(timings.Inferences, "inference")}, {Printable.Count(decisions, "event")}{gaps}");
        if (timings.Inferences > 0)
        {
            terminal.Say($"milliseconds an inference on this PC: samples {Each(timings.Sample)}, features {Each(timings.Features)}, network {Each(timings.Network)}, after {Each(timings.After)}");
        }
    }
}
