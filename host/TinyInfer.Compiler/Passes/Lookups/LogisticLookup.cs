using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Lookups;

/// <summary>LOGISTIC: 1 / (1 + e^-x), in fixed point; the output's scale must be 1/256, its zero point -128.</summary>
internal static class LogisticLookup
{
    private const int InputIntegerBits = 4;
    private const int OutputFractionalBits = 8;

    public static sbyte[] Table(GraphNode node)
    {
        var input = node.RequireQuantizedInt8(node.RequireInput(0));
        node.RequireOutputQuantization(1f / (1 << OutputFractionalBits), sbyte.MinValue);
        var scaling = new FixedPointInput(node, input, InputIntegerBits);
        return LookupTable.Build(value => scaling.Saturation(value) switch
        {
            < 0 => sbyte.MinValue,
            > 0 => sbyte.MaxValue,
            _ => FixedPoint.RoundingDivideByPowerOfTwo(Logistic(scaling.Convert(value)), 31 - OutputFractionalBits) + sbyte.MinValue,
        });
    }

    /// <summary>Of a number in Q4.27, in Q0.31.</summary>
    private static int Logistic(int x)
    {
        if (x == 0)
        {
            return 1 << 30;
        }

        var ofMagnitude = FixedPoint.OneOverOnePlusX(FixedPoint.ExpOnNegativeValues(x > 0 ? -x : x, InputIntegerBits));
        return x > 0 ? ofMagnitude : int.MaxValue - ofMagnitude;
    }
}
