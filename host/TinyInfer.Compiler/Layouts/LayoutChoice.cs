namespace TinyInfer.Compiler.Layouts;

/// <summary>A layout that an op may have.</summary>
/// <param name="FlashBytes">More than the plain layout takes.</param>
/// <param name="Instructions">Of an inference, as estimated.</param>
/// <param name="Refusal">Why it may not have it after all; null if it may.</param>
internal sealed record LayoutOption(WeightLayout Layout, long FlashBytes, long Instructions, string? Refusal);

/// <summary>What was chosen for an op.</summary>
/// <param name="Options">What the target has kernels for, the plain layout first; empty if it has but that one.</param>
/// <param name="Why">A sentence for people.</param>
internal sealed record LayoutChoice(LayoutOption? Chosen, IReadOnlyList<LayoutOption> Options, string Why)
{
    public WeightLayout Layout => Chosen?.Layout ?? WeightLayout.Plain;

    public long FlashBytes => Chosen?.FlashBytes ?? 0;

    /// <summary>Instructions that the choice saves.</summary>
    public long Saved => Chosen is null ? 0 : Options[0].Instructions - Chosen.Instructions;
}
