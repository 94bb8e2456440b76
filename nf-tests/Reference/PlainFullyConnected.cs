using System;

namespace TinyInfer.Reference
{
    /// <summary>output[b, o] = requantize(bias[o] + sum over i of input[b, i] * weights[o, i]).</summary>
    internal static class PlainFullyConnected
    {
        /// <summary>Computes output channels [first, first + count) of all batches.</summary>
        public static void Eval(byte[] model, int record, sbyte[] arena, int first, int count)
        {
            int inputStart = BitConverter.ToInt32(model, record + FullyConnectedRecord.InputStart);
            int outputStart = BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputStart);
            int weightsStart = BitConverter.ToInt32(model, record + FullyConnectedRecord.WeightsStart);
            int biasStart = BitConverter.ToInt32(model, record + FullyConnectedRecord.BiasStart);
            int multiplierStart = BitConverter.ToInt32(model, record + FullyConnectedRecord.MultiplierStart);
            int shiftStart = BitConverter.ToInt32(model, record + FullyConnectedRecord.ShiftStart);
            int multiplier = BitConverter.ToInt32(model, record + FullyConnectedRecord.Multiplier);
            int shift = (sbyte)model[record + FullyConnectedRecord.Shift];
            int outputZeroPoint = (sbyte)model[record + FullyConnectedRecord.OutputZeroPoint];
            int activationMin = (sbyte)model[record + FullyConnectedRecord.ActivationMin];
            int activationMax = (sbyte)model[record + FullyConnectedRecord.ActivationMax];
            int batches = BitConverter.ToUInt16(model, record + FullyConnectedRecord.Batches);
            int inputDepth = BitConverter.ToInt32(model, record + FullyConnectedRecord.InputDepth);
            int outputDepth = BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputDepth);

            bool perChannel = multiplierStart != OpRecord.None;
            for (int channel = first; channel < first + count; channel++)
            {
                int bias = BitConverter.ToInt32(model, biasStart + 4 * channel);
                int weights = weightsStart + channel * inputDepth;
                if (perChannel)
                {
                    multiplier = BitConverter.ToInt32(model, multiplierStart + 4 * channel);
                    shift = (sbyte)model[shiftStart + channel];
                }

                int input = inputStart;
                int output = outputStart + channel;
                for (int batch = 0; batch < batches; batch++)
                {
                    int sum = bias + PlainLoops.Dot(arena, model, input, weights - input, input + inputDepth);
                    input += inputDepth;
                    int result = FixedPoint.MultiplyByQuantizedMultiplier(sum, multiplier, shift) + outputZeroPoint;
                    result = result < activationMin ? activationMin : result;
                    arena[output] = (sbyte)(result > activationMax ? activationMax : result);
                    output += outputDepth;
                }
            }
        }
    }
}
