namespace TinyInfer
{
    /// <summary>Sets a range of the arena to one value. One unit.</summary>
    internal static class FillRecord
    {
        public const int OutputStart = OpRecord.HeaderSize;         // i32, arena
        public const int Count = OutputStart + 4;                   // i32
        public const int Value = Count + 4;                         // i32, -128 … 127
        public const int Size = Value + 4;

        public static void Check(RecordChecker record)
        {
            record.Arena(OutputStart, record.Count(Count));
            record.InRange(Value, record.Int32(Value), sbyte.MinValue, sbyte.MaxValue);
            record.Units(1, 0);
        }
    }
}
