namespace TinyInfer
{
    /// <summary>SOFTMAX over the last dimension; the output's scale is 1/256 and its zero point -128. One unit.</summary>
    internal static class SoftmaxRecord
    {
        public const int InputStart = OpRecord.HeaderSize;          // i32, arena [Rows, Depth]
        public const int OutputStart = InputStart + 4;              // i32, arena [Rows, Depth]
        public const int Rows = OutputStart + 4;                    // i32
        public const int Depth = Rows + 4;                          // i32
        public const int InputMultiplier = Depth + 4;               // i32, Q31: beta * input scale in Q5.26
        public const int InputShift = InputMultiplier + 4;          // i32, left
        public const int DiffMin = InputShift + 4;                  // i32, smaller differences to the maximum count as 0
        public const int Size = DiffMin + 4;

        public static void Check(RecordChecker record)
        {
            int bytes = record.Product(record.Count(Rows), record.Count(Depth));
            record.Arena(InputStart, bytes);
            record.Arena(OutputStart, bytes);
            record.Multiplier(InputMultiplier);
            record.InRange(InputShift, record.Int32(InputShift), 0, 31);
            record.InRange(DiffMin, record.Int32(DiffMin), int.MinValue, 0);
            record.SameOrDisjoint(OutputStart, record.Int32(OutputStart), record.Int32(InputStart), bytes);
            record.Units(1, 0);
        }
    }
}
