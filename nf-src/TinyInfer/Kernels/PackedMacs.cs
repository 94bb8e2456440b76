namespace TinyInfer
{
    /// <summary>
    /// The inner loop of the convolutions: eight taps of twelve output positions, for one output channel after another.
    /// The inputs of twelve positions, packed three to a long, stay in locals; a weight is read once for all of them.
    /// </summary>
    internal static class PackedMacs
    {
        /// <summary>Taps a call.</summary>
        public const int Taps = 8;

        /// <summary>Longs of three positions each.</summary>
        public const int Groups = 4;

        /// <summary>Output positions a call.</summary>
        public const int Positions = Groups * PackedFields.Count;

        /// <summary>Longs of packed inputs a call.</summary>
        public const int Columns = Taps * Groups;

        /// <summary>accumulators[c][g] += sum over t of columns[g][t] * weights[c][t].</summary>
        /// <param name="weights">The array that the weights are in.</param>
        /// <param name="weight">The place of the first channel's first tap; may lie before the weights where columns are 0.</param>
        /// <param name="columns">long [Groups][Taps].</param>
        /// <param name="accumulators">long [channels][Groups].</param>
        /// <param name="end">Groups * channels.</param>
        /// <param name="groups">How many of the groups matter.</param>
        public static void Add(
            byte[] weights, int weight, int channelStride, int tapStride, long[] columns, long[] accumulators, int end, int groups)
        {
            int at1 = tapStride;
            int at2 = at1 + tapStride;
            int at3 = at2 + tapStride;
            int at4 = at3 + tapStride;
            int at5 = at4 + tapStride;
            int at6 = at5 + tapStride;
            int at7 = at6 + tapStride;
            long a0 = columns[0], a1 = columns[1], a2 = columns[2], a3 = columns[3];
            long a4 = columns[4], a5 = columns[5], a6 = columns[6], a7 = columns[7];
            long b0 = columns[8], b1 = columns[9], b2 = columns[10], b3 = columns[11];
            long b4 = columns[12], b5 = columns[13], b6 = columns[14], b7 = columns[15];
            long c0 = columns[16], c1 = columns[17], c2 = columns[18], c3 = columns[19];
            long c4 = columns[20], c5 = columns[21], c6 = columns[22], c7 = columns[23];
            long d0 = columns[24], d1 = columns[25], d2 = columns[26], d3 = columns[27];
            long d4 = columns[28], d5 = columns[29], d6 = columns[30], d7 = columns[31];
            for (int i = 0; i < end; i += Groups)
            {
                long w0 = (sbyte)weights[weight];
                long w1 = (sbyte)weights[weight + at1];
                long w2 = (sbyte)weights[weight + at2];
                long w3 = (sbyte)weights[weight + at3];
                long w4 = (sbyte)weights[weight + at4];
                long w5 = (sbyte)weights[weight + at5];
                long w6 = (sbyte)weights[weight + at6];
                long w7 = (sbyte)weights[weight + at7];
                accumulators[i] +=
                    a0 * w0 + a1 * w1 + a2 * w2 + a3 * w3 + a4 * w4 + a5 * w5 + a6 * w6 + a7 * w7;
                if (groups > 1)
                {
                    accumulators[i + 1] +=
                        b0 * w0 + b1 * w1 + b2 * w2 + b3 * w3 + b4 * w4 + b5 * w5 + b6 * w6 + b7 * w7;
                }

                if (groups > 2)
                {
                    accumulators[i + 2] +=
                        c0 * w0 + c1 * w1 + c2 * w2 + c3 * w3 + c4 * w4 + c5 * w5 + c6 * w6 + c7 * w7;
                }

                if (groups > 3)
                {
                    accumulators[i + 3] +=
                        d0 * w0 + d1 * w1 + d2 * w2 + d3 * w3 + d4 * w4 + d5 * w5 + d6 * w6 + d7 * w7;
                }

                weight += channelStride;
            }
        }
    }
}
