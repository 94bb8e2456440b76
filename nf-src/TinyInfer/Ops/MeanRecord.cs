namespace TinyInfer
{
    /// <summary>
    /// MEAN over one run of dimensions: output[o, i] = requantize(Bias + sum over Axis of input[o, a, i]).
    /// The multiplier contains the division by Axis; Bias = -input zero point * Axis. One unit.
    /// </summary>
    internal static class MeanRecord
    {
        public const int InputStart = OpRecord.HeaderSize;          // i32, arena [Outer, Axis, Inner]
        public const int OutputStart = InputStart + 4;              // i32, arena [Outer, Inner]
        public const int Outer = OutputStart + 4;                   // i32
        public const int Axis = Outer + 4;                          // i32
        public const int Inner = Axis + 4;                          // i32
        public const int Bias = Inner + 4;                          // i32
        public const int Multiplier = Bias + 4;                     // i32, Q31
        public const int Shift = Multiplier + 4;                    // i8, positive = left
        public const int OutputZeroPoint = Shift + 1;               // i8
        public const int Reserved = OutputZeroPoint + 1;            // u16, 0
        public const int Size = Reserved + 2;

        public static void Check(RecordChecker record)
        {
            int outer = record.Count(Outer);
            int inner = record.Count(Inner);
            int inputBytes = record.Product(record.Product(outer, record.Count(Axis)), inner);
            int outputBytes = record.Product(outer, inner);
            record.Arena(InputStart, inputBytes);
            record.Arena(OutputStart, outputBytes);
            record.Multiplier(Multiplier);
            record.Shift(Shift);
            record.Exactly(Reserved, record.UInt16(Reserved), 0);
            record.Disjoint(OutputStart, record.Int32(OutputStart), outputBytes, record.Int32(InputStart), inputBytes);
            record.Units(1, 0);
        }
    }
}
