using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Lookups;

/// <summary>LEAKY_RELU: x where it is positive, alpha * x elsewhere. Alpha may be negative.</summary>
internal static class LeakyReluLookup
{
    public static sbyte[] Table(GraphNode node)
    {
        var input = node.RequireQuantizedInt8(node.RequireInput(0));
        var output = node.RequireQuantizedInt8(node.RequireOutput());
        var alpha = node.RequireOptions<LeakyReluOptions>().Alpha;

        // Multiplied and divided as floats, in this order.
        var slope = input.Scale * alpha / output.Scale;
        var positive = node.RequireMultiplier((double)(input.Scale / output.Scale));
        var negative = node.RequireMultiplier(Math.Abs((double)slope));
        var sign = slope < 0 ? -1 : 1;
        return LookupTable.Build(value =>
        {
            var x = value - input.ZeroPoint;
            var scaled = x >= 0
                ? FixedPoint.MultiplyByQuantizedMultiplier(x, positive.Multiplier, positive.Shift)
                : sign * FixedPoint.MultiplyByQuantizedMultiplier(x, negative.Multiplier, negative.Shift);
            return output.ZeroPoint + scaled;
        });
    }
}
