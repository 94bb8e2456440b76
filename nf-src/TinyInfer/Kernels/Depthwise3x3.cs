using System;

namespace TinyInfer
{
    /// <summary>
    /// DEPTHWISE_CONV_2D 3 × 3 without stride and dilation. Three neighbouring outputs of a row share a long, see
    /// <see cref="PackedFields"/>; going down the rows, each input row is packed once and added to three output rows.
    /// </summary>
    internal static class Depthwise3x3
    {
        /// <summary>Whether an op is of this kind.</summary>
        public static bool Takes(byte[] model, int record)
        {
            return BitConverter.ToUInt16(model, record + ConvRecord.KernelHeight) == 3
                && BitConverter.ToUInt16(model, record + ConvRecord.KernelWidth) == 3
                && BitConverter.ToUInt16(model, record + ConvRecord.StrideHeight) == 1
                && BitConverter.ToUInt16(model, record + ConvRecord.StrideWidth) == 1
                && BitConverter.ToUInt16(model, record + ConvRecord.DilationHeight) == 1
                && BitConverter.ToUInt16(model, record + ConvRecord.DilationWidth) == 1;
        }

        /// <summary>Computes output rows [first, first + count) of all batches' rows.</summary>
        public static void Eval(byte[] model, int record, sbyte[] arena, int first, int count)
        {
            int outputHeight = BitConverter.ToUInt16(model, record + ConvRecord.OutputHeight);
            for (int end = first + count; first < end; first += count)
            {
                int batch = first / outputHeight;
                int y = first - batch * outputHeight;
                count = end - first < outputHeight - y ? end - first : outputHeight - y;
                EvalBatch(model, record, arena, batch, y, count);
            }
        }

