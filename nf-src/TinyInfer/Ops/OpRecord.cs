namespace TinyInfer
{
    /// <summary>What every op record starts with. Records are multiples of 4 bytes and follow one another.</summary>
    internal static class OpRecord
    {
        public const int Code = 0;                      // u16, an OpCode
        public const int Size = Code + 2;               // u16, bytes of the whole record
        public const int Units = Size + 2;              // i32, the slices Eval can be asked for
        public const int MacsPerUnit = Units + 4;       // i32, multiply-accumulates
        public const int HeaderSize = MacsPerUnit + 4;

        /// <summary>A start that is not there.</summary>
        public const int None = -1;
    }
}
