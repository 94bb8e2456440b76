using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Lookups;

/// <summary>How LOGISTIC and TANH bring their int8 input to fixed point, and from where on they saturate.</summary>
internal sealed class FixedPointInput
{
    private const int MaxShift = 62;

    private readonly int _zeroPoint;
    private readonly int _multiplier;
    private readonly int _shift;
    private readonly double _radius;

    public FixedPointInput(GraphNode node, Quantization input, int integerBits)
    {
        var fractionalBits = 31 - integerBits;
        _zeroPoint = input.ZeroPoint;
        (_multiplier, _shift) = QuantizationMath.QuantizeMultiplier(input.Scale * (double)(1 << fractionalBits));
        if (_shift is < 0 or > MaxShift)
        {
            // The reference shifts a 64-bit integer by this, which has no answer for such shifts.
            throw node.Refusal(
                node.Inputs[0],
                $"scale {input.Scale} is not supported here ({Math.ScaleB(0.5, -fractionalBits)} to {Math.ScaleB(1, MaxShift - fractionalBits)} is)",
                "calibrate the network again with representative data");
        }

        // The largest distance from the zero point that cannot overflow when it is shifted left.
        _radius = Math.Floor(Math.ScaleB((double)((1 << integerBits) - 1) * (1 << fractionalBits), -_shift));
    }

    /// <summary>-1 or 1 when the value is so far from zero that the function has reached its end; 0 otherwise.</summary>
    public int Saturation(int value)
    {
        var distance = value - _zeroPoint;
        return distance <= -_radius ? -1 : distance >= _radius ? 1 : 0;
    }

    public int Convert(int value) => FixedPoint.MultiplyByQuantizedMultiplier(value - _zeroPoint, _multiplier, _shift);
}
