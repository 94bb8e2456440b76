using System;

namespace TinyInfer
{
    /// <summary>What a convolution does with the accumulators of a tile and a block of channels around the inner loop.</summary>
    internal static class ConvSums
    {
        /// <summary>
        /// Longs of a channel whose fields are emptied on the way: those of the fields, and one for the sums of two positions,
        /// s + t * 2^32. The sums of a block lie behind all its fields.
        /// </summary>
        public const int FlushedLongs = PackedMacs.Groups + SumLongs;

        private const int SumLongs = PackedMacs.Positions / 2;

        /// <summary>Sets all fields to their start, and the sums to 0.</summary>
        public static void Start(Scratch scratch, int channels, bool flushes)
        {
            long[] accumulators = scratch.Accumulators;
            for (int i = channels * PackedMacs.Groups - 1; i >= 0; i--)
            {
                accumulators[i] = PackedFields.Start;
            }

            if (flushes)
            {
                Array.Clear(accumulators, channels * PackedMacs.Groups, channels * SumLongs);
            }
        }

        /// <summary>Moves what the fields hold to the sums, before it might not fit.</summary>
        public static void Flush(Scratch scratch, int channels)
        {
            long[] accumulators = scratch.Accumulators;
            int end = channels * PackedMacs.Groups;
            int sum = end;
            long mask = PackedFields.Mask;
            long offsets = PackedFields.Offset + ((long)PackedFields.Offset << 32);
            for (int i = 0; i < end; i += 2)
            {
                long first = accumulators[i];
                long second = accumulators[i + 1];
                accumulators[i] = PackedFields.Start;
                accumulators[i + 1] = PackedFields.Start;
                accumulators[sum] += (first & mask) + (((first >> 21) & mask) << 32) - offsets;
                accumulators[sum + 1] += (first >> 42) + ((second & mask) << 32) - offsets;
                accumulators[sum + 2] += ((second >> 21) & mask) + ((second >> 42) << 32) - offsets;
                sum += 3;
            }
        }

        /// <summary>Requantizes, clamps and stores the outputs of a tile and a block of channels.</summary>
        public static void Finish(
            byte[] model, int record, sbyte[] arena, int position, int positions, int channel, int channels, bool flushed, Scratch scratch)
        {
            int biasStart = BitConverter.ToInt32(model, record + ConvRecord.BiasStart);
            int multiplierStart = BitConverter.ToInt32(model, record + ConvRecord.MultiplierStart);
            int shiftStart = BitConverter.ToInt32(model, record + ConvRecord.ShiftStart);
            int multiplier = BitConverter.ToInt32(model, record + ConvRecord.Multiplier);
            int shift = (sbyte)model[record + ConvRecord.Shift];
            int zeroPoint = (sbyte)model[record + ConvRecord.OutputZeroPoint];
            int outputStride = ConvPartRecord.StrideOf(model, record);
            int output = BitConverter.ToInt32(model, record + ConvRecord.OutputStart) + position * outputStride + channel;
            int activationMin = (sbyte)model[record + ConvRecord.ActivationMin];
            int activationMax = (sbyte)model[record + ConvRecord.ActivationMax];
            bool perChannel = multiplierStart != OpRecord.None;
            if (flushed)
            {
                Flush(scratch, channels);
            }

            int end = channel + channels;
            for (int block = 0; channel < end; channel++)
            {
                int bias = BitConverter.ToInt32(model, biasStart + 4 * channel);
                if (perChannel)
                {
                    multiplier = BitConverter.ToInt32(model, multiplierStart + 4 * channel);
                    shift = (sbyte)model[shiftStart + channel];
                }

                if (flushed || !Requantizer.IsExact(shift, bias))
                {
                    if (flushed)
                    {
                        CopySums(
                            scratch.Accumulators, channels * PackedMacs.Groups + block * SumLongs, scratch.Ints, ConvTile.Ints);
                    }
                    else
                    {
                        ToSums(scratch.Accumulators, block * PackedMacs.Groups, scratch.Ints, ConvTile.Ints);
                    }

                    FinishSums(
                        scratch.Ints, ConvTile.Ints, positions, bias, multiplier, shift, zeroPoint,
                        activationMin, activationMax, arena, output, outputStride);
                }
                else
                {
                    FinishFields(
                        scratch.Accumulators, block * PackedMacs.Groups, positions, bias - PackedFields.Offset, multiplier, shift, zeroPoint,
                        activationMin, activationMax, arena, output, outputStride);
                }

                block++;
                output++;
            }
        }

        /// <summary>The sums of one channel that has been flushed.</summary>
        private static void CopySums(long[] accumulators, int from, int[] sums, int sum)
        {
            for (int end = from + SumLongs; from < end; from++)
            {
                // A negative low half has borrowed from the high one.
                long two = accumulators[from];
                int low = (int)two;
                sums[sum] = low;
                sums[sum + 1] = (int)((two - low) >> 32);
                sum += 2;
            }
        }

        /// <summary>The sums of one channel.</summary>
        private static void ToSums(long[] accumulators, int accumulator, int[] sums, int sum)
        {
            for (int end = accumulator + PackedMacs.Groups; accumulator < end; accumulator++)
            {
                long packed = accumulators[accumulator];
                sums[sum] = ((int)packed & PackedFields.Mask) - PackedFields.Offset;
                sums[sum + 1] = ((int)(packed >> 21) & PackedFields.Mask) - PackedFields.Offset;
                sums[sum + 2] = (int)(packed >> 42) - PackedFields.Offset;
                sum += PackedFields.Count;
            }
        }

        private static void FinishFields(
            long[] accumulators, int accumulator, int positions, int bias, int multiplier, int shift, int zeroPoint,
            long activationMin, long activationMax, sbyte[] arena, int output, int outputStride)
        {
            long factor = multiplier;
            long offset = Requantizer.Offset(shift, zeroPoint) + bias * factor;
            long negativeOffset = Requantizer.NegativeOffset(shift, offset);
            int right = Requantizer.Shift(shift);
            long zero = -bias;
            long mask = PackedFields.Mask;
            int end = output + positions * outputStride;
            while (output < end)
            {
                long packed = accumulators[accumulator];
                int endOfGroup = output + PackedFields.Count * outputStride;
                endOfGroup = endOfGroup < end ? endOfGroup : end;
                for (; output < endOfGroup; output += outputStride)
                {
                    long field = packed & mask;
                    packed >>= PackedFields.Bits;
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
                }

                accumulator++;
            }
        }

        private static void FinishSums(
            int[] sums, int i, int positions, int bias, int multiplier, int shift, int zeroPoint,
            int activationMin, int activationMax, sbyte[] arena, int output, int outputStride)
        {
            bool exact = Requantizer.IsExact(shift);
            long factor = multiplier;
            long offset = Requantizer.Offset(shift, zeroPoint);
            long negativeOffset = Requantizer.NegativeOffset(shift, offset);
            int right = Requantizer.Shift(shift);
            int end = output + positions * outputStride;
            for (; output < end; output += outputStride)
            {
                int sum = sums[i] + bias;
                int result = exact
                    ? (int)((sum * factor + (sum < 0 ? negativeOffset : offset)) >> right)
                    : FixedPoint.MultiplyByQuantizedMultiplier(sum, multiplier, shift) + zeroPoint;
                if (result < activationMin)
                {
                    result = activationMin;
                }
                else if (result > activationMax)
                {
                    result = activationMax;
                }

                arena[output] = (sbyte)result;
                i++;
            }
        }
    }
}
