namespace TinyInfer
{
    /// <summary>output[i] = table[input[i] + 128]. Exact in place. One unit.</summary>
    internal static class LookupRecord
    {
        public const int InputStart = OpRecord.HeaderSize;          // i32, arena
        public const int OutputStart = InputStart + 4;              // i32, arena
        public const int Count = OutputStart + 4;                   // i32
        public const int TableStart = Count + 4;                    // i32, file, int8 [256]
        public const int Size = TableStart + 4;

        public const int TableBytes = 256;

        public static void Check(RecordChecker record)
        {
            int count = record.Count(Count);
            record.Arena(InputStart, count);
            record.Arena(OutputStart, count);
            record.Constant(TableStart, TableBytes, 1);
            record.SameOrDisjoint(OutputStart, record.Int32(OutputStart), record.Int32(InputStart), count);
            record.Units(1, 0);
        }
    }
}
