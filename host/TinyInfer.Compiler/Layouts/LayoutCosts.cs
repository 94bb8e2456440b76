namespace TinyInfer.Compiler.Layouts;

/// <summary>
/// What an op costs in executed instructions, by core and layout: for each output a·K + b, with K products a sum. An estimate,
/// good enough to compare layouts with; 'tinyinfer bench' counts.
/// </summary>
internal static class LayoutCosts
{
    // Fitted to docs/benchmarks.md, layer by layer: the M4's convolutions and fully connected layers of kws, resnet, ad01 and
    // micro_speech in each layout. The M55's kernels multiply int8 by int8, and those of cores without SIMD pack or transform what
    // they want on the way: there no layout is faster than the plain one.
    private static readonly Dictionary<(Core Core, bool IsConv, WeightLayout Layout), Line> _lines = new()
    {
        [(Core.Dsp, true, WeightLayout.Plain)] = new(0.80, 18),
        [(Core.Dsp, true, WeightLayout.Pair)] = new(0.74, 15),
        [(Core.Dsp, true, WeightLayout.Int16)] = new(0.65, 14),
        [(Core.Dsp, true, WeightLayout.Winograd)] = new(0.33, 16),
        [(Core.Dsp, false, WeightLayout.Plain)] = new(1.25, 25),
        [(Core.Dsp, false, WeightLayout.Pair)] = new(0.86, 18),
        [(Core.Dsp, false, WeightLayout.Int16)] = new(0.67, 17),
    };

    /// <summary>Executed instructions of an inference; null where the core has no kernel that would be worth having.</summary>
    public static long? Instructions(Core core, WeightMatrix matrix, WeightLayout layout) =>
        (layout == WeightLayout.Plain || matrix.DspTakes(layout)) && _lines.TryGetValue((core, matrix.Kernel is not null, layout), out var line)
            ? (long)(matrix.Outputs * (line.OfProduct * matrix.Values + line.OfOutput))
            : null;

    private readonly record struct Line(double OfProduct, double OfOutput);
}
