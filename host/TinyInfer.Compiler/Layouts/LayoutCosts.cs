namespace TinyInfer.Compiler.Layouts;

/// <summary>
/// What an op costs in executed instructions, by core and layout. An estimate, good enough to compare layouts with; 'tinyinfer
/// bench' counts.
/// </summary>
internal static class LayoutCosts
{
    // Fitted by least squares of the relative error to what 'tinyinfer bench' counted for each layer of hello_world, ad01, kws,
    // micro_speech and resnet on a Cortex-M4, in each layout: within a few percent, a tenth for small layers. The M55's kernels
    // multiply int8 by int8, and those of cores without SIMD pack or transform what they want on the way: there no layout is faster
    // than the plain one.
    private static readonly Dictionary<(Core Core, bool IsConv, WeightLayout Layout), Line> _lines = new()
    {
        [(Core.Dsp, true, WeightLayout.Plain)] = new(0.771, 16.4, 2.98, 0),
        [(Core.Dsp, true, WeightLayout.Pair)] = new(0.675, 15.4, 3.35, 0),
        [(Core.Dsp, true, WeightLayout.Int16)] = new(0.514, 16.4, 4.58, 0),
        [(Core.Dsp, true, WeightLayout.Winograd)] = new(0.295, 40.7, 0, 0),
        [(Core.Dsp, false, WeightLayout.Plain)] = new(1.286, 16.2, 0, 301),
        [(Core.Dsp, false, WeightLayout.Pair)] = new(0.870, 12.3, 0, 337),
        [(Core.Dsp, false, WeightLayout.Int16)] = new(0.694, 8.6, 0, 444),
    };

    /// <summary>Executed instructions of an inference; null where the core has no kernel that would be worth having.</summary>
    public static long? Instructions(Core core, WeightMatrix matrix, WeightLayout layout)
    {
        if ((layout != WeightLayout.Plain && !matrix.DspTakes(layout)) || !_lines.TryGetValue((core, matrix.Kernel is not null, layout), out var line))
        {
            return null;
        }

        var inputs = matrix.Outputs / matrix.Channels * matrix.Values;
        return (long)(matrix.Outputs * (line.OfProduct * matrix.Values + line.OfOutput) + line.OfInput * inputs + line.OfOp);
    }

    /// <param name="OfInput">For each value that a position's window reads, which all output channels share.</param>
    private readonly record struct Line(double OfProduct, double OfOutput, double OfInput, double OfOp);
}
