using System;

namespace TinyInfer.Reference
{
    /// <summary>
    /// output[b, y, x, c] = requantize(bias[c] + sum over (ky, kx, i) of
    /// input[b, y * strideH - top + ky * dilationH, x * strideW - left + kx * dilationW, i] * weights[c, ky, kx, i]).
    /// Outside of the input its zero point is read.
    /// </summary>
    internal static class PlainConv2D
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
            int inputRowBytes = inputWidth * inputChannels;
            int outputStride = ConvPartRecord.StrideOf(model, record);
            int outputRowBytes = outputWidth * outputStride;
            int kernelRowBytes = kernelWidth * inputChannels;
            int kernelBytes = kernelHeight * kernelRowBytes;
            int tapBytes = dilationWidth * inputChannels;
            int lastWholeX = inputWidth - 1 - (kernelWidth - 1) * dilationWidth;

            for (int unit = first; unit < first + count; unit++)
            {
                int batch = unit / outputHeight;
                int inputY = (unit - batch * outputHeight) * strideHeight - paddingTop;
                int kernelTop = FirstTapInside(inputY, dilationHeight, kernelHeight);
                int kernelBottom = EndOfTapsInside(inputY, dilationHeight, kernelHeight, inputHeight, kernelTop);
                int inputRow = inputStart + (batch * inputHeight + inputY + kernelTop * dilationHeight) * inputRowBytes;

                for (int channel = 0; channel < outputChannels; channel++)
                {
                    int bias = BitConverter.ToInt32(model, biasStart + 4 * channel);
                    int kernel = weightsStart + channel * kernelBytes;
                    if (perChannel)
                    {
                        multiplier = BitConverter.ToInt32(model, multiplierStart + 4 * channel);
                        shift = (sbyte)model[shiftStart + channel];
                    }

                    int output = outputStart + unit * outputRowBytes + channel;
                    int inputX = -paddingLeft;
                    for (int x = 0; x < outputWidth; x++)
                    {
                        int kernelLeft = 0;
                        int kernelRight = kernelWidth;
                        if (inputX < 0 || inputX > lastWholeX)
                        {
                            kernelLeft = FirstTapInside(inputX, dilationWidth, kernelWidth);
                            kernelRight = EndOfTapsInside(inputX, dilationWidth, kernelWidth, inputWidth, kernelLeft);
                        }

                        // Without dilation the taps of a kernel row lie side by side, in the input as in the weights.
                        int runs = kernelRight - kernelLeft;
                        int runBytes = inputChannels;
                        if (dilationWidth == 1)
                        {
                            runBytes = runs * inputChannels;
                            runs = 1;
                        }

                        int sum = bias;
                        int inputTap = inputRow + (inputX + kernelLeft * dilationWidth) * inputChannels;
                        int weightRow = kernel + kernelTop * kernelRowBytes + kernelLeft * inputChannels;
                        for (int ky = kernelTop; ky < kernelBottom; ky++)
                        {
                            int weight = weightRow;
                            int run = inputTap;
                            for (int r = 0; r < runs; r++)
                            {
                                sum += PlainLoops.Dot(arena, model, run, weight - run, run + runBytes);
                                weight += runBytes;
                                run += tapBytes;
                            }

                            inputTap += dilationHeight * inputRowBytes;
                            weightRow += kernelRowBytes;
                        }

                        if (kernelBottom - kernelTop < kernelHeight || kernelRight - kernelLeft < kernelWidth)
                        {
                            sum += inputZeroPoint * SumOfWeightsOutside(
                                model, kernel, kernelHeight, kernelRowBytes, kernelTop, kernelBottom,
                                kernelLeft * inputChannels, kernelRight * inputChannels);
                        }

                        int result = FixedPoint.MultiplyByQuantizedMultiplier(sum, multiplier, shift) + outputZeroPoint;
                        result = result < activationMin ? activationMin : result;
                        arena[output] = (sbyte)(result > activationMax ? activationMax : result);
                        output += outputStride;
                        inputX += strideWidth;
                    }
                }
            }
        }

        /// <summary>The first of a kernel's taps at origin, origin + dilation, … that is not before the input.</summary>
        internal static int FirstTapInside(int origin, int dilation, int taps)
        {
            if (origin >= 0)
            {
                return 0;
            }

            int before = (dilation - 1 - origin) / dilation;
            return before < taps ? before : taps;
        }

        /// <summary>One beyond the last tap that is inside the input; <paramref name="first"/> if none is.</summary>
        internal static int EndOfTapsInside(int origin, int dilation, int taps, int inputSize, int first)
        {
            int end = (inputSize - origin + dilation - 1) / dilation;
            end = end < taps ? end : taps;
            return end > first ? end : first;
        }

        /// <summary>Sum of the weights of one output channel but for rows [top, bottom), bytes [left, right) of each.</summary>
        private static int SumOfWeightsOutside(
            byte[] model, int kernel, int kernelHeight, int rowBytes, int top, int bottom, int left, int right)
        {
            int sum = 0;
            int row = kernel;
            for (int ky = 0; ky < kernelHeight; ky++)
            {
                bool rowInside = ky >= top && ky < bottom;
                int rowEnd = row + rowBytes;
                int leftEnd = rowInside ? row + left : rowEnd;
                for (int weight = row; weight < leftEnd; weight++)
                {
                    sum += (sbyte)model[weight];
                }

                for (int weight = rowInside ? row + right : rowEnd; weight < rowEnd; weight++)
                {
                    sum += (sbyte)model[weight];
                }

                row = rowEnd;
            }

            return sum;
        }
    }
}
