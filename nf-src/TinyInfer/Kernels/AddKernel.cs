using System;

namespace TinyInfer
{
    /// <summary>
    /// ADD and SUB: output = requantize(requantize1(2^20 * (input1 - zero point 1)) ± requantize2(2^20 * (input2 - zero point 2))).
    /// The operands' multipliers bring both to twice the larger input scale; the output's takes the 2^20 back.
    /// </summary>
    internal static class AddKernel
    {
        /// <param name="sign">1 for ADD, -1 for SUB.</param>
        public static void Eval(byte[] model, int record, sbyte[] arena, int sign)
        {
            int input1Start = BitConverter.ToInt32(model, record + BinaryRecord.Input1Start);
            int input2Start = BitConverter.ToInt32(model, record + BinaryRecord.Input2Start);
            int output = BitConverter.ToInt32(model, record + BinaryRecord.OutputStart);
            int outer = BitConverter.ToInt32(model, record + BinaryRecord.Outer);
            int inner = BitConverter.ToInt32(model, record + BinaryRecord.Inner);
            int input1OuterStride = BitConverter.ToInt32(model, record + BinaryRecord.Input1OuterStride);
            int input1InnerStride = BitConverter.ToInt32(model, record + BinaryRecord.Input1InnerStride);
            int input2OuterStride = BitConverter.ToInt32(model, record + BinaryRecord.Input2OuterStride);
            int input2InnerStride = BitConverter.ToInt32(model, record + BinaryRecord.Input2InnerStride);
            int input1Multiplier = BitConverter.ToInt32(model, record + BinaryRecord.Input1Multiplier);
            int input2Multiplier = BitConverter.ToInt32(model, record + BinaryRecord.Input2Multiplier);
            int outputMultiplier = BitConverter.ToInt32(model, record + BinaryRecord.OutputMultiplier);
            int input1Shift = (sbyte)model[record + BinaryRecord.Input1Shift];
            int input2Shift = (sbyte)model[record + BinaryRecord.Input2Shift];
            int outputShift = (sbyte)model[record + BinaryRecord.OutputShift];
            int input1ZeroPoint = (sbyte)model[record + BinaryRecord.Input1ZeroPoint];
            int input2ZeroPoint = (sbyte)model[record + BinaryRecord.Input2ZeroPoint];
            int outputZeroPoint = (sbyte)model[record + BinaryRecord.OutputZeroPoint];
            int activationMin = (sbyte)model[record + BinaryRecord.ActivationMin];
            int activationMax = (sbyte)model[record + BinaryRecord.ActivationMax];

            if (!Requantizer.IsExact(input1Shift) || !Requantizer.IsExact(input2Shift) || !Requantizer.IsExact(outputShift))
            {
                EvalAnyShift(model, record, arena, sign);
                return;
            }

            // See Requantizer. A zero point goes into the offset, times the multiplier.
            long factor1 = (long)input1Multiplier << BinaryRecord.LeftShift;
            long factor2 = (long)input2Multiplier << BinaryRecord.LeftShift;
            long factor = outputMultiplier;
            long offset1 = Requantizer.Offset(input1Shift, 0) - input1ZeroPoint * factor1;
            long offset2 = Requantizer.Offset(input2Shift, 0) - input2ZeroPoint * factor2;
            long offset = Requantizer.Offset(outputShift, outputZeroPoint);
            long negativeOffset1 = Requantizer.NegativeOffset(input1Shift, offset1);
            long negativeOffset2 = Requantizer.NegativeOffset(input2Shift, offset2);
            long negativeOffset = Requantizer.NegativeOffset(outputShift, offset);
            int right1 = Requantizer.Shift(input1Shift);
            int right2 = Requantizer.Shift(input2Shift);
            int right = Requantizer.Shift(outputShift);
            for (int o = 0; o < outer; o++)
            {
                int input1 = input1Start;
                int input2 = input2Start;
                for (int end = output + inner; output < end; output++)
                {
                    int a = arena[input1];
                    int b = arena[input2];
                    int scaled1 = (int)((a * factor1 + (a < input1ZeroPoint ? negativeOffset1 : offset1)) >> right1);
                    int scaled2 = (int)((b * factor2 + (b < input2ZeroPoint ? negativeOffset2 : offset2)) >> right2);
                    int sum = scaled1 + sign * scaled2;
                    int result = (int)((sum * factor + (sum < 0 ? negativeOffset : offset)) >> right);
                    if (result < activationMin)
                    {
                        result = activationMin;
                    }
                    else if (result > activationMax)
                    {
                        result = activationMax;
                    }

                    arena[output] = (sbyte)result;
                    input1 += input1InnerStride;
                    input2 += input2InnerStride;
                }

                input1Start += input1OuterStride;
                input2Start += input2OuterStride;
            }
        }

