namespace TinyInfer
{
    /// <summary>Matrix times vector, the weights as the file stores them. A weight is read once, so there is nothing to share but the inputs.</summary>
    internal static class Dense
    {
        private const int Taps = 16;

        /// <summary>sums[o] += sum over i of input[i] * weights[o, i].</summary>
        public static void Sum(byte[] model, int weights, sbyte[] arena, int input, int depth, int[] sums, int channels)
        {
            int tap = 0;
            for (int last = depth - Taps; tap <= last; tap += Taps)
            {
                AddSixteen(model, weights + tap, depth, arena, input + tap, sums, channels);
            }

            for (; tap < depth; tap++)
            {
                AddOne(model, weights + tap, depth, arena[input + tap], sums, channels);
            }
        }

        private static void AddOne(byte[] model, int weight, int depth, int x, int[] sums, int channels)
        {
            for (int i = 0; i < channels; i++)
            {
                sums[i] += x * (sbyte)model[weight];
                weight += depth;
            }
        }

        private static void AddSixteen(byte[] model, int weight, int depth, sbyte[] arena, int input, int[] sums, int channels)
        {
            int x0 = arena[input];
            int x1 = arena[input + 1];
            int x2 = arena[input + 2];
            int x3 = arena[input + 3];
            int x4 = arena[input + 4];
            int x5 = arena[input + 5];
            int x6 = arena[input + 6];
            int x7 = arena[input + 7];
            int x8 = arena[input + 8];
            int x9 = arena[input + 9];
            int x10 = arena[input + 10];
            int x11 = arena[input + 11];
            int x12 = arena[input + 12];
            int x13 = arena[input + 13];
            int x14 = arena[input + 14];
            int x15 = arena[input + 15];
            for (int i = 0; i < channels; i++)
            {
                sums[i] +=
                    x0 * (sbyte)model[weight] + x1 * (sbyte)model[weight + 1]
                    + x2 * (sbyte)model[weight + 2] + x3 * (sbyte)model[weight + 3]
                    + x4 * (sbyte)model[weight + 4] + x5 * (sbyte)model[weight + 5]
                    + x6 * (sbyte)model[weight + 6] + x7 * (sbyte)model[weight + 7]
                    + x8 * (sbyte)model[weight + 8] + x9 * (sbyte)model[weight + 9]
                    + x10 * (sbyte)model[weight + 10] + x11 * (sbyte)model[weight + 11]
                    + x12 * (sbyte)model[weight + 12] + x13 * (sbyte)model[weight + 13]
                    + x14 * (sbyte)model[weight + 14] + x15 * (sbyte)model[weight + 15];
                weight += depth;
            }
        }
    }
}
