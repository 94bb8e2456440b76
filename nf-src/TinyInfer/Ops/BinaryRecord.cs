namespace TinyInfer
{
    /// <summary>
    /// ADD, SUB and MUL with broadcasting of two levels: output [Outer, Inner] is dense, operand k at (o, i) is at
    /// InputkStart + o * InputkOuterStride + i * InputkInnerStride. Exact in place when an operand is dense too.
    /// MUL leaves the operands' own multipliers and shifts at 0. One unit.
    /// </summary>
    internal static class BinaryRecord
    {
        public const int Input1Start = OpRecord.HeaderSize;         // i32, arena
        public const int Input2Start = Input1Start + 4;             // i32, arena
        public const int OutputStart = Input2Start + 4;             // i32, arena
        public const int Outer = OutputStart + 4;                   // i32
        public const int Inner = Outer + 4;                         // i32
        public const int Input1OuterStride = Inner + 4;             // i32
        public const int Input1InnerStride = Input1OuterStride + 4; // i32, 0 or 1
        public const int Input2OuterStride = Input1InnerStride + 4; // i32
        public const int Input2InnerStride = Input2OuterStride + 4; // i32, 0 or 1
        public const int Input1Multiplier = Input2InnerStride + 4;  // i32, Q31
        public const int Input2Multiplier = Input1Multiplier + 4;   // i32, Q31
        public const int OutputMultiplier = Input2Multiplier + 4;   // i32, Q31
        public const int Input1Shift = OutputMultiplier + 4;        // i8, positive = left
        public const int Input2Shift = Input1Shift + 1;             // i8
        public const int OutputShift = Input2Shift + 1;             // i8
        public const int Input1ZeroPoint = OutputShift + 1;         // i8
        public const int Input2ZeroPoint = Input1ZeroPoint + 1;     // i8
        public const int OutputZeroPoint = Input2ZeroPoint + 1;     // i8
        public const int ActivationMin = OutputZeroPoint + 1;       // i8
        public const int ActivationMax = ActivationMin + 1;         // i8
        public const int Size = ActivationMax + 1;

        /// <summary>Operands of ADD and SUB are scaled up by 2^20 before they are brought to a common scale.</summary>
        public const int LeftShift = 20;

        public static void Check(RecordChecker record, bool isMul)
        {
            int outer = record.Count(Outer);
            int inner = record.Count(Inner);
            int outputBytes = record.Product(outer, inner);
            record.Arena(OutputStart, outputBytes);
            CheckOperand(record, Input1Start, Input1OuterStride, Input1InnerStride, outer, inner);
            CheckOperand(record, Input2Start, Input2OuterStride, Input2InnerStride, outer, inner);
            if (isMul)
            {
                record.Exactly(Input1Multiplier, record.Int32(Input1Multiplier), 0);
                record.Exactly(Input2Multiplier, record.Int32(Input2Multiplier), 0);
            }

            record.Multiplier(Input1Multiplier);
            record.Multiplier(Input2Multiplier);
            record.Multiplier(OutputMultiplier);
            record.Shift(Input1Shift);
            record.Shift(Input2Shift);
            record.Shift(OutputShift);
            record.Activation(ActivationMin, ActivationMax);
            record.Units(1, 0);
        }

        private static void CheckOperand(RecordChecker record, int startField, int outerField, int innerField, int outer, int inner)
        {
            int start = record.Int32(startField);
            int outerStride = record.Int32(outerField);
            int innerStride = record.Int32(innerField);
            record.InRange(outerField, outerStride, 0, int.MaxValue);
            record.InRange(innerField, innerStride, 0, 1);
            long last = start + (long)(outer - 1) * outerStride + (long)(inner - 1) * innerStride;
            record.ArenaRange(startField, start, last + 1);

            int outputStart = record.Int32(OutputStart);
            bool dense = (inner == 1 || innerStride == 1) && (outer == 1 || outerStride == inner);
            if (dense)
            {
                record.SameOrDisjoint(startField, outputStart, start, outer * inner);
            }
            else
            {
                record.Disjoint(startField, outputStart, outer * inner, start, (int)(last + 1 - start));
            }
        }
    }
}
