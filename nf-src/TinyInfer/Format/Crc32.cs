namespace TinyInfer
{
    /// <summary>CRC-32 as in zlib, PNG and Ethernet: polynomial 0x04C11DB7 reflected, starts and ends inverted.</summary>
    internal static class Crc32
    {
        // The remainders of the 16 values of four bits: small enough for a device, two look-ups a byte.
        private static readonly uint[] Remainders =
        {
            0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
            0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
        };

        public static uint Compute(byte[] bytes)
        {
            return Compute(bytes, 0, bytes.Length, 0);
        }

        /// <param name="crc">The checksum of the bytes before these, 0 if there are none.</param>
        public static uint Compute(byte[] bytes, int start, int count, uint crc)
        {
            uint[] remainders = Remainders;
            uint state = ~crc;
            int end = start + count;
            for (int i = start; i < end; i++)
            {
                state ^= bytes[i];
                state = remainders[(int)(state & 15)] ^ (state >> 4);
                state = remainders[(int)(state & 15)] ^ (state >> 4);
            }

            return ~state;
        }
    }
}
