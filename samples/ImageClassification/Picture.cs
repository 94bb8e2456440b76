namespace ImageClassification
{
    /// <summary>Stands for a camera: pictures of 32 x 32 pixels, three bytes each, as the network wants them (0 ... 255 less 128).</summary>
    internal static class Picture
    {
        public const int Count = 3;

        private const int Size = 32;
        private const int Channels = 3;

        /// <summary>0: sky over grass. 1: a dark disc on white. 2: stripes.</summary>
        public static void Draw(int index, sbyte[] pixels)
        {
            for (int y = 0; y < Size; y++)
            {
                for (int x = 0; x < Size; x++)
                {
                    int at = (y * Size + x) * Channels;
                    pixels[at] = (sbyte)(Red(index, x, y) - 128);
                    pixels[at + 1] = (sbyte)(Green(index, x, y) - 128);
                    pixels[at + 2] = (sbyte)(Blue(index, x, y) - 128);
                }
            }
        }

        private static int Red(int index, int x, int y)
        {
            return index == 0 ? (y < 20 ? 130 : 60) : Grey(index, x, y);
        }

        private static int Green(int index, int x, int y)
        {
            return index == 0 ? (y < 20 ? 180 : 140) : Grey(index, x, y);
        }

        private static int Blue(int index, int x, int y)
        {
            return index == 0 ? (y < 20 ? 240 : 50) : Grey(index, x, y);
        }

        private static int Grey(int index, int x, int y)
        {
            int fromMiddle = (x - 16) * (x - 16) + (y - 16) * (y - 16);
            return index == 1 ? (fromMiddle < 100 ? 40 : 250) : (x / 4 % 2 == 0 ? 220 : 30);
        }
    }
}
