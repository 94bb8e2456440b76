namespace TinyInfer
{
    /// <summary>
    /// FULLY_CONNECTED: output[b, o] = requantize(bias[o] + sum(input[b, i] * weights[o, i])). A unit is an output channel
    /// of all batches. The bias contains the input's zero point: bias[o] = the network's bias[o] - InputZeroPoint * sum(weights[o]).
    /// </summary>
    internal static class FullyConnectedRecord
    {
        public const int InputStart = OpRecord.HeaderSize;          // i32, arena [Batches, InputDepth]
        public const int OutputStart = InputStart + 4;              // i32, arena [Batches, OutputDepth]
        public const int WeightsStart = OutputStart + 4;            // i32, file, [OutputDepth, InputDepth], see WeightLayout
        public const int BiasStart = WeightsStart + 4;              // i32, file, int32 [OutputDepth]
        public const int MultiplierStart = BiasStart + 4;           // i32, file, int32 [OutputDepth]; None: per tensor
        public const int ShiftStart = MultiplierStart + 4;          // i32, file, int8 [OutputDepth]; None: per tensor
        public const int Multiplier = ShiftStart + 4;               // i32, Q31, used when per tensor
        public const int Shift = Multiplier + 4;                    // i8, positive = left, used when per tensor
        public const int WeightLayout = Shift + 1;                  // u8, one of WeightedFields
        public const int InputZeroPoint = WeightLayout + 1;         // i8
        public const int OutputZeroPoint = InputZeroPoint + 1;      // i8
        public const int ActivationMin = OutputZeroPoint + 1;       // i8
        public const int ActivationMax = ActivationMin + 1;         // i8
        public const int Batches = ActivationMax + 1;               // u16
        public const int InputDepth = Batches + 2;                  // i32
        public const int OutputDepth = InputDepth + 4;              // i32
        public const int Size = OutputDepth + 4;

        public static void Check(RecordChecker record)
        {
            int batches = record.Dimension(Batches);
            int inputDepth = record.Count(InputDepth);
            int outputDepth = record.Count(OutputDepth);
            int inputBytes = record.Product(batches, inputDepth);
            int outputBytes = record.Product(batches, outputDepth);
            record.Arena(InputStart, inputBytes);
            record.Arena(OutputStart, outputBytes);
            WeightedFields.CheckLayout(record, WeightsStart, WeightLayout, outputDepth, inputDepth, WeightedFields.DenseBlock, 0);
            WeightedFields.Check(
                record, outputDepth, BiasStart, MultiplierStart, ShiftStart, Multiplier, Shift, ActivationMin, ActivationMax);
            record.Disjoint(OutputStart, record.Int32(OutputStart), outputBytes, record.Int32(InputStart), inputBytes);
            record.Units(outputDepth, inputBytes);
        }
    }
}
