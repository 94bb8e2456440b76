namespace TinyInfer
{
    /// <summary>Copies int8 constants into the arena, for ops that take operands from there only. One unit.</summary>
    internal static class LoadConstantRecord
    {
        public const int OutputStart = OpRecord.HeaderSize;         // i32, arena
        public const int DataStart = OutputStart + 4;               // i32, file
        public const int Count = DataStart + 4;                     // i32
        public const int Size = Count + 4;

        public static void Check(RecordChecker record)
        {
            int count = record.Count(Count);
            record.Arena(OutputStart, count);
            record.Constant(DataStart, count, 1);
            record.Units(1, 0);
        }
    }
}
