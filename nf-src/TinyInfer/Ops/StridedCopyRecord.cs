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

        public static void Check(RecordChecker record)
        {
            int run = record.Count(RunBytes);
            int bytes = run;
            long inputMin = record.Int32(InputStart);
            long inputEnd = inputMin + run;
            long outputMin = record.Int32(OutputStart);
            long outputEnd = outputMin + run;
            for (int loop = FirstLoop; loop < Size; loop += LoopSize)
            {
                int count = record.Count(loop + LoopCount);
                int outputStride = record.Int32(loop + LoopOutputStride);
                record.InRange(loop + LoopOutputStride, outputStride, 1, int.MaxValue);
                bytes = record.Product(bytes, count);
                long inputReach = (long)(count - 1) * record.Int32(loop + LoopInputStride);
                inputMin += inputReach < 0 ? inputReach : 0;
                inputEnd += inputReach > 0 ? inputReach : 0;
                outputEnd += (long)(count - 1) * outputStride;
            }

            record.ArenaRange(InputStart, inputMin, inputEnd);
            record.ArenaRange(OutputStart, outputMin, outputEnd);

            // Strides that wrote a place twice could run for ever: what is written fits where it is written.
            record.Require(bytes <= outputEnd - outputMin, ErrorCode.ShapeMismatch, RunBytes, bytes, outputEnd - outputMin);
            record.Disjoint(OutputStart, (int)outputMin, (int)(outputEnd - outputMin), (int)inputMin, (int)(inputEnd - inputMin));
            record.Units(1, 0);
        }
    }
}
