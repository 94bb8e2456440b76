using System;

namespace TinyInfer.Benchmarks
{
    /// <summary>
    /// FULLY_CONNECTED of one batch, per tensor, shift &lt; 0, as fast as plain loops get: no call a channel, and of the
    /// requantization of <see cref="Reference.PlainLoops.Requantize"/> only what depends on the sum.
    /// </summary>
    internal static class PlainDense
    {
        public static void Eval(byte[] model, int record, sbyte[] arena)
        {
            int inputStart = BitConverter.ToInt32(model, record + FullyConnectedRecord.InputStart);
            int output = BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputStart);
            int weight = BitConverter.ToInt32(model, record + FullyConnectedRecord.WeightsStart);
            int bias = BitConverter.ToInt32(model, record + FullyConnectedRecord.BiasStart);
            long multiplier = BitConverter.ToInt32(model, record + FullyConnectedRecord.Multiplier);
            int right = -(sbyte)model[record + FullyConnectedRecord.Shift];
            int zeroPoint = (sbyte)model[record + FullyConnectedRecord.OutputZeroPoint];
            int activationMin = (sbyte)model[record + FullyConnectedRecord.ActivationMin];
            int activationMax = (sbyte)model[record + FullyConnectedRecord.ActivationMax];
            int inputDepth = BitConverter.ToInt32(model, record + FullyConnectedRecord.InputDepth);
            int endOfInput = inputStart + inputDepth;
            int endOfOutput = output + BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputDepth);
            int toWeight = weight - inputStart;
            int mask = (1 << right) - 1;
            int half = mask >> 1;
            for (; output < endOfOutput; output++)
            {
                int sum = BitConverter.ToInt32(model, bias);
                for (int input = inputStart; input < endOfInput; input++)
                {
                    sum += arena[input] * (sbyte)model[input + toWeight];
                }

                int product = (int)((sum * multiplier + (1L << 30)) >> 31);
                int result = (product >> right) + zeroPoint;
                if ((product & mask) > (product < 0 ? half + 1 : half))
                {
                    result++;
                }

                if (result < activationMin)
                {
                    result = activationMin;
                }
                else if (result > activationMax)
                {
                    result = activationMax;
                }

                arena[output] = (sbyte)result;
                toWeight += inputDepth;
                bias += 4;
            }
        }
    }
}
