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
    }
}
