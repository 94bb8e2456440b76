using System;

namespace TinyInfer.Reference
{
    /// <summary>
    /// ADD and SUB: output = requantize(requantize1(2^20 * (input1 - zero point 1)) ± requantize2(2^20 * (input2 - zero point 2))).
    /// The operands' multipliers bring both to twice the larger input scale; the output's takes the 2^20 back.
    /// </summary>
    internal static class PlainAdd
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
