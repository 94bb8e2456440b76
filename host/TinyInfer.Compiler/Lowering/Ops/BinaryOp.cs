using TinyInfer.Compiler.Emit;

namespace TinyInfer.Compiler.Lowering;

/// <summary>An operand of a binary op: element (o, i) is at o * OuterStride + i * InnerStride.</summary>
public sealed record BinaryOperand(ArenaTensor Tensor, int OuterStride, int InnerStride)
{
    public int ZeroPoint { get; init; }

    public int Multiplier { get; init; }

    public int Shift { get; init; }
}

/// <summary>ADD, SUB or MUL.</summary>
public sealed class BinaryOp(OpCode code) : LoweredOp
{
    public required BinaryOperand Operand1 { get; init; }

    public required BinaryOperand Operand2 { get; init; }

    public required ArenaTensor Destination { get; init; }

    public required int Outer { get; init; }

    public required int Inner { get; init; }

    public required int OutputMultiplier { get; init; }

    public required int OutputShift { get; init; }

    public required int OutputZeroPoint { get; init; }

    public required int ActivationMin { get; init; }

    public required int ActivationMax { get; init; }

    public override OpCode Code => code;

    public override int RecordBytes => BinaryRecord.Size;

    public override IReadOnlyList<ArenaTensor> Inputs => [Operand1.Tensor, Operand2.Tensor];

    public override ArenaTensor Output => Destination;

    /// <summary>An operand that is as dense as the output: each value is read last where it is replaced.</summary>
    public override IReadOnlyList<ArenaTensor> InPlaceInputs =>
        [.. new[] { Operand1, Operand2 }.Where(IsDense).Select(operand => operand.Tensor)];

    public override void WriteFields(RecordWriter record)
    {
        record.I32(BinaryRecord.Input1Start, Operand1.Tensor.Start);
        record.I32(BinaryRecord.Input2Start, Operand2.Tensor.Start);
        record.I32(BinaryRecord.OutputStart, Destination.Start);
        record.I32(BinaryRecord.Outer, Outer);
        record.I32(BinaryRecord.Inner, Inner);
        record.I32(BinaryRecord.Input1OuterStride, Operand1.OuterStride);
        record.I32(BinaryRecord.Input1InnerStride, Operand1.InnerStride);
        record.I32(BinaryRecord.Input2OuterStride, Operand2.OuterStride);
        record.I32(BinaryRecord.Input2InnerStride, Operand2.InnerStride);
        record.I32(BinaryRecord.Input1Multiplier, Operand1.Multiplier);
        record.I32(BinaryRecord.Input2Multiplier, Operand2.Multiplier);
        record.I32(BinaryRecord.OutputMultiplier, OutputMultiplier);
        record.I8(BinaryRecord.Input1Shift, Operand1.Shift);
        record.I8(BinaryRecord.Input2Shift, Operand2.Shift);
        record.I8(BinaryRecord.OutputShift, OutputShift);
        record.I8(BinaryRecord.Input1ZeroPoint, Operand1.ZeroPoint);
        record.I8(BinaryRecord.Input2ZeroPoint, Operand2.ZeroPoint);
        record.I8(BinaryRecord.OutputZeroPoint, OutputZeroPoint);
        record.I8(BinaryRecord.ActivationMin, ActivationMin);
        record.I8(BinaryRecord.ActivationMax, ActivationMax);
    }

    private bool IsDense(BinaryOperand operand) => operand.InnerStride == 1 && operand.OuterStride == Inner;
}
