using System;

namespace TinyInfer.Reference
{
    /// <summary>MEAN: output[o, i] = requantize(bias + sum over a of input[o, a, i]).</summary>
    internal static class PlainMean
    {
        public static void Eval(byte[] model, int record, sbyte[] arena)
        {
            int inputStart = BitConverter.ToInt32(model, record + MeanRecord.InputStart);
            int output = BitConverter.ToInt32(model, record + MeanRecord.OutputStart);
            int outer = BitConverter.ToInt32(model, record + MeanRecord.Outer);
            int axis = BitConverter.ToInt32(model, record + MeanRecord.Axis);
            int inner = BitConverter.ToInt32(model, record + MeanRecord.Inner);
            int bias = BitConverter.ToInt32(model, record + MeanRecord.Bias);
            int multiplier = BitConverter.ToInt32(model, record + MeanRecord.Multiplier);
            int shift = (sbyte)model[record + MeanRecord.Shift];
            int outputZeroPoint = (sbyte)model[record + MeanRecord.OutputZeroPoint];

            for (int o = 0; o < outer; o++)
            {
                for (int i = 0; i < inner; i++)
                {
                    int sum = bias;
                    int input = inputStart + i;
                    for (int a = 0; a < axis; a++)
                    {
                        sum += arena[input];
                        input += inner;
                    }

                    int result = FixedPoint.MultiplyByQuantizedMultiplier(sum, multiplier, shift) + outputZeroPoint;
                    result = result < sbyte.MinValue ? sbyte.MinValue : result;
                    arena[output] = (sbyte)(result > sbyte.MaxValue ? sbyte.MaxValue : result);
                    output++;
                }

                inputStart += axis * inner;
            }
        }
    }
}
