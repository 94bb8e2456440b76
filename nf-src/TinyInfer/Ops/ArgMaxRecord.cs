namespace TinyInfer
{
    /// <summary>ARG_MAX: int32 index of the first largest value along Axis. One unit.</summary>
    internal static class ArgMaxRecord
    {
        public const int InputStart = OpRecord.HeaderSize;          // i32, arena, int8 [Outer, Axis, Inner]
        public const int OutputStart = InputStart + 4;              // i32, arena, int32 [Outer, Inner], 4-byte aligned
        public const int Outer = OutputStart + 4;                   // i32
        public const int Axis = Outer + 4;                          // i32
        public const int Inner = Axis + 4;                          // i32
        public const int Size = Inner + 4;
    }
}
