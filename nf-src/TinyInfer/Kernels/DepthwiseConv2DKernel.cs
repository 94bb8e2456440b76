using System;

namespace TinyInfer
{
    /// <summary>
    /// output[b, y, x, i * multiplier + m] = requantize(bias[c] + sum over (ky, kx) of
    /// input[b, y * strideH - top + ky * dilationH, x * strideW - left + kx * dilationW, i] * weights[0, ky, kx, c])
    /// with c = i * multiplier + m. Outside of the input its zero point is read. One product after another: what others do
    /// faster goes to <see cref="Depthwise3x3"/> or, with one input channel, to <see cref="Conv2DKernel"/>.
    /// </summary>
    internal static class DepthwiseConv2DKernel
    {
        /// <summary>Computes output rows [first, first + count) of all batches' rows, in ascending order.</summary>
        public static void Eval(byte[] model, int record, sbyte[] arena, int first, int count)
        {
            if (Depthwise3x3.Takes(model, record))
            {
                Depthwise3x3.Eval(model, record, arena, first, count);
            }
            else
            {
                int channels = BitConverter.ToUInt16(model, record + ConvRecord.OutputChannels);
                EvalChannels(model, record, arena, first, count, 0, channels);
            }
        }

        /// <summary>The same of output channels [firstChannel, firstChannel + channels).</summary>
        public static void EvalChannels(byte[] model, int record, sbyte[] arena, int first, int count, int firstChannel, int channels)
        {
            int biasStart = BitConverter.ToInt32(model, record + ConvRecord.BiasStart);
            int multiplierStart = BitConverter.ToInt32(model, record + ConvRecord.MultiplierStart);
            int shiftStart = BitConverter.ToInt32(model, record + ConvRecord.ShiftStart);
            int multiplier = BitConverter.ToInt32(model, record + ConvRecord.Multiplier);
            int shift = (sbyte)model[record + ConvRecord.Shift];
            bool perChannel = multiplierStart != OpRecord.None;
            for (int channel = firstChannel; channel < firstChannel + channels; channel++)
            {
                if (perChannel)
                {
                    multiplier = BitConverter.ToInt32(model, multiplierStart + 4 * channel);
                    shift = (sbyte)model[shiftStart + channel];
                }

                EvalChannel(model, record, arena, first, count, channel, BitConverter.ToInt32(model, biasStart + 4 * channel), multiplier, shift);
            }
        }

        private static void EvalChannel(
            byte[] model, int record, sbyte[] arena, int first, int count, int channel, int bias, int multiplier, int shift)
        {
            int inputStart = BitConverter.ToInt32(model, record + ConvRecord.InputStart);
            int outputStart = BitConverter.ToInt32(model, record + ConvRecord.OutputStart);
            int kernel = BitConverter.ToInt32(model, record + ConvRecord.WeightsStart) + channel;
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

            int inputChannel = inputStart + channel / (outputChannels / inputChannels);
            int kernelRowBytes = kernelWidth * outputChannels;
            int column = dilationWidth * inputChannels;
            int column2 = 2 * column;
            int row = dilationHeight * inputWidth * inputChannels;
            int row2 = 2 * row;
            int lastWholeY = inputHeight - 1 - (kernelHeight - 1) * dilationHeight;
            int lastWholeX = inputWidth - 1 - (kernelWidth - 1) * dilationWidth;
            bool nine = kernelHeight == 3 && kernelWidth == 3;
            int w0 = 0, w1 = 0, w2 = 0, w3 = 0, w4 = 0, w5 = 0, w6 = 0, w7 = 0, w8 = 0;
            if (nine)
            {
                w0 = (sbyte)model[kernel];
                w1 = (sbyte)model[kernel + outputChannels];
                w2 = (sbyte)model[kernel + 2 * outputChannels];
                w3 = (sbyte)model[kernel + 3 * outputChannels];
                w4 = (sbyte)model[kernel + 4 * outputChannels];
                w5 = (sbyte)model[kernel + 5 * outputChannels];
                w6 = (sbyte)model[kernel + 6 * outputChannels];
                w7 = (sbyte)model[kernel + 7 * outputChannels];
                w8 = (sbyte)model[kernel + 8 * outputChannels];
            }

            bool exact = Requantizer.IsExact(shift);
            long factor = multiplier;
            long offset = Requantizer.Offset(shift, outputZeroPoint);
            long negativeOffset = Requantizer.NegativeOffset(shift, offset);
            int right = Requantizer.Shift(shift);
            int output = outputStart + first * outputWidth * outputChannels + channel;
            for (int unit = first; unit < first + count; unit++)
            {
                int batch = unit / outputHeight;
                int inputY = (unit - batch * outputHeight) * strideHeight - paddingTop;
                int inputRow = inputChannel + (batch * inputHeight + inputY) * inputWidth * inputChannels;
                bool rowsInside = nine && inputY >= 0 && inputY <= lastWholeY;
                int inputX = -paddingLeft;
                for (int x = 0; x < outputWidth; x++)
                {
                    int sum;
                    int input = inputRow + inputX * inputChannels;
                    if (rowsInside && inputX >= 0 && inputX <= lastWholeX)
                    {
                        int input1 = input + row;
                        int input2 = input + row2;
                        sum = bias
                            + arena[input] * w0 + arena[input + column] * w1 + arena[input + column2] * w2
                            + arena[input1] * w3 + arena[input1 + column] * w4 + arena[input1 + column2] * w5
                            + arena[input2] * w6 + arena[input2 + column] * w7 + arena[input2 + column2] * w8;
                    }
                    else
                    {
                        sum = bias;
                        int y = inputY;
                        int kernelRow = kernel;
                        int kernelEnd = kernel + kernelHeight * kernelRowBytes;
                        for (; kernelRow < kernelEnd; kernelRow += kernelRowBytes)
                        {
                            bool rowInside = y >= 0 && y < inputHeight;
                            int tapX = inputX;
                            int i = input;
                            int rowEnd = kernelRow + kernelRowBytes;
                            for (int weight = kernelRow; weight < rowEnd; weight += outputChannels)
                            {
                                bool inside = rowInside && tapX >= 0 && tapX < inputWidth;
                                sum += (inside ? arena[i] : inputZeroPoint) * (sbyte)model[weight];
                                tapX += dilationWidth;
                                i += column;
                            }

                            y += dilationHeight;
                            input += row;
                        }
                    }

                    int result = exact
                        ? (int)((sum * factor + (sum < 0 ? negativeOffset : offset)) >> right)
                        : FixedPoint.MultiplyByQuantizedMultiplier(sum, multiplier, shift) + outputZeroPoint;
                    if (result < activationMin)
                    {
                        result = activationMin;
                    }
                    else if (result > activationMax)
                    {
                        result = activationMax;
                    }

                    arena[output] = (sbyte)result;
                    output += outputChannels;
                    inputX += strideWidth;
                }
            }
        }
    }
}
