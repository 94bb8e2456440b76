namespace TinyInfer
{
    /// <summary>What the records of all weighted ops have in common.</summary>
    internal static class WeightedFields
    {
        /// <summary>Weights in the order the op's record describes.</summary>
        public const int PlainLayout = 0;

        public static void Check(
            RecordChecker record,
            int channels,
            int biasStart,
            int multiplierStart,
            int shiftStart,
            int multiplier,
            int shift,
            int weightLayout,
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
            record.Exactly(weightLayout, record.Int8(weightLayout), PlainLayout);
            record.Activation(activationMin, activationMax);
        }
    }
}
