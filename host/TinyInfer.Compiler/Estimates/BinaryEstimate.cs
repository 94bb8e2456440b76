namespace TinyInfer.Compiler.Estimates;

/// <summary>ADD in portable C, which computes the scaled values of one operand once where there are many: native-interop/kernels/add_s8_opt.c.</summary>
internal static class BinaryEstimate
{
    private const int MostOperandShift = 29;
    private const int MostOutputShift = 22;
    private const int FewestForTable = 1024;
    private const int TableBytes = 256 * sizeof(int);
    private const int ShortestRow = 16;

    public static OpMemory Add(RecordView record)
    {
        var isSimple = IsOperandShift(record.I8(BinaryRecord.Input1Shift)) && IsOperandShift(record.I8(BinaryRecord.Input2Shift))
            && record.I8(BinaryRecord.OutputShift) is <= -1 and >= -MostOutputShift;
        var hasTable = IsDense(record) && (IsHalf(record, BinaryRecord.Input1Multiplier, BinaryRecord.Input1Shift) || IsHalf(record, BinaryRecord.Input2Multiplier, BinaryRecord.Input2Shift))
            && record.I32(BinaryRecord.Outer) * record.I32(BinaryRecord.Inner) >= FewestForTable;
        return new(isSimple && hasTable ? TableBytes : 0, 0);
    }

    /// <summary>A library takes all values at once, or rows that are long enough.</summary>
    public static OpMemory AddOfALibrary(RecordView record)
    {
        var (outer, inner) = (record.I32(BinaryRecord.Outer), record.I32(BinaryRecord.Inner));
        var isWhole = outer == 1 || (record.I32(BinaryRecord.Input1OuterStride) == inner && record.I32(BinaryRecord.Input2OuterStride) == inner);
        return IsDense(record) && (isWhole || inner >= ShortestRow) ? default : Add(record);
    }

    /// <summary>Our MVE kernel takes operands that are shifted to the right, or a half.</summary>
    public static OpMemory AddWithMve(RecordView record) =>
        (record.I8(BinaryRecord.Input1Shift) < 0 || IsHalf(record, BinaryRecord.Input1Multiplier, BinaryRecord.Input1Shift))
        && (record.I8(BinaryRecord.Input2Shift) < 0 || IsHalf(record, BinaryRecord.Input2Multiplier, BinaryRecord.Input2Shift))
            ? default
            : Add(record);

    private static bool IsDense(RecordView record) => record.I32(BinaryRecord.Input1InnerStride) == 1 && record.I32(BinaryRecord.Input2InnerStride) == 1;

    private static bool IsOperandShift(int shift) => shift is <= 0 and >= -MostOperandShift;

    private static bool IsHalf(RecordView record, int multiplier, int shift) => record.I32(multiplier) == 1 << 30 && record.I8(shift) == 0;
}
