using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Lookups;

/// <summary>RELU, RELU_N1_TO_1 and RELU6.</summary>
internal static class ReluLookups
{
    /// <summary>RELU and RELU_N1_TO_1: brought to the output's scale, then clamped there.</summary>
    public static sbyte[] Table(GraphNode node, FusedActivation activation)
    {
        var input = node.RequireQuantizedInt8(node.RequireInput(0));
        var output = node.RequireQuantizedInt8(node.RequireOutput());
        var (multiplier, shift) = node.RequireMultiplier((double)(input.Scale / output.Scale));
        var (min, max) = node.RequireClamp(activation, output);
        return LookupTable.Build(value =>
            Math.Clamp(output.ZeroPoint + FixedPoint.MultiplyByQuantizedMultiplier(value - input.ZeroPoint, multiplier, shift), min, max));
    }

    /// <summary>
    /// RELU6 clamps the input's integers. TensorFlow Lite Micro takes the output to have the input's scale and zero
    /// point, as exporters write it, and never looks.
    /// </summary>
    public static sbyte[] Relu6Table(GraphNode node)
    {
        var input = node.RequireQuantizedInt8(node.RequireInput(0));
        node.RequireQuantizedInt8(node.RequireOutput());
        var (zero, six) = node.RequireClamp(FusedActivation.Relu6, input);
        return LookupTable.Build(value => Math.Clamp(value, zero, six));
    }
}
