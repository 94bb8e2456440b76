using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Cli.Verbs;

/// <summary>What 'run --json' answers; the names are part of the tool's contract.</summary>
internal sealed class RunScores(ModelDescription model)
{
    private readonly List<SampleScores> _samples = [];

    public string? Model { get; } = model.Find("name");

    /// <summary>The classes' names in order; null where the model has none.</summary>
    public IReadOnlyList<string>? Labels { get; } = model.Labels;

    public IReadOnlyList<SampleScores> Samples => _samples;

    public void Add(IReadOnlyList<Tensor> outputs) => _samples.Add(new SampleScores(_samples.Count, [.. outputs.Select(Score)]));

    private OutputScores Score(Tensor output)
    {
        var scores = new float[output.ElementCount];
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = output.ElementType == ElementType.Int32 ? output.ReadInt32(i) : output.ReadFloat(i);
        }

        int? argMax = output.ElementType == ElementType.Int8 ? output.ArgMax()
            : scores.Length == 1 ? output.ReadInt32(0)
            : null;
        var isOverLabels = output.ElementType == ElementType.Int32 || scores.Length == Labels?.Count;
        var label = isOverLabels && argMax is { } index ? Labels?.ElementAtOrDefault(index) : null;
        return new OutputScores(output.Name, scores, argMax, label);
    }
}

internal sealed record SampleScores(int Index, IReadOnlyList<OutputScores> Outputs);

/// <param name="Scores">Real values: scale * (q - zero point); an int32 output as it is.</param>
/// <param name="ArgMax">
/// Index of the first largest score. An int32 output comes from an ARG_MAX: a single one is the index itself, and several
/// have no common answer, so null.
/// </param>
/// <param name="Label">The name of the class at ArgMax; null without labels.</param>
internal sealed record OutputScores(string Name, IReadOnlyList<float> Scores, int? ArgMax, string? Label);
