using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Lookups;

/// <summary>ADD, SUB and MUL with a constant scalar: functions of the other operand alone.</summary>
internal static class BinaryLookup
{
    /// <summary>The operand that is not the scalar; null when the op is not of this kind.</summary>
    public static GraphTensor? Variable(GraphNode node) => node.Inputs switch
    {
        [{ IsConstant: false } variable, { } scalar] when IsScalar(scalar) => variable,
        [{ } scalar, { IsConstant: false } variable] when IsScalar(scalar) => variable,
        _ => null,
    };

    public static sbyte[] Table(GraphNode node, OpCode code)
    {
        var apply = Function(node, code);
        return node.Inputs[0]!.Constant is [var scalar1]
            ? LookupTable.Build(value => apply((sbyte)scalar1, value))
            : LookupTable.Build(value => apply(value, (sbyte)node.Inputs[1]!.Constant![0]));
    }

    /// <summary>What the op makes of two int8 values.</summary>
    public static Func<int, int, int> Function(GraphNode node, OpCode code)
    {
        var (input1, input2) = (node.Inputs[0]!, node.Inputs[1]!);
        var quantization1 = node.RequireQuantizedInt8(input1);
        var quantization2 = node.RequireQuantizedInt8(input2);
        var output = node.RequireQuantizedInt8(node.RequireOutput());
        var factors = BinaryLowering.Factors(node, code, quantization1, quantization2, output);
        var (min, max) = node.RequireClamp(node.RequireOptions<BinaryOptions>().Activation, output);

        return (value1, value2) =>
        {
            var (x1, x2) = (value1 - quantization1.ZeroPoint, value2 - quantization2.ZeroPoint);
            var combined = code switch
            {
                OpCode.Mul => x1 * x2,
                OpCode.Add => Align(x1, factors.Input1) + Align(x2, factors.Input2),
                _ => Align(x1, factors.Input1) - Align(x2, factors.Input2),
            };
            var result = FixedPoint.MultiplyByQuantizedMultiplier(combined, factors.Output.Multiplier, factors.Output.Shift);
            return Math.Clamp(result + output.ZeroPoint, min, max);
        };
    }

    /// <summary>An operand at the common scale.</summary>
    private static int Align(int x, (int Multiplier, int Shift) factor) =>
        FixedPoint.MultiplyByQuantizedMultiplier(x << BinaryRecord.LeftShift, factor.Multiplier, factor.Shift);

    private static bool IsScalar(GraphTensor tensor) => tensor is { Type: TensorType.Int8, Constant.Length: 1 };
}
