namespace TinyInfer
{
    /// <summary>Matrix times vector, the weights as the file stores them. A weight is read once, so there is nothing to share but the inputs.</summary>
    internal static class Dense
    {
        private const int Taps = 16;

        /// <summary>From so many taps on, a step of sixteen with zeros is faster than one tap after another.</summary>
        private const int WorthAStep = 7;

        /// <summary>sums[o] += sum over i of input[i] * weights[o, i].</summary>
        public static void Sum(byte[] model, int weights, sbyte[] arena, int input, int depth, int[] sums, int channels)
        {
            int rest = depth % Taps;
            int tap = rest;
            if (rest >= WorthAStep)
            {
                tap = rest - Taps;
            }
            else if (rest > 0)
            {
                AddFew(model, weights, depth, arena, input, rest, sums, channels);
            }

            for (; tap < depth; tap += Taps)
            {
                AddSixteen(model, weights + tap, depth, arena, input + tap, -tap, sums, channels);
            }
        }

        private static void AddFew(byte[] model, int weights, int depth, sbyte[] arena, int input, int taps, int[] sums, int channels)
        {
            for (int i = 0; i < channels; i++)
            {
                int sum = sums[i];
                for (int tap = 0; tap < taps; tap++)
                {
                    sum += arena[input + tap] * (sbyte)model[weights + tap];
                }

                sums[i] = sum;
                weights += depth;
            }
        }

        /// <param name="before">So many of the sixteen lie before the first one: they are taken as 0, and so is what their weights are.</param>
        private static void AddSixteen(byte[] model, int weight, int depth, sbyte[] arena, int input, int before, int[] sums, int channels)
        {
            int x0 = before > 0 ? 0 : arena[input];
            int x1 = before > 1 ? 0 : arena[input + 1];
            int x2 = before > 2 ? 0 : arena[input + 2];
            int x3 = before > 3 ? 0 : arena[input + 3];
            int x4 = before > 4 ? 0 : arena[input + 4];
            int x5 = before > 5 ? 0 : arena[input + 5];
            int x6 = before > 6 ? 0 : arena[input + 6];
            int x7 = before > 7 ? 0 : arena[input + 7];
            int x8 = before > 8 ? 0 : arena[input + 8];
            int x9 = arena[input + 9];
            int x10 = arena[input + 10];
            int x11 = arena[input + 11];
            int x12 = arena[input + 12];
            int x13 = arena[input + 13];
            int x14 = arena[input + 14];
            int x15 = arena[input + 15];
            for (int i = 0; i < channels; i++)
            {
                sums[i] = sums[i]
                    + x0 * (sbyte)model[weight] + x1 * (sbyte)model[weight + 1]
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
