using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Lookups;

/// <summary>TANH in fixed point; the output's scale must be 1/128, its zero point 0.</summary>
internal static class TanhLookup
{
    private const int InputIntegerBits = 4;
    private const int OutputFractionalBits = 7;

    public static sbyte[] Table(GraphNode node)
    {
        var input = node.RequireQuantizedInt8(node.RequireInput(0));
        node.RequireOutputQuantization(1f / (1 << OutputFractionalBits), 0);
        var scaling = new FixedPointInput(node, input, InputIntegerBits);
        return LookupTable.Build(value => scaling.Saturation(value) switch
        {
            < 0 => sbyte.MinValue,
            > 0 => sbyte.MaxValue,
            _ => FixedPoint.RoundingDivideByPowerOfTwo(Tanh(scaling.Convert(value)), 31 - OutputFractionalBits),
        });
    }

    /// <summary>Of a number in Q4.27, in Q0.31: (1 - e^-2|x|) / (1 + e^-2|x|), with the sign of x.</summary>
    private static int Tanh(int x)
    {
        if (x == 0)
        {
            return 0;
        }

        // The same bits read with one integer bit more are the double. (1 - y) / (1 + y) = 2 / (1 + y) - 1.
        var exponential = FixedPoint.ExpOnNegativeValues(x > 0 ? -x : x, InputIntegerBits + 1);
        var ofMagnitude = FixedPoint.SaturatingLeftShift(FixedPoint.ReciprocalOfHalfOfOnePlusX(exponential) - FixedPoint.OneInQ2, 2);
        return x > 0 ? ofMagnitude : -ofMagnitude;
    }
}
