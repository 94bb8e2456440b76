namespace TinyInfer.Compiler.Layouts;

/// <summary>How a record's weights are stored: docs/format.md describes each, byte by byte.</summary>
internal enum WeightLayout
{
    Plain = WeightedFields.PlainLayout,
    Pair = WeightedFields.PairLayout,
    Int16 = WeightedFields.Int16Layout,
    Winograd = WeightedFields.WinogradLayout,
}

internal static class WeightLayouts
{
    public static IReadOnlyList<WeightLayout> All { get; } = Enum.GetValues<WeightLayout>();

    /// <summary>As people and JSON read it.</summary>
    public static string NameOf(WeightLayout layout) => layout.ToString().ToLowerInvariant();
}
