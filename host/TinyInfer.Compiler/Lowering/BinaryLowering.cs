using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>ADD, SUB and MUL.</summary>
internal static class BinaryLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node, OpCode code)
    {
        var options = node.RequireOptions<BinaryOptions>();
        var (input1, input2, output) = (node.RequireInput(0), node.RequireInput(1), node.RequireOutput());
        var quantization1 = node.RequireQuantizedInt8(input1);
        var quantization2 = node.RequireQuantizedInt8(input2);
        var outputQuantization = node.RequireQuantizedInt8(output);
        var factors = Factors(node, code, quantization1, quantization2, outputQuantization);
        var (min, max) = node.RequireClamp(options.Activation, outputQuantization);

        var operands = BroadcastOperands.Arrange(builder, node, input1, input2, output);
        builder.Emit(new BinaryOp(code)
        {
            Operand1 = Scaled(operands.Operand1, quantization1, factors.Input1),
            Operand2 = Scaled(operands.Operand2, quantization2, factors.Input2),
            Destination = builder.Write(node, output),
            Outer = operands.Outer,
            Inner = operands.Inner,
            OutputMultiplier = factors.Output.Multiplier,
            OutputShift = factors.Output.Shift,
            OutputZeroPoint = outputQuantization.ZeroPoint,
            ActivationMin = min,
            ActivationMax = max,
            SourceOps = ProgramBuilder.SourceOps(node),
        });
    }

    private static BinaryOperand Scaled(BinaryOperand operand, Quantization quantization, (int Multiplier, int Shift) factor) =>
        operand with { ZeroPoint = quantization.ZeroPoint, Multiplier = factor.Multiplier, Shift = factor.Shift };

    /// <summary>The integer factors that bring the operands to one scale and their result to the output's.</summary>
    public static BinaryFactors Factors(GraphNode node, OpCode code, Quantization input1, Quantization input2, Quantization output)
    {
        switch (code)
        {
            case OpCode.Mul:
                return new((0, 0), (0, 0), node.RequireMultiplier((double)input1.Scale * input2.Scale / output.Scale));

            case OpCode.Add:
            {
                // All in double.
                var twiceLarger = 2 * (double)Math.Max(input1.Scale, input2.Scale);
                return new(
                    node.RequireMultiplier(input1.Scale / twiceLarger, maxShift: 0),
                    node.RequireMultiplier(input2.Scale / twiceLarger, maxShift: 0),
                    node.RequireMultiplier(twiceLarger / ((1 << BinaryRecord.LeftShift) * (double)output.Scale), maxShift: 0));
            }

            default:
            {
                // Unlike for ADD, the reference divides floats here.
                var twiceLarger = 2 * Math.Max(input1.Scale, input2.Scale);
                return new(
                    node.RequireMultiplier((double)(input1.Scale / twiceLarger), maxShift: 0),
                    node.RequireMultiplier((double)(input2.Scale / twiceLarger), maxShift: 0),
                    node.RequireMultiplier((double)(twiceLarger / ((1 << BinaryRecord.LeftShift) * output.Scale)), maxShift: 0));
            }
        }
    }

    public readonly record struct BinaryFactors(
        (int Multiplier, int Shift) Input1,
        (int Multiplier, int Shift) Input2,
        (int Multiplier, int Shift) Output);
}
