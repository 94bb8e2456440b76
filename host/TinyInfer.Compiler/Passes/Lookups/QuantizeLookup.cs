using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Lookups;

/// <summary>QUANTIZE from int8 to int8: another scale and zero point for the same reals.</summary>
internal static class QuantizeLookup
{
    public static sbyte[] Table(GraphNode node)
    {
        var input = node.RequireQuantizedInt8(node.RequireInput(0));
        var output = node.RequireQuantizedInt8(node.RequireOutput());
        var (multiplier, shift) = node.RequireMultiplier(input.Scale / (double)output.Scale);
        return LookupTable.Build(value =>
            output.ZeroPoint + FixedPoint.MultiplyByQuantizedMultiplier(value - input.ZeroPoint, multiplier, shift));
    }
}
