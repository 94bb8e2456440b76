namespace TinyInfer.Pipeline.Tests
{
    /// <summary>Signals that everybody can make again, and checksums of what became of them.</summary>
    internal static class Signals
    {
        /// <summary>The high halves of x = 1664525 x + 1013904223.</summary>
        public static short[] Noise(int seed, int count)
        {
            short[] values = new short[count];
            uint x = (uint)seed;
            for (int i = 0; i < count; i++)
            {
                x = x * 1664525 + 1013904223;
                values[i] = (short)(x >> 16);
            }

            return values;
        }

        /// <summary>
        /// A quarter each: soft noise, noise with a tone of 40 samples a period, noise that is clipped to the ends of the
        /// range, and silence. The noise is that of seed 1.
        /// </summary>
        public static short[] Sounds(int count)
        {
            short[] values = Noise(1, count);
            for (int i = 0; i < count; i++)
            {
                int noise = values[i];
                int quarter = i * 4 / count;
                values[i] = (short)(quarter == 0 ? noise >> 6
                    : quarter == 1 ? (noise >> 4) + (i / 20 % 2 == 0 ? -9000 : 9000)
                    : quarter == 2 ? (noise > 0 ? short.MaxValue : short.MinValue)
                    : 0);
            }

            return values;
        }

        /// <summary>CRC-32 of the values as little-endian 16-bit numbers, after those of an earlier checksum.</summary>
        public static uint Checksum(int value, byte[] room, uint earlier)
        {
            room[0] = (byte)value;
            room[1] = (byte)(value >> 8);
            return Crc32.Compute(room, 0, 2, earlier);
        }

        public static uint Checksum(sbyte[] values, uint earlier)
        {
            byte[] bytes = new byte[values.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)values[i];
            }

            return Crc32.Compute(bytes, 0, bytes.Length, earlier);
        }
    }
}
