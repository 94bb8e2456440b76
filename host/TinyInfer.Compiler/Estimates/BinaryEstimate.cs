namespace TinyInfer.Compiler.Estimates;

/// <summary>
/// ADD, whose operands' scaled values are computed once where there are many: of one operand in native-interop/kernels/add_s8_opt.c,
/// of both in dsp/add_s8_dsp.c.
/// </summary>
internal static class BinaryEstimate
{
    private const int MostOperandShift = 29;
    private const int MostOutputShift = 22;
    private const int FewestForTable = 1024;
    private const int FewestForTablesWithDsp = 2048;
    private const int TableBytes = 256 * sizeof(int);
    private const int ShortestRow = 16;

    public static OpMemory Add(RecordView record)
    {
        var hasTable = IsDense(record) && (IsHalf(record, BinaryRecord.Input1Multiplier, BinaryRecord.Input1Shift) || IsHalf(record, BinaryRecord.Input2Multiplier, BinaryRecord.Input2Shift))
            && Count(record) >= FewestForTable;
        return new(IsSimple(record) && hasTable ? TableBytes : 0, 0);
    }

    /// <summary>Also of SUB.</summary>
    public static OpMemory AddWithDsp(RecordView record) =>
        IsSimple(record) && IsDense(record) && Count(record) >= FewestForTablesWithDsp ? new(2 * TableBytes, 0)
        : record.Code == OpCode.Add ? Add(record)
        : default;

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

    private static int Count(RecordView record) => record.I32(BinaryRecord.Outer) * record.I32(BinaryRecord.Inner);

    private static bool IsSimple(RecordView record) =>
        IsOperandShift(record.I8(BinaryRecord.Input1Shift)) && IsOperandShift(record.I8(BinaryRecord.Input2Shift))
        && record.I8(BinaryRecord.OutputShift) is <= -1 and >= -MostOutputShift;

    private static bool IsDense(RecordView record) => record.I32(BinaryRecord.Input1InnerStride) == 1 && record.I32(BinaryRecord.Input2InnerStride) == 1;

    private static bool IsOperandShift(int shift) => shift is <= 0 and >= -MostOperandShift;

    private static bool IsHalf(RecordView record, int multiplier, int shift) => record.I32(multiplier) == 1 << 30 && record.I8(shift) == 0;
}
