namespace TinyInfer
{
    /// <summary>
    /// Matrix times vector with the weights of three neighbouring output channels packed in a long: see
    /// <see cref="PackedFields"/>. 2.67 bytes of RAM a weight, so only for who asks for it.
    /// </summary>
    internal static class PackedDense
    {
        private const int Taps = 16;

        /// <summary>Longs of packed weights: [triples][depth, rounded up to sixteen], the additional ones in front.</summary>
        public static int Count(int channels, int depth)
        {
            return (channels + PackedFields.Count - 1) / PackedFields.Count * RoundedUp(depth);
        }

        public static void Pack(byte[] model, int weights, int channels, int depth, long[] packed, int packedStart)
        {
            int front = RoundedUp(depth) - depth;
            for (int channel = 0; channel < channels; channel += PackedFields.Count)
            {
                packedStart += front;
                for (int tap = 0; tap < depth; tap++)
                {
                    long fields = (sbyte)model[weights + tap];
                    if (channel + 1 < channels)
                    {
                        fields += (long)(sbyte)model[weights + depth + tap] << 21;
                    }

                    if (channel + 2 < channels)
                    {
                        fields += (long)(sbyte)model[weights + 2 * depth + tap] << 42;
                    }

                    packed[packedStart] = fields;
                    packedStart++;
                }

                weights += PackedFields.Count * depth;
            }
        }

        /// <summary>sums[o] += sum over i of input[i] * weights[o, i], for channels rounded up to three.</summary>
        public static void Sum(
            long[] packed, int packedStart, int channel, int channels, sbyte[] arena, int input, int depth, int tapsBetweenFlushes,
            long[] accumulators, int[] sums)
        {
            int rounded = RoundedUp(depth);
            int triples = (channels + PackedFields.Count - 1) / PackedFields.Count;
            for (int i = 0; i < triples; i++)
            {
                accumulators[i] = PackedFields.Start;
            }

            int weight = packedStart + channel / PackedFields.Count * rounded;
            int untilFlush = tapsBetweenFlushes;
            for (int tap = depth - rounded; tap < depth; tap += Taps)
            {
                if (untilFlush < Taps)
                {
                    Flush(accumulators, triples, sums);
                    untilFlush = tapsBetweenFlushes;
                }

                AddSixteen(packed, weight, rounded, arena, input + tap, -tap, accumulators, triples);
                weight += Taps;
                untilFlush -= Taps;
            }

            Flush(accumulators, triples, sums);
        }

        /// <param name="before">So many of the sixteen lie before the first one; they are taken as 0.</param>
        private static void AddSixteen(
            long[] packed, int weight, int stride, sbyte[] arena, int input, int before, long[] accumulators, int triples)
        {
            long x0 = before > 0 ? 0 : arena[input];
            long x1 = before > 1 ? 0 : arena[input + 1];
            long x2 = before > 2 ? 0 : arena[input + 2];
            long x3 = before > 3 ? 0 : arena[input + 3];
            long x4 = before > 4 ? 0 : arena[input + 4];
            long x5 = before > 5 ? 0 : arena[input + 5];
            long x6 = before > 6 ? 0 : arena[input + 6];
            long x7 = before > 7 ? 0 : arena[input + 7];
            long x8 = before > 8 ? 0 : arena[input + 8];
            long x9 = before > 9 ? 0 : arena[input + 9];
            long x10 = before > 10 ? 0 : arena[input + 10];
            long x11 = before > 11 ? 0 : arena[input + 11];
            long x12 = before > 12 ? 0 : arena[input + 12];
            long x13 = before > 13 ? 0 : arena[input + 13];
            long x14 = before > 14 ? 0 : arena[input + 14];
            long x15 = arena[input + 15];
            for (int i = 0; i < triples; i++)
            {
                accumulators[i] +=
                    x0 * packed[weight] + x1 * packed[weight + 1] + x2 * packed[weight + 2] + x3 * packed[weight + 3]
                    + x4 * packed[weight + 4] + x5 * packed[weight + 5] + x6 * packed[weight + 6] + x7 * packed[weight + 7]
                    + x8 * packed[weight + 8] + x9 * packed[weight + 9] + x10 * packed[weight + 10] + x11 * packed[weight + 11]
                    + x12 * packed[weight + 12] + x13 * packed[weight + 13] + x14 * packed[weight + 14] + x15 * packed[weight + 15];
                weight += stride;
            }
        }

        private static void Flush(long[] accumulators, int triples, int[] sums)
        {
            int sum = 0;
            for (int i = 0; i < triples; i++)
            {
                long fields = accumulators[i];
                accumulators[i] = PackedFields.Start;
                sums[sum] += ((int)fields & PackedFields.Mask) - PackedFields.Offset;
                sums[sum + 1] += ((int)(fields >> 21) & PackedFields.Mask) - PackedFields.Offset;
                sums[sum + 2] += (int)(fields >> 42) - PackedFields.Offset;
                sum += PackedFields.Count;
            }
        }

        private static int RoundedUp(int depth)
        {
            return (depth + Taps - 1) / Taps * Taps;
        }
    }
}
