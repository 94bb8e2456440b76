namespace TinyInfer.Cli.Files.Samples;

/// <summary>Inputs of a float network, each all input tensors' elements one after another.</summary>
/// <param name="Source">Where they come from, for messages.</param>
/// <param name="Labels">The class of each sample; null where the data names none.</param>
/// <param name="Classes">Names of the classes; null where the data has none.</param>
internal sealed record SampleSet(string Source, IReadOnlyList<float[]> Samples, IReadOnlyList<int>? Labels, IReadOnlyList<string>? Classes);