        /// <summary>With left shifts, which wrap, or very far right ones.</summary>
        private static void EvalAnyShift(byte[] model, int record, sbyte[] arena, int sign)
        {
            int input1Start = BitConverter.ToInt32(model, record + BinaryRecord.Input1Start);
            int input2Start = BitConverter.ToInt32(model, record + BinaryRecord.Input2Start);
            int output = BitConverter.ToInt32(model, record + BinaryRecord.OutputStart);
            int outer = BitConverter.ToInt32(model, record + BinaryRecord.Outer);
            int inner = BitConverter.ToInt32(model, record + BinaryRecord.Inner);
            int input1OuterStride = BitConverter.ToInt32(model, record + BinaryRecord.Input1OuterStride);
            int input1InnerStride = BitConverter.ToInt32(model, record + BinaryRecord.Input1InnerStride);
            int input2OuterStride = BitConverter.ToInt32(model, record + BinaryRecord.Input2OuterStride);
            int input2InnerStride = BitConverter.ToInt32(model, record + BinaryRecord.Input2InnerStride);
            int input1Multiplier = BitConverter.ToInt32(model, record + BinaryRecord.Input1Multiplier);
            int input2Multiplier = BitConverter.ToInt32(model, record + BinaryRecord.Input2Multiplier);
            int outputMultiplier = BitConverter.ToInt32(model, record + BinaryRecord.OutputMultiplier);
            int input1Shift = (sbyte)model[record + BinaryRecord.Input1Shift];
            int input2Shift = (sbyte)model[record + BinaryRecord.Input2Shift];
            int outputShift = (sbyte)model[record + BinaryRecord.OutputShift];
            int input1ZeroPoint = (sbyte)model[record + BinaryRecord.Input1ZeroPoint];
            int input2ZeroPoint = (sbyte)model[record + BinaryRecord.Input2ZeroPoint];
            int outputZeroPoint = (sbyte)model[record + BinaryRecord.OutputZeroPoint];
            int activationMin = (sbyte)model[record + BinaryRecord.ActivationMin];
            int activationMax = (sbyte)model[record + BinaryRecord.ActivationMax];

            for (int o = 0; o < outer; o++)
            {
                int input1 = input1Start;
                int input2 = input2Start;
                for (int i = 0; i < inner; i++)
                {
                    int scaled1 = FixedPoint.MultiplyByQuantizedMultiplier(
                        (arena[input1] - input1ZeroPoint) << BinaryRecord.LeftShift, input1Multiplier, input1Shift);
                    int scaled2 = FixedPoint.MultiplyByQuantizedMultiplier(
                        (arena[input2] - input2ZeroPoint) << BinaryRecord.LeftShift, input2Multiplier, input2Shift);
                    int result = FixedPoint.MultiplyByQuantizedMultiplier(
                        scaled1 + sign * scaled2, outputMultiplier, outputShift) + outputZeroPoint;
                    result = result < activationMin ? activationMin : result;
                    arena[output] = (sbyte)(result > activationMax ? activationMax : result);
                    output++;
                    input1 += input1InnerStride;
                    input2 += input2InnerStride;
                }

                input1Start += input1OuterStride;
                input2Start += input2OuterStride;
            }
        }
    }
}
