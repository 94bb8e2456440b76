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
    }
}
