using System;

namespace TinyInfer
{
    /// <summary>MUL: output = requantize((input1 - zero point 1) * (input2 - zero point 2)).</summary>
    internal static class MulKernel
    {
        public static void Eval(byte[] model, int record, sbyte[] arena)
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
            int outputMultiplier = BitConverter.ToInt32(model, record + BinaryRecord.OutputMultiplier);
            int outputShift = (sbyte)model[record + BinaryRecord.OutputShift];
            int input1ZeroPoint = (sbyte)model[record + BinaryRecord.Input1ZeroPoint];
            int input2ZeroPoint = (sbyte)model[record + BinaryRecord.Input2ZeroPoint];
            int outputZeroPoint = (sbyte)model[record + BinaryRecord.OutputZeroPoint];
            int activationMin = (sbyte)model[record + BinaryRecord.ActivationMin];
            int activationMax = (sbyte)model[record + BinaryRecord.ActivationMax];

            bool exact = Requantizer.IsExact(outputShift);
            long factor = outputMultiplier;
            long offset = Requantizer.Offset(outputShift, outputZeroPoint);
            long negativeOffset = Requantizer.NegativeOffset(outputShift, offset);
            int right = Requantizer.Shift(outputShift);
            for (int o = 0; o < outer; o++)
            {
                int input1 = input1Start;
                int input2 = input2Start;
                for (int end = output + inner; output < end; output++)
                {
                    int product = (arena[input1] - input1ZeroPoint) * (arena[input2] - input2ZeroPoint);
                    int result = exact
                        ? (int)((product * factor + (product < 0 ? negativeOffset : offset)) >> right)
                        : FixedPoint.MultiplyByQuantizedMultiplier(product, outputMultiplier, outputShift) + outputZeroPoint;
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
    }
}
