namespace TinyInfer
{
    /// <summary>What the records of all weighted ops have in common.</summary>
    internal static class WeightedFields
    {
        /// <summary>Weights in the order the op's record describes.</summary>
        public const int PlainLayout = 0;

        /// <summary>Those of two output channels in a halfword, first + 256 * second.</summary>
        public const int PairLayout = 1;

        /// <summary>Twice each weight in a halfword.</summary>
        public const int Int16Layout = 2;

        /// <summary>4 × 4 halfwords for each 3 × 3 kernel.</summary>
        public const int WinogradLayout = 3;

        /// <summary>Output channels of a block in the layouts of CONV_2D but the plain one; FULLY_CONNECTED has blocks of 4.</summary>
        public const int ConvBlock = 2;

        /// <summary>The same of FULLY_CONNECTED.</summary>
        public const int DenseBlock = 4;

        // Values of a channel are rounded up to groups of so many.
        private const int Group = 4;

        public static void Check(
            RecordChecker record,
            int channels,
            int biasStart,
            int multiplierStart,
            int shiftStart,
            int multiplier,
            int shift,
            int activationMin,
            int activationMax)
        {
            record.Constant(biasStart, channels, 4);
            bool perTensor = record.Int32(multiplierStart) == OpRecord.None;
            bool noShifts = record.Int32(shiftStart) == OpRecord.None;
            record.Require(perTensor == noShifts, ErrorCode.BadValue, shiftStart, record.Int32(shiftStart), OpRecord.None);
            if (!perTensor)
            {
                record.ConstantMultipliers(multiplierStart, shiftStart, channels);
            }

            record.Multiplier(multiplier);
            record.Shift(shift);
            record.Activation(activationMin, activationMax);
        }

        /// <summary>Weights of an op that has the plain layout only.</summary>
        public static void CheckPlain(RecordChecker record, int weightsStart, int weightLayout, int channels, int values)
        {
            record.Exactly(weightLayout, record.Int8(weightLayout), PlainLayout);
            record.Constant(weightsStart, record.Product(channels, values), 1);
        }

        /// <summary>Weights of an op that may have any layout.</summary>
        /// <param name="values">Weights of an output channel.</param>
        /// <param name="block">Output channels of a block.</param>
        /// <param name="winogradInputs">Input channels of a convolution that may have the Winograd layout; 0: it may not.</param>
        public static void CheckLayout(
            RecordChecker record, int weightsStart, int weightLayout, int channels, int values, int block, int winogradInputs)
        {
            int layout = record.Int8(weightLayout);
            if (layout == PlainLayout)
            {
                CheckPlain(record, weightsStart, weightLayout, channels, values);
                return;
            }

            record.InRange(weightLayout, layout, PlainLayout, winogradInputs > 0 ? WinogradLayout : Int16Layout);

            // As words of two halfwords each.
            int paddedChannels = RoundUp(record, weightsStart, channels, block);
            int halfwords = layout == WinogradLayout
                ? record.Product(record.Product(RoundUp(record, weightsStart, winogradInputs, Group), 16), paddedChannels)
                : record.Product(RoundUp(record, weightsStart, values, Group), paddedChannels);
            record.Constant(weightsStart, layout == PairLayout ? halfwords / 4 : halfwords / 2, 4);
        }

        private static int RoundUp(RecordChecker record, int field, int value, int multiple)
        {
            record.Require(value <= int.MaxValue - multiple, ErrorCode.ShapeMismatch, field, value, int.MaxValue);
            return (value + multiple - 1) / multiple * multiple;
        }
    }
}
