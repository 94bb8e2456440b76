namespace TinyInfer.Compiler.Layouts;

/// <summary>
/// What an op costs in executed instructions, by core and layout. An estimate, good enough to compare layouts with; 'tinyinfer
/// bench' counts.
/// </summary>
internal static class LayoutCosts
{
    // Fitted by least squares of the relative error to what 'tinyinfer bench' counted for each convolution of kws, micro_speech and
    // resnet on a Cortex-M4, in each layout: within a few percent, a tenth for small layers. The M55's kernels multiply int8 by int8,
    // and those of cores without SIMD pack or transform what they want on the way: there no layout is faster than the plain one.
    private static readonly Dictionary<WeightLayout, Line> _convolutions = new()
    {
        [WeightLayout.Plain] = new(0.771, 16.4, 2.98, 0),
        [WeightLayout.Pair] = new(0.675, 15.4, 3.35, 0),
        [WeightLayout.Int16] = new(0.514, 16.4, 4.58, 0),
        [WeightLayout.Winograd] = new(0.295, 40.7, 0, 0),
    };

    /// <summary>Executed instructions of an inference; null where the core has no kernel that would be worth having.</summary>
    public static long? Instructions(Core core, WeightMatrix matrix, WeightLayout layout)
    {
        if (core != Core.Dsp || (layout != WeightLayout.Plain && !matrix.DspTakes(layout)) || (matrix.Kernel is null && layout == WeightLayout.Winograd))
        {
            return null;
        }

        var line = matrix.Kernel is null ? Dense(matrix, layout) : _convolutions[layout];
        var positions = matrix.Outputs / matrix.Channels;
        var (channels, values) = matrix.Kernel is null && layout != WeightLayout.Plain ? matrix.Padded : (matrix.Channels, matrix.Values);
        return (long)(positions * (channels * (line.OfProduct * values + line.OfOutput) + line.OfInput * matrix.Values) + line.OfOp);
    }

    // As above, with the dense layers of hello_world, ad01, kws and the generated networks. docs/kernels.md says what each kernel is.
    private static Line Dense(WeightMatrix matrix, WeightLayout layout) => (layout, matrix.Values) switch
    {
        (WeightLayout.Pair, _) => new(0.742, 14, 1.4, 255 + OfPart(matrix)),
        (WeightLayout.Int16, _) => new(0.68, 11.2, 1.4, 258 + OfPart(matrix)),
        (_, <= 3) when matrix.IsSmallDense => new(2, 10, 0, 156),
        _ when matrix.IsSmallDense => new(1.25, 12, 0, 156),
        (_, > 1024) => new(1.59, 15, 0, 241),
        _ when matrix.Channels <= 4 => new(1.59, 15, 0, 241),
        _ => new(1.28, 15, 1.4, 259),
    };

    /// <summary>The last block, where not all of its channels are there.</summary>
    private static int OfPart(WeightMatrix matrix) => matrix.Channels % WeightedFields.DenseBlock == 0 ? 0 : 200;

    /// <param name="OfInput">For each value that a position's window reads, which all output channels share.</param>
    private readonly record struct Line(double OfProduct, double OfOutput, double OfInput, double OfOp);
}
