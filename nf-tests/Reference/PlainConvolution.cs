using System;

namespace TinyInfer.Reference
{
    /// <summary>
    /// CONV_2D without padding, stride and dilation, as fast as plain loops get: for comparisons of speed. Everything in
    /// locals, offsets hoisted, weights read from the model.
    /// </summary>
    internal static class PlainConvolution
    {
        public static void Eval(byte[] model, int record, sbyte[] arena)
        {
            int inputStart = BitConverter.ToInt32(model, record + ConvRecord.InputStart);
            int outputStart = BitConverter.ToInt32(model, record + ConvRecord.OutputStart);
            int weight = BitConverter.ToInt32(model, record + ConvRecord.WeightsStart);
            int biasStart = BitConverter.ToInt32(model, record + ConvRecord.BiasStart);
            int multiplierStart = BitConverter.ToInt32(model, record + ConvRecord.MultiplierStart);
            int shiftStart = BitConverter.ToInt32(model, record + ConvRecord.ShiftStart);
            int zeroPoint = (sbyte)model[record + ConvRecord.OutputZeroPoint];
            int activationMin = (sbyte)model[record + ConvRecord.ActivationMin];
            int activationMax = (sbyte)model[record + ConvRecord.ActivationMax];
            int inputChannels = BitConverter.ToUInt16(model, record + ConvRecord.InputChannels);
            int rowBytes = BitConverter.ToUInt16(model, record + ConvRecord.InputWidth) * inputChannels;
            int outputHeight = BitConverter.ToUInt16(model, record + ConvRecord.OutputHeight);
            int outputWidth = BitConverter.ToUInt16(model, record + ConvRecord.OutputWidth);
            int channels = BitConverter.ToUInt16(model, record + ConvRecord.OutputChannels);
            int run = BitConverter.ToUInt16(model, record + ConvRecord.KernelWidth) * inputChannels;
            int kernelBytes = BitConverter.ToUInt16(model, record + ConvRecord.KernelHeight) * run;
            for (int channel = 0; channel < channels; channel++)
            {
                int bias = BitConverter.ToInt32(model, biasStart + 4 * channel);
                int multiplier = BitConverter.ToInt32(model, multiplierStart + 4 * channel);
                int shift = (sbyte)model[shiftStart + channel];
                int output = outputStart + channel;
                int row = inputStart;
                int endOfKernel = weight + kernelBytes;
                for (int y = 0; y < outputHeight; y++)
                {
                    int input = row;
                    for (int x = 0; x < outputWidth; x++)
                    {
                        int sum = bias;
                        int i = input;
                        for (int w = weight; w < endOfKernel; w += run)
                        {
                            sum += PlainLoops.Dot(arena, model, i, w - i, i + run);
                            i += rowBytes;
                        }

                        arena[output] = (sbyte)PlainLoops.Requantize(sum, multiplier, shift, zeroPoint, activationMin, activationMax);
                        output += channels;
                        input += inputChannels;
                    }

                    row += rowBytes;
                }

                weight += kernelBytes;
            }
        }
    }
}
