using System;
using TinyInfer.Reference;

namespace TinyInfer.Benchmarks
{
    /// <summary>FULLY_CONNECTED of one batch, per tensor, as fast as plain loops get.</summary>
    internal static class PlainDense
    {
        public static void Eval(byte[] model, int record, sbyte[] arena)
        {
            int input = BitConverter.ToInt32(model, record + FullyConnectedRecord.InputStart);
            int output = BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputStart);
            int weights = BitConverter.ToInt32(model, record + FullyConnectedRecord.WeightsStart);
            int bias = BitConverter.ToInt32(model, record + FullyConnectedRecord.BiasStart);
            int multiplier = BitConverter.ToInt32(model, record + FullyConnectedRecord.Multiplier);
            int shift = (sbyte)model[record + FullyConnectedRecord.Shift];
            int zeroPoint = (sbyte)model[record + FullyConnectedRecord.OutputZeroPoint];
            int activationMin = (sbyte)model[record + FullyConnectedRecord.ActivationMin];
            int activationMax = (sbyte)model[record + FullyConnectedRecord.ActivationMax];
            int inputDepth = BitConverter.ToInt32(model, record + FullyConnectedRecord.InputDepth);
            int end = output + BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputDepth);
            for (; output < end; output++)
            {
                int sum = BitConverter.ToInt32(model, bias) + PlainLoops.Dot(arena, model, input, weights - input, input + inputDepth);
                arena[output] = (sbyte)PlainLoops.Requantize(sum, multiplier, shift, zeroPoint, activationMin, activationMax);
                weights += inputDepth;
                bias += 4;
            }
        }
    }
}
