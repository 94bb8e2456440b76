using System;

namespace TinyInfer
{
    /// <summary>
    /// output[b, o] = requantize(bias[o] + sum over i of input[b, i] * weights[o, i]). Sixteen inputs at a time stay in
    /// locals, for one output channel after another.
    /// </summary>
    internal static class FullyConnectedKernel
    {
        // What Prepare takes out of the record: reading an int costs a tenth of reading a record's field.
        private const int InputStart = 0;
        private const int OutputStart = 1;
        private const int WeightsStart = 2;
        private const int BiasStart = 3;
        private const int MultiplierStart = 4;
        private const int ShiftStart = 5;
        private const int Multiplier = 6;
        private const int Shift = 7;
        private const int OutputZeroPoint = 8;
        private const int ActivationMin = 9;
        private const int ActivationMax = 10;
        private const int Batches = 11;
        private const int InputDepth = 12;
        private const int OutputDepth = 13;

        /// <summary>How many biases follow: all or none.</summary>
        private const int BiasCount = 14;

        /// <summary>Where the op's packed weights begin, or -1.</summary>
        private const int PackedStart = 15;

        /// <summary>With packed weights: products between flushes.</summary>
        private const int TapsBetweenFlushes = 16;

        // How to requantize if all channels do it alike and exactly, see Requantizer; a shift of 0 if not.
        private const int Right = 17;
        private const int OffsetLow = 18;
        private const int OffsetHigh = 19;

        /// <summary>Ints that Prepare fills, without biases.</summary>
        public const int PreparedInts = 20;

        /// <summary>Output channels of a block, whose sums are kept.</summary>
        private const int MostChannels = 66;

        public static int IntCount(byte[] model, int record)
        {
            int outputDepth = BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputDepth);
            return outputDepth < MostChannels ? Triples(outputDepth) * PackedFields.Count : MostChannels;
        }

        /// <summary>Longs of accumulators, if weights are packed.</summary>
        public static int AccumulatorCount(byte[] model, int record)
        {
            return IntCount(model, record) / PackedFields.Count;
        }

