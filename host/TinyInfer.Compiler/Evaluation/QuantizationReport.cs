using TinyInfer.Compiler.Pruning;
using TinyInfer.Compiler.Quantizing;

namespace TinyInfer.Compiler.Evaluation;

/// <summary>What quantisation cost, on data.</summary>
/// <param name="Samples">How many were compared.</param>
/// <param name="Agreement">Share of samples with the same first choice in float and int8; null when the output is no list of scores.</param>
/// <param name="SignalToNoise">Of all outputs, dB.</param>
/// <param name="FloatError">Mean squared difference between input and output, float; null where they differ in size.</param>
/// <param name="Int8Error">The same, int8.</param>
/// <param name="Float">Float network against the labels; null without labels.</param>
/// <param name="Int8">Int8 network against the labels.</param>
/// <param name="Layers">In the source's order.</param>
public sealed record QuantizationReport(
    int Samples, double? Agreement, double SignalToNoise, double? FloatError, double? Int8Error, ConfusionMatrix? Float, ConfusionMatrix? Int8,
    IReadOnlyList<LayerReport> Layers, QuantizeDecisions? Decisions)
{
    /// <summary>What pruning left out, and the float network without it; null where nothing was pruned.</summary>
    public PruneReport? Pruning { get; init; }
}

/// <param name="Agreement">Of the pruned float network with the whole one; null when the output is no list of scores.</param>
/// <param name="Error">As <see cref="QuantizationReport.FloatError"/>, of the pruned float network.</param>
/// <param name="Float">The pruned float network against the labels; null without labels.</param>
public sealed record PruneReport(IReadOnlyList<PrunedLayer> Layers, double? Agreement, double? Error, ConfusionMatrix? Float);

/// <summary>An op's output tensor in float and int8.</summary>
/// <param name="SourceOp">Number in the source network.</param>
/// <param name="SignalToNoise">Of the int8 network's tensor, with all that was rounded before it; dB.</param>
/// <param name="Alone">Of the network's outputs when this layer alone is rounded, dB: the lowest hurt most. Null for ops that round nothing.</param>
public sealed record LayerReport(int SourceOp, string Op, string Tensor, IReadOnlyList<int> Shape, float Scale, int ZeroPoint, double? SignalToNoise, double? Alone);
