namespace TinyInfer
{
    /// <summary>
    /// Three int8 dot products in one long. An interpreting CLR pays for an instruction, not for what it does, and one
    /// 64-bit multiply-add of <c>a + b * 2^21 + c * 2^42</c> by a weight w adds a·w, b·w and c·w to three fields of 21 bits.
    /// docs/managed-kernels.md tells the whole story.
    /// </summary>
    /// <remarks>
    /// What a field holds is exact while it stays in [0, 2^21): nothing is borrowed from the next field, and the mask
    /// takes it out. Fields start at <see cref="Offset"/>, in the middle, so a sum s of products fits if
    /// <c>-Offset &lt;= s &lt;= Mask - Offset</c>. With weights whose positive ones add up to p and whose negative ones to -n,
    /// and inputs in [-128, 127], s is in [-(128 p + 127 n), 127 p + 128 n]: that is what <see cref="Fit"/> compares.
    /// </remarks>
    internal static class PackedFields
    {
        /// <summary>Dot products in a long.</summary>
        public const int Count = 3;

        /// <summary>From one field to the next.</summary>
        public const int Bits = 21;

        /// <summary>A field, after shifting it down.</summary>
        public const int Mask = (1 << Bits) - 1;

        /// <summary>What each field starts at. One less than the middle: so 64 products of -128 by -128 fit, too.</summary>
        public const int Offset = (1 << (Bits - 1)) - 1;

        /// <summary>Three fields before the first product.</summary>
        public const long Start = Offset + ((long)Offset << Bits) + ((long)Offset << (2 * Bits));

        /// <summary>Sums of so many products fit, whatever they are.</summary>
        public const int TapsThatFit = 64;

        /// <summary>Whether every sum of products with these weights fits.</summary>
        /// <param name="positive">The sum of the positive weights.</param>
        /// <param name="negative">The sum of the negative weights, as a positive number.</param>
        public static bool Fit(int positive, int negative)
        {
            return 128L * positive + 127L * negative <= Offset && 127L * positive + 128L * negative <= Mask - Offset;
        }

        /// <summary>
        /// How many products may be added before the fields must be emptied: all taps where the weights of every channel
        /// fit, else <see cref="TapsThatFit"/>. Reads the weights once; for <c>Prepare</c>.
        /// </summary>
        public static int TapsBetweenFlushes(byte[] model, int weights, int channels, int channelStride, int taps, int tapStride)
        {
            for (int channel = 0; channel < channels && taps > TapsThatFit; channel++)
            {
                int positive = 0;
                int negative = 0;
                int weight = weights;
                for (int tap = 0; tap < taps; tap++)
                {
                    int value = (sbyte)model[weight];
                    if (value > 0)
                    {
                        positive += value;
                    }
                    else
                    {
                        negative -= value;
                    }

                    weight += tapStride;
                }

                if (!Fit(positive, negative))
                {
                    return TapsThatFit;
                }

                weights += channelStride;
            }

            return taps;
        }
    }
}