        /// <summary>Longs of packed weights.</summary>
        public static int PackedCount(byte[] model, int record)
        {
            return PackedDense.Count(
                BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputDepth),
                BitConverter.ToInt32(model, record + FullyConnectedRecord.InputDepth));
        }

        /// <param name="weights">The array that the weights are in, in their plain order, from <paramref name="weightsStart"/> on.</param>
        /// <param name="prepared">What Eval wants to know, from <paramref name="at"/> on.</param>
        /// <param name="biases">How many biases to copy: all or none.</param>
        /// <param name="packed">For packed weights, or null.</param>
        public static void Prepare(
            byte[] model, int record, byte[] weights, int weightsStart, int[] prepared, int at, int biases, long[] packed, int packedStart)
        {
            int bias = BitConverter.ToInt32(model, record + FullyConnectedRecord.BiasStart);
            int inputDepth = BitConverter.ToInt32(model, record + FullyConnectedRecord.InputDepth);
            int outputDepth = BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputDepth);
            prepared[at + InputStart] = BitConverter.ToInt32(model, record + FullyConnectedRecord.InputStart);
            prepared[at + OutputStart] = BitConverter.ToInt32(model, record + FullyConnectedRecord.OutputStart);
            prepared[at + WeightsStart] = weightsStart;
            prepared[at + BiasStart] = bias;
            prepared[at + MultiplierStart] = BitConverter.ToInt32(model, record + FullyConnectedRecord.MultiplierStart);
            prepared[at + ShiftStart] = BitConverter.ToInt32(model, record + FullyConnectedRecord.ShiftStart);
            prepared[at + Multiplier] = BitConverter.ToInt32(model, record + FullyConnectedRecord.Multiplier);
            prepared[at + Shift] = (sbyte)model[record + FullyConnectedRecord.Shift];
            prepared[at + OutputZeroPoint] = (sbyte)model[record + FullyConnectedRecord.OutputZeroPoint];
            prepared[at + ActivationMin] = (sbyte)model[record + FullyConnectedRecord.ActivationMin];
            prepared[at + ActivationMax] = (sbyte)model[record + FullyConnectedRecord.ActivationMax];
            prepared[at + Batches] = BitConverter.ToUInt16(model, record + FullyConnectedRecord.Batches);
            prepared[at + InputDepth] = inputDepth;
            prepared[at + OutputDepth] = outputDepth;
            prepared[at + BiasCount] = biases;
            prepared[at + PackedStart] = -1;
            PrepareRequantizer(prepared, at);
            for (int i = 0; i < biases; i++)
            {
                prepared[at + PreparedInts + i] = BitConverter.ToInt32(model, bias + 4 * i);
            }

            if (packed != null)
            {
                prepared[at + PackedStart] = packedStart;
                prepared[at + TapsBetweenFlushes] = PackedFields.TapsBetweenFlushes(weights, weightsStart, outputDepth, inputDepth, inputDepth, 1);
                PackedDense.Pack(weights, weightsStart, outputDepth, inputDepth, packed, packedStart);
            }
        }

        private static void PrepareRequantizer(int[] prepared, int at)
        {
            int shift = prepared[at + Shift];
            bool alike = prepared[at + MultiplierStart] == OpRecord.None && Requantizer.IsExact(shift);
            long offset = Requantizer.Offset(shift, prepared[at + OutputZeroPoint]);
            prepared[at + Right] = alike ? Requantizer.Shift(shift) : 0;
            prepared[at + OffsetLow] = (int)offset;
            prepared[at + OffsetHigh] = (int)(offset >> 32);
        }

        /// <summary>Computes output channels [first, first + count) of all batches.</summary>
        /// <param name="weights">The array that the weights are in, in their plain order.</param>
        /// <param name="weightsFirst">The channel that is where Prepare was told that they begin.</param>
        public static void Eval(
            byte[] model, byte[] weights, int weightsFirst, sbyte[] arena, int first, int count, int[] prepared, int at, long[] packed,
            Scratch scratch)
        {
            int depth = prepared[at + InputDepth];
            int packedStart = prepared[at + PackedStart];
            int[] sums = scratch.Ints;
            int end = first + count;
            for (int channel = first; channel < end; channel += MostChannels)
            {
                int channels = end - channel < MostChannels ? end - channel : MostChannels;
                int input = prepared[at + InputStart];
                for (int batch = 0; batch < prepared[at + Batches]; batch++)
                {
                    StartWithBiases(model, channel, channels, prepared, at, sums);

                    // Packed weights are three neighbours' from a multiple of three on.
                    if (packedStart >= 0 && channel % PackedFields.Count == 0)
                    {
                        PackedDense.Sum(
                            packed, packedStart, channel, channels, arena, input, depth, prepared[at + TapsBetweenFlushes],
                            scratch.Accumulators, sums);
                    }
                    else
                    {
                        Dense.Sum(weights, prepared[at + WeightsStart] + (channel - weightsFirst) * depth, arena, input, depth, sums, channels);
                    }

                    int output = prepared[at + OutputStart] + batch * prepared[at + OutputDepth] + channel;
                    if (prepared[at + Right] != 0)
                    {
                        FinishAlike(sums, arena, output, channels, prepared, at);
                    }
                    else
                    {
                        FinishEach(model, sums, arena, output, channel, channels, prepared, at);
                    }

                    input += depth;
                }
            }
        }

        private static int Triples(int channels)
        {
            return (channels + PackedFields.Count - 1) / PackedFields.Count;
        }

        private static void StartWithBiases(byte[] model, int channel, int channels, int[] prepared, int at, int[] sums)
        {
            if (prepared[at + BiasCount] == 1)
            {
                sums[0] = prepared[at + PreparedInts];
                return;
            }

            if (prepared[at + BiasCount] != 0)
            {
                Array.Copy(prepared, at + PreparedInts + channel, sums, 0, channels);
                return;
            }

            int bias = prepared[at + BiasStart] + 4 * channel;
            for (int i = 0; i < channels; i++)
            {
                sums[i] = BitConverter.ToInt32(model, bias);
                bias += 4;
            }
        }

        private static void FinishAlike(int[] sums, sbyte[] arena, int output, int channels, int[] prepared, int at)
        {
            long factor = prepared[at + Multiplier];
            long offset = ((long)prepared[at + OffsetHigh] << 32) + (uint)prepared[at + OffsetLow];
            long negativeOffset = prepared[at + Shift] < 0 ? offset - (1L << 31) : offset;
            int right = prepared[at + Right];
            long activationMin = prepared[at + ActivationMin];
            long activationMax = prepared[at + ActivationMax];
            for (int i = 0; i < channels; i++)
            {
                int sum = sums[i];
                long result = (sum * factor + (sum < 0 ? negativeOffset : offset)) >> right;
                if (result < activationMin)
                {
                    result = activationMin;
                }
                else if (result > activationMax)
                {
                    result = activationMax;
                }

                arena[output + i] = (sbyte)result;
            }
        }

        private static void FinishEach(
            byte[] model, int[] sums, sbyte[] arena, int output, int channel, int channels, int[] prepared, int at)
        {
            int multiplierStart = prepared[at + MultiplierStart];
            int multiplier = prepared[at + Multiplier];
            int shift = prepared[at + Shift];
            int zeroPoint = prepared[at + OutputZeroPoint];
            int activationMin = prepared[at + ActivationMin];
            int activationMax = prepared[at + ActivationMax];
            bool perChannel = multiplierStart != OpRecord.None;
            for (int i = 0; i < channels; i++)
            {
                if (perChannel)
                {
                    multiplier = BitConverter.ToInt32(model, multiplierStart + 4 * (channel + i));
                    shift = (sbyte)model[prepared[at + ShiftStart] + channel + i];
                }

                int result = FixedPoint.MultiplyByQuantizedMultiplier(sums[i], multiplier, shift) + zeroPoint;
                result = result < activationMin ? activationMin : result;
                arena[output + i] = (sbyte)(result > activationMax ? activationMax : result);
            }
        }
    }
}
