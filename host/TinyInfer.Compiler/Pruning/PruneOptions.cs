namespace TinyInfer.Compiler.Pruning;

/// <summary>How much of a float network is left out before it is quantised.</summary>
/// <param name="Fraction">Share of the channels that can go, 0 … 1.</param>
/// <param name="Granularity">Layers keep a multiple of so many channels.</param>
public sealed record PruneOptions(double Fraction, int Granularity = 1);

/// <summary>What was left out of a layer.</summary>
/// <param name="Tensor">What the layer writes.</param>
public sealed record PrunedLayer(int SourceOp, string Op, string Tensor, int Channels, int Removed);
