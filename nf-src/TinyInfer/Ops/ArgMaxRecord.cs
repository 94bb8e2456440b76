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

        public static void Check(RecordChecker record)
        {
            int outer = record.Count(Outer);
            int inner = record.Count(Inner);
            int inputBytes = record.Product(record.Product(outer, record.Count(Axis)), inner);
            int outputBytes = record.Product(record.Product(outer, inner), 4);
            int outputStart = record.Int32(OutputStart);
            record.Arena(InputStart, inputBytes);
            record.Arena(OutputStart, outputBytes);
            record.Require(outputStart % 4 == 0, ErrorCode.Misaligned, OutputStart, 4, outputStart);
            record.Disjoint(OutputStart, outputStart, outputBytes, record.Int32(InputStart), inputBytes);
            record.Units(1, 0);
        }
    }
}
