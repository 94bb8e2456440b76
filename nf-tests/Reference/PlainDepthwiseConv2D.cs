using System;

namespace TinyInfer.Reference
{
    /// <summary>
    /// output[b, y, x, i * multiplier + m] = requantize(bias[c] + sum over (ky, kx) of
    /// input[b, y * strideH - top + ky * dilationH, x * strideW - left + kx * dilationW, i] * weights[0, ky, kx, c])
    /// with c = i * multiplier + m. Outside of the input its zero point is read.
    /// </summary>
    internal static class PlainDepthwiseConv2D
    {
        /// <summary>Computes output rows [first, first + count) of all batches' rows, in ascending order.</summary>
        public static void Eval(byte[] model, int record, sbyte[] arena, int first, int count)
        {
            int inputStart = BitConverter.ToInt32(model, record + ConvRecord.InputStart);
            int outputStart = BitConverter.ToInt32(model, record + ConvRecord.OutputStart);
            int weightsStart = BitConverter.ToInt32(model, record + ConvRecord.WeightsStart);
            int biasStart = BitConverter.ToInt32(model, record + ConvRecord.BiasStart);
            int multiplierStart = BitConverter.ToInt32(model, record + ConvRecord.MultiplierStart);
            int shiftStart = BitConverter.ToInt32(model, record + ConvRecord.ShiftStart);
            int multiplier = BitConverter.ToInt32(model, record + ConvRecord.Multiplier);
            int shift = (sbyte)model[record + ConvRecord.Shift];
            int inputZeroPoint = (sbyte)model[record + ConvRecord.InputZeroPoint];
            int outputZeroPoint = (sbyte)model[record + ConvRecord.OutputZeroPoint];
            int activationMin = (sbyte)model[record + ConvRecord.ActivationMin];
            int activationMax = (sbyte)model[record + ConvRecord.ActivationMax];
            int inputHeight = BitConverter.ToUInt16(model, record + ConvRecord.InputHeight);
            int inputWidth = BitConverter.ToUInt16(model, record + ConvRecord.InputWidth);
            int inputChannels = BitConverter.ToUInt16(model, record + ConvRecord.InputChannels);
            int outputHeight = BitConverter.ToUInt16(model, record + ConvRecord.OutputHeight);
            int outputWidth = BitConverter.ToUInt16(model, record + ConvRecord.OutputWidth);
            int outputChannels = BitConverter.ToUInt16(model, record + ConvRecord.OutputChannels);
            int kernelHeight = BitConverter.ToUInt16(model, record + ConvRecord.KernelHeight);
            int kernelWidth = BitConverter.ToUInt16(model, record + ConvRecord.KernelWidth);
            int strideHeight = BitConverter.ToUInt16(model, record + ConvRecord.StrideHeight);
            int strideWidth = BitConverter.ToUInt16(model, record + ConvRecord.StrideWidth);
            int dilationHeight = BitConverter.ToUInt16(model, record + ConvRecord.DilationHeight);
            int dilationWidth = BitConverter.ToUInt16(model, record + ConvRecord.DilationWidth);
            int paddingTop = BitConverter.ToUInt16(model, record + ConvRecord.PaddingTop);
            int paddingLeft = BitConverter.ToUInt16(model, record + ConvRecord.PaddingLeft);

            bool perChannel = multiplierStart != OpRecord.None;
            int depthMultiplier = outputChannels / inputChannels;
            int inputRowBytes = inputWidth * inputChannels;
            int outputRowBytes = outputWidth * outputChannels;
            int kernelRowBytes = kernelWidth * outputChannels;
            int tapBytes = dilationWidth * inputChannels;
            int lastWholeX = inputWidth - 1 - (kernelWidth - 1) * dilationWidth;

            for (int unit = first; unit < first + count; unit++)
            {
                int batch = unit / outputHeight;
                int inputY = (unit - batch * outputHeight) * strideHeight - paddingTop;
                int kernelTop = PlainConv2D.FirstTapInside(inputY, dilationHeight, kernelHeight);
                int kernelBottom = PlainConv2D.EndOfTapsInside(inputY, dilationHeight, kernelHeight, inputHeight, kernelTop);
                int inputRow = inputStart + (batch * inputHeight + inputY + kernelTop * dilationHeight) * inputRowBytes;

                for (int channel = 0; channel < outputChannels; channel++)
                {
                    int bias = BitConverter.ToInt32(model, biasStart + 4 * channel);
                    int kernel = weightsStart + channel;
                    if (perChannel)
                    {
                        multiplier = BitConverter.ToInt32(model, multiplierStart + 4 * channel);
                        shift = (sbyte)model[shiftStart + channel];
                    }

                    int inputChannelRow = inputRow + channel / depthMultiplier;
                    int output = outputStart + unit * outputRowBytes + channel;
                    int inputX = -paddingLeft;
                    for (int x = 0; x < outputWidth; x++)
                    {
                        int kernelLeft = 0;
                        int kernelRight = kernelWidth;
                        if (inputX < 0 || inputX > lastWholeX)
                        {
                            kernelLeft = PlainConv2D.FirstTapInside(inputX, dilationWidth, kernelWidth);
                            kernelRight = PlainConv2D.EndOfTapsInside(inputX, dilationWidth, kernelWidth, inputWidth, kernelLeft);
                        }

                        int sum = bias;
                        int inputTap = inputChannelRow + (inputX + kernelLeft * dilationWidth) * inputChannels;
                        int weightRow = kernel + kernelTop * kernelRowBytes + kernelLeft * outputChannels;
                        int rowWeights = (kernelRight - kernelLeft) * outputChannels;
                        for (int ky = kernelTop; ky < kernelBottom; ky++)
                        {
                            int i = inputTap;
                            int end = weightRow + rowWeights;
                            for (int weight = weightRow; weight < end; weight += outputChannels)
                            {
                                sum += arena[i] * (sbyte)model[weight];
                                i += tapBytes;
                            }

                            inputTap += dilationHeight * inputRowBytes;
                            weightRow += kernelRowBytes;
                        }

                        if (kernelBottom - kernelTop < kernelHeight || kernelRight - kernelLeft < kernelWidth)
                        {
                            sum += inputZeroPoint * SumOfWeightsOutside(
                                model, kernel, outputChannels, kernelHeight, kernelWidth,
                                kernelTop, kernelBottom, kernelLeft, kernelRight);
                        }

                        int result = FixedPoint.MultiplyByQuantizedMultiplier(sum, multiplier, shift) + outputZeroPoint;
                        result = result < activationMin ? activationMin : result;
                        arena[output] = (sbyte)(result > activationMax ? activationMax : result);
                        output += outputChannels;
                        inputX += strideWidth;
                    }
                }
            }
        }

        /// <summary>Sum of one channel's weights but for rows [top, bottom), columns [left, right) of each.</summary>
        private static int SumOfWeightsOutside(
            byte[] model, int kernel, int channels, int kernelHeight, int kernelWidth, int top, int bottom, int left, int right)
        {
            int sum = 0;
            int weight = kernel;
            for (int ky = 0; ky < kernelHeight; ky++)
            {
                bool rowInside = ky >= top && ky < bottom;
                for (int kx = 0; kx < kernelWidth; kx++)
                {
                    if (!rowInside || kx < left || kx >= right)
                    {
                        sum += (sbyte)model[weight];
                    }

                    weight += channels;
                }
            }

            return sum;
        }
    }
}
