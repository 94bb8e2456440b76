using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>Data that does not fit the network: found, expected, what to do.</summary>
public sealed class BadDataException(string message) : Exception(message);

/// <summary>Inputs of a float network, each all input tensors' elements one after another.</summary>
public sealed class CalibrationSet
{
    /// <param name="source">Where the samples come from, for messages.</param>
    /// <exception cref="BadDataException">There is none, or one does not fit the network or holds a number that is none.</exception>
    public CalibrationSet(string source, NetworkGraph graph, IReadOnlyList<float[]> samples)
    {
        var expected = graph.Inputs.Sum(input => input.ElementCount);
        if (samples.Count == 0)
        {
            throw new BadDataException($"{source} has no samples; give some hundred that are like what the network will see");
        }

        for (var i = 0; i < samples.Count; i++)
        {
            if (samples[i].Length != expected)
            {
                throw new BadDataException(
                    $"{source}: sample {i} has {samples[i].Length} values, the network takes {expected} ({Describe(graph)}); give samples of this shape, float32");
            }

            var bad = Array.FindIndex(samples[i], value => !float.IsFinite(value));
            if (bad >= 0)
            {
                throw new BadDataException($"{source}: sample {i} holds {samples[i][bad]} at element {bad}; remove such samples");
            }
        }

        (Source, Samples) = (source, samples);
    }

    /// <summary>Where the samples come from, for messages.</summary>
    public string Source { get; }

    public IReadOnlyList<float[]> Samples { get; }

    /// <summary>"input: 1×32×32×3".</summary>
    public static string Describe(NetworkGraph graph) =>
        string.Join(", ", graph.Inputs.Select(input => $"{input.Name}: {Requirements.ShapeText(input.Shape)}"));

    private CalibrationSet(string source, IReadOnlyList<float[]> samples) => (Source, Samples) = (source, samples);

    /// <summary>A part of it that is spread evenly, where there are more.</summary>
    public CalibrationSet AtMost(int count) => new(Source, Some(count));

    /// <summary>Samples spread evenly over the set.</summary>
    public IReadOnlyList<float[]> Some(int count) =>
        count >= Samples.Count ? Samples : [.. Enumerable.Range(0, count).Select(i => Samples[(int)((long)i * Samples.Count / count)])];
}
