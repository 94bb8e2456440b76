namespace TinyInfer
{
    /// <summary>
    /// Copies runs of bytes: four nested loops, the last the innermost, each with its count and the strides of input and
    /// output in bytes. Unused loops count 1. One unit.
    /// </summary>
    internal static class StridedCopyRecord
    {
        public const int Loops = 4;

        public const int InputStart = OpRecord.HeaderSize;          // i32, arena: where the first run is read
        public const int OutputStart = InputStart + 4;              // i32, arena: where the first run is written
        public const int RunBytes = OutputStart + 4;                // i32
        public const int FirstLoop = RunBytes + 4;                  // Loops times the three fields below

        public const int LoopCount = 0;                             // i32
        public const int LoopInputStride = LoopCount + 4;           // i32, may be negative or 0
        public const int LoopOutputStride = LoopInputStride + 4;    // i32, positive
        public const int LoopSize = LoopOutputStride + 4;

        public const int Size = FirstLoop + Loops * LoopSize;
    }
}