        private static void EvalBatch(byte[] model, int record, sbyte[] arena, int batch, int firstY, int count)
        {
            int biasStart = BitConverter.ToInt32(model, record + ConvRecord.BiasStart);
            int multiplierStart = BitConverter.ToInt32(model, record + ConvRecord.MultiplierStart);
            int shiftStart = BitConverter.ToInt32(model, record + ConvRecord.ShiftStart);
            int multiplier = BitConverter.ToInt32(model, record + ConvRecord.Multiplier);
            int shift = (sbyte)model[record + ConvRecord.Shift];
            int zeroPoint = (sbyte)model[record + ConvRecord.OutputZeroPoint];
            long activationMin = (sbyte)model[record + ConvRecord.ActivationMin];
            long activationMax = (sbyte)model[record + ConvRecord.ActivationMax];
            int inputHeight = BitConverter.ToUInt16(model, record + ConvRecord.InputHeight);
            int inputWidth = BitConverter.ToUInt16(model, record + ConvRecord.InputWidth);
            int column = BitConverter.ToUInt16(model, record + ConvRecord.InputChannels);
            int outputHeight = BitConverter.ToUInt16(model, record + ConvRecord.OutputHeight);
            int outputWidth = BitConverter.ToUInt16(model, record + ConvRecord.OutputWidth);
            int channels = BitConverter.ToUInt16(model, record + ConvRecord.OutputChannels);
            int weightsStart = BitConverter.ToInt32(model, record + ConvRecord.WeightsStart);
            int paddingLeft = BitConverter.ToUInt16(model, record + ConvRecord.PaddingLeft);
            long padding = (sbyte)model[record + ConvRecord.InputZeroPoint];

            bool perChannel = multiplierStart != OpRecord.None;
            int depthMultiplier = channels / column;
            int column2 = 2 * column;
            int column3 = 3 * column;
            int column4 = 4 * column;
            int rowBytes = inputWidth * column;
            int channels2 = 2 * channels;
            int outputRowBytes = outputWidth * channels;
            int firstInputY = firstY - BitConverter.ToUInt16(model, record + ConvRecord.PaddingTop);
            int firstWhole = firstInputY + 2;
            int endInputY = firstWhole + count;
            int inputRow = BitConverter.ToInt32(model, record + ConvRecord.InputStart)
                + (batch * inputHeight + firstInputY) * rowBytes - paddingLeft * column;
            int outputRow = BitConverter.ToInt32(model, record + ConvRecord.OutputStart)
                + (batch * outputHeight + firstY) * outputRowBytes;
            long paddedRow = padding + (padding << 21) + (padding << 42);
            long mask = PackedFields.Mask;
            for (int channel = 0; channel < channels; channel++)
            {
                if (perChannel)
                {
                    multiplier = BitConverter.ToInt32(model, multiplierStart + 4 * channel);
                    shift = (sbyte)model[shiftStart + channel];
                }

                int bias = BitConverter.ToInt32(model, biasStart + 4 * channel);
                if (!Requantizer.IsExact(shift, bias))
                {
                    DepthwiseConv2DKernel.EvalChannels(model, record, arena, batch * outputHeight + firstY, count, channel, 1);
                    continue;
                }

                bias -= PackedFields.Offset;
                long factor = multiplier;
                long offset = Requantizer.Offset(shift, zeroPoint) + bias * factor;
                long negativeOffset = Requantizer.NegativeOffset(shift, offset);
                int right = Requantizer.Shift(shift);
                long zero = -bias;
                int weight = weightsStart + channel;
                long w0 = (sbyte)model[weight];
                long w1 = (sbyte)model[weight + channels];
                long w2 = (sbyte)model[weight + 2 * channels];
                long w3 = (sbyte)model[weight + 3 * channels];
                long w4 = (sbyte)model[weight + 4 * channels];
                long w5 = (sbyte)model[weight + 5 * channels];
                long w6 = (sbyte)model[weight + 6 * channels];
                long w7 = (sbyte)model[weight + 7 * channels];
                long w8 = (sbyte)model[weight + 8 * channels];
                for (int x = 0; x < outputWidth; x += PackedFields.Count)
                {
                    int inputX = x - paddingLeft;
                    int input = inputRow + x * column + channel / depthMultiplier;
                    int output = outputRow + x * channels + channel;
                    int left = outputWidth - x;
                    bool inside0 = inputX >= 0 && inputX < inputWidth;
                    bool inside1 = inputX >= -1 && inputX + 1 < inputWidth;
                    bool inside2 = inputX >= -2 && inputX + 2 < inputWidth;
                    bool inside3 = inputX >= -3 && inputX + 3 < inputWidth;
                    bool inside4 = inputX >= -4 && inputX + 4 < inputWidth;
                    bool inside = inside0 && inside4;

                    // Sums of the output rows that have seen two and one of their three input rows.
                    long older = 0;
                    long newer = 0;
                    for (int inputY = firstInputY; inputY < endInputY; inputY++)
                    {
                        long p0, p1, p2;
                        if ((uint)inputY >= (uint)inputHeight)
                        {
                            p0 = paddedRow;
                            p1 = paddedRow;
                            p2 = paddedRow;
                        }
                        else if (inside)
                        {
                            long v2 = arena[input + column2];
                            long v3 = arena[input + column3];
                            long v12 = arena[input + column] + (v2 << 21);
                            p0 = arena[input] + (v12 << 21);
                            p1 = v12 + (v3 << 42);
                            p2 = v2 + (v3 << 21) + ((long)arena[input + column4] << 42);
                        }
                        else
                        {
                            long v2 = inside2 ? arena[input + column2] : padding;
                            long v3 = inside3 ? arena[input + column3] : padding;
                            long v12 = (inside1 ? arena[input + column] : padding) + (v2 << 21);
                            p0 = (inside0 ? arena[input] : padding) + (v12 << 21);
                            p1 = v12 + (v3 << 42);
                            p2 = v2 + (v3 << 21) + ((inside4 ? arena[input + column4] : padding) << 42);
                        }

                        long sums = older + p0 * w6 + p1 * w7 + p2 * w8;
                        older = newer + p0 * w3 + p1 * w4 + p2 * w5;
                        newer = PackedFields.Start + p0 * w0 + p1 * w1 + p2 * w2;
                        if (inputY >= firstWhole)
                        {
                            long field = sums & mask;
                            long result = (field * factor + (field < zero ? negativeOffset : offset)) >> right;
                            if (result < activationMin)
                            {
                                result = activationMin;
                            }
                            else if (result > activationMax)
                            {
                                result = activationMax;
                            }

                            arena[output] = (sbyte)result;
                            if (left > 1)
                            {
                                field = (sums >> 21) & mask;
                                result = (field * factor + (field < zero ? negativeOffset : offset)) >> right;
                                if (result < activationMin)
                                {
                                    result = activationMin;
                                }
                                else if (result > activationMax)
                                {
                                    result = activationMax;
                                }

                                arena[output + channels] = (sbyte)result;
                            }

                            if (left > 2)
                            {
                                field = sums >> 42;
                                result = (field * factor + (field < zero ? negativeOffset : offset)) >> right;
                                if (result < activationMin)
                                {
                                    result = activationMin;
                                }
                                else if (result > activationMax)
                                {
                                    result = activationMax;
                                }

                                arena[output + channels2] = (sbyte)result;
                            }

                            output += outputRowBytes;
                        }

                        input += rowBytes;
                    }
                }
            }
        }
    }
}
