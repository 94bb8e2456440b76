using System;

namespace TinyInfer
{
    /// <summary>
    /// output[b, y, x, c] = requantize(bias[c] + sum over (ky, kx, i) of
    /// input[b, y * strideH - top + ky * dilationH, x * strideW - left + kx * dilationW, i] * weights[c, ky, kx, i]).
    /// Outside of the input its zero point is read. Twelve positions at a time: <see cref="PackedMacs"/>.
    /// </summary>
    internal static class Conv2DKernel
    {
        /// <summary>Output channels of a block, whose accumulators are kept. Inputs are packed anew for each block.</summary>
        private const int MostChannels = 16;

        /// <summary>Ints of a tile, and of the sums of one channel.</summary>
        public const int Ints = ConvTile.Ints + PackedMacs.Positions;

        /// <summary>Any convolution but a DEPTHWISE_CONV_2D of several input channels: all its output channels read the same input.</summary>
        public static bool Takes(byte[] model, int record)
        {
            return BitConverter.ToUInt16(model, record + OpRecord.Code) != (int)OpCode.DepthwiseConv2D
                || BitConverter.ToUInt16(model, record + ConvRecord.InputChannels) == 1;
        }

        /// <summary>Longs of accumulators that are worth having.</summary>
        public static int AccumulatorCount(byte[] model, int record)
        {
            int channels = BitConverter.ToUInt16(model, record + ConvRecord.OutputChannels);
            int count = channels * (MayFlush(model, record) ? ConvSums.FlushedLongs : PackedMacs.Groups);
            return count < MostChannels * PackedMacs.Groups ? count : MostChannels * PackedMacs.Groups;
        }

        /// <summary>Whether the weights must tell if the sums fit their fields.</summary>
        public static bool MayFlush(byte[] model, int record)
        {
            return Taps(model, record) > PackedFields.TapsThatFit;
        }

        /// <summary>For Eval, from the weights: how many products may be added before the fields of a long must be emptied.</summary>
        /// <param name="weights">The array that the weights are in, in their plain order, from <paramref name="weightsStart"/> on.</param>
        public static int TapsBetweenFlushes(byte[] model, int record, byte[] weights, int weightsStart)
        {
            bool depthwise = BitConverter.ToUInt16(model, record + OpRecord.Code) == (int)OpCode.DepthwiseConv2D;
            int channels = BitConverter.ToUInt16(model, record + ConvRecord.OutputChannels);
            int taps = Taps(model, record);
            return PackedFields.TapsBetweenFlushes(
                weights, weightsStart, channels, depthwise ? 1 : taps, taps, depthwise ? channels : 1);
        }

        /// <summary>Computes output rows [first, first + count) of all batches' rows, in ascending order.</summary>
        /// <param name="weights">The array that the weights are in, in their plain order, from <paramref name="weightsStart"/> on.</param>
        /// <param name="tapsBetweenFlushes">From <see cref="PackedFields.TapsBetweenFlushes"/>.</param>
        public static void Eval(
            byte[] model, int record, byte[] weights, int weightsStart, sbyte[] arena, int first, int count, int tapsBetweenFlushes,
            Scratch scratch)
        {
            int outputChannels = BitConverter.ToUInt16(model, record + ConvRecord.OutputChannels);
            int outputWidth = BitConverter.ToUInt16(model, record + ConvRecord.OutputWidth);
            int inputHeight = BitConverter.ToUInt16(model, record + ConvRecord.InputHeight);
            int inputWidth = BitConverter.ToUInt16(model, record + ConvRecord.InputWidth);
            int inputChannels = BitConverter.ToUInt16(model, record + ConvRecord.InputChannels);
            int kernelWidth = BitConverter.ToUInt16(model, record + ConvRecord.KernelWidth);
            int dilationHeight = BitConverter.ToUInt16(model, record + ConvRecord.DilationHeight);
            int dilationWidth = BitConverter.ToUInt16(model, record + ConvRecord.DilationWidth);
            int zeroPoint = (sbyte)model[record + ConvRecord.InputZeroPoint];
            int taps = Taps(model, record);

            // Weights are [channel, tap], those of a DEPTHWISE_CONV_2D [tap, channel].
            bool depthwise = BitConverter.ToUInt16(model, record + OpRecord.Code) == (int)OpCode.DepthwiseConv2D;
            int channelStride = depthwise ? 1 : taps;
            int tapStride = depthwise ? outputChannels : 1;

            // Steps of eight taps end at the last one. If taps is no multiple of eight, they begin before the first one.
            int firstTap = (taps & (PackedMacs.Taps - 1)) == 0 ? 0 : (taps & (PackedMacs.Taps - 1)) - PackedMacs.Taps;
            bool flushes = taps > tapsBetweenFlushes;
            int blockChannels = BlockChannels(
                outputChannels, scratch.Accumulators.Length / (flushes ? ConvSums.FlushedLongs : PackedMacs.Groups));
            long[] columns = scratch.Columns;
            int[] tile = scratch.Ints;

            int end = (first + count) * outputWidth;
            for (int position = first * outputWidth; position < end; position += PackedMacs.Positions)
            {
                int positions = end - position < PackedMacs.Positions ? end - position : PackedMacs.Positions;
                int groups = (positions + PackedFields.Count - 1) / PackedFields.Count;
                ConvTile.Locate(model, record, position, end - 1, tile);
                for (int channel = 0; channel < outputChannels; channel += blockChannels)
                {
                    int channels = outputChannels - channel < blockChannels ? outputChannels - channel : blockChannels;
                    ConvSums.Start(scratch, channels, flushes);
                    int weight = weightsStart + channel * channelStride + firstTap * tapStride;
                    int untilFlush = tapsBetweenFlushes;
                    for (int tap = firstTap; tap < taps; tap += PackedMacs.Taps)
                    {
                        if (flushes && untilFlush < PackedMacs.Taps)
                        {
                            ConvSums.Flush(scratch, channels);
                            untilFlush = tapsBetweenFlushes;
                        }

                        ConvTile.Pack(
                            arena, tile, groups, tap, columns,
                            inputHeight, inputWidth, inputChannels, kernelWidth, dilationHeight, dilationWidth, zeroPoint);
                        PackedMacs.Add(weights, weight, channelStride, tapStride, columns, scratch.Accumulators, channels * PackedMacs.Groups, groups);
                        weight += PackedMacs.Taps * tapStride;
                        untilFlush -= PackedMacs.Taps;
                    }

                    ConvSums.Finish(model, record, arena, position, positions, channel, channels, flushes, scratch);
                }
            }
        }

        private static int Taps(byte[] model, int record)
        {
            return BitConverter.ToUInt16(model, record + ConvRecord.KernelHeight)
                * BitConverter.ToUInt16(model, record + ConvRecord.KernelWidth)
                * BitConverter.ToUInt16(model, record + ConvRecord.InputChannels);
        }

        /// <summary>As few blocks as there is room for, of about the same size.</summary>
        private static int BlockChannels(int outputChannels, int most)
        {
            int blocks = (outputChannels + most - 1) / most;
            return (outputChannels + blocks - 1) / blocks;
        }
    }
}
