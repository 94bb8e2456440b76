using System;
using TinyInfer.Reference;

namespace TinyInfer.Benchmarks
{
    /// <summary>
    /// The best plain loop that we know for DEPTHWISE_CONV_2D 3 × 3 without padding: a channel's weights in locals, its
    /// nine products in one expression.
    /// </summary>
    internal static class PlainDepthwise3x3InLocals
    {
        public static void Eval(byte[] model, int record, sbyte[] arena)
        {
            int inputStart = BitConverter.ToInt32(model, record + ConvRecord.InputStart);
            int outputStart = BitConverter.ToInt32(model, record + ConvRecord.OutputStart);
            int weightsStart = BitConverter.ToInt32(model, record + ConvRecord.WeightsStart);
            int biasStart = BitConverter.ToInt32(model, record + ConvRecord.BiasStart);
            int multiplierStart = BitConverter.ToInt32(model, record + ConvRecord.MultiplierStart);
            int shiftStart = BitConverter.ToInt32(model, record + ConvRecord.ShiftStart);
            int outputZeroPoint = (sbyte)model[record + ConvRecord.OutputZeroPoint];
            int activationMin = (sbyte)model[record + ConvRecord.ActivationMin];
            int activationMax = (sbyte)model[record + ConvRecord.ActivationMax];
            int rowBytes = BitConverter.ToUInt16(model, record + ConvRecord.InputWidth)
                * BitConverter.ToUInt16(model, record + ConvRecord.InputChannels);
            int outputHeight = BitConverter.ToUInt16(model, record + ConvRecord.OutputHeight);
            int outputWidth = BitConverter.ToUInt16(model, record + ConvRecord.OutputWidth);
            int channels = BitConverter.ToUInt16(model, record + ConvRecord.OutputChannels);
            int tap2 = 2 * channels;
            int tap3 = rowBytes;
            int tap4 = rowBytes + channels;
            int tap5 = rowBytes + 2 * channels;
            int tap6 = 2 * rowBytes;
            int tap7 = 2 * rowBytes + channels;
            int tap8 = 2 * rowBytes + 2 * channels;
            for (int channel = 0; channel < channels; channel++)
            {
                int bias = BitConverter.ToInt32(model, biasStart + 4 * channel);
                int multiplier = BitConverter.ToInt32(model, multiplierStart + 4 * channel);
                int shift = (sbyte)model[shiftStart + channel];
                int weight = weightsStart + channel;
                int w0 = (sbyte)model[weight];
                int w1 = (sbyte)model[weight + channels];
                int w2 = (sbyte)model[weight + 2 * channels];
                int w3 = (sbyte)model[weight + 3 * channels];
                int w4 = (sbyte)model[weight + 4 * channels];
                int w5 = (sbyte)model[weight + 5 * channels];
                int w6 = (sbyte)model[weight + 6 * channels];
                int w7 = (sbyte)model[weight + 7 * channels];
                int w8 = (sbyte)model[weight + 8 * channels];
                int output = outputStart + channel;
                int row = inputStart + channel;
                for (int y = 0; y < outputHeight; y++)
                {
                    int input = row;
                    for (int x = 0; x < outputWidth; x++)
                    {
                        int sum = bias
                            + arena[input] * w0 + arena[input + channels] * w1 + arena[input + tap2] * w2
                            + arena[input + tap3] * w3 + arena[input + tap4] * w4 + arena[input + tap5] * w5
                            + arena[input + tap6] * w6 + arena[input + tap7] * w7 + arena[input + tap8] * w8;
                        arena[output] = (sbyte)PlainLoops.Requantize(sum, multiplier, shift, outputZeroPoint, activationMin, activationMax);
                        output += channels;
                        input += channels;
                    }

                    row += rowBytes;
                }
            }
        }
    }
}
