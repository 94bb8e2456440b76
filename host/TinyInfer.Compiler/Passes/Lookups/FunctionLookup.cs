using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Lookups;

/// <summary>
/// FUNCTION, which quantisation makes of what has no int8 reference: the real function of each of the 256 reals, rounded to
/// the nearest integer of the output.
/// </summary>
internal static class FunctionLookup
{
    public static sbyte[] Table(GraphNode node)
    {
        var input = node.RequireQuantizedInt8(node.RequireInput(0));
        var output = node.RequireQuantizedInt8(node.RequireOutput());
        var function = node.RequireOptions<FunctionOptions>().Function;
        return LookupTable.Build(value =>
        {
            var real = function(input.Scale * (value - input.ZeroPoint));
            return (int)Math.Clamp(Math.Round((double)real / output.Scale) + output.ZeroPoint, sbyte.MinValue, sbyte.MaxValue);
        });
    }
}
