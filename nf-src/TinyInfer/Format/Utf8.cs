namespace TinyInfer
{
    /// <summary>UTF-8 to text; the device's mscorlib has no encodings.</summary>
    internal static class Utf8
    {
        private const char Replacement = '\uFFFD';

        /// <summary>Every malformed sequence becomes U+FFFD.</summary>
        public static string Decode(byte[] bytes, int start, int count)
        {
            // Never more characters than bytes: four bytes make a surrogate pair.
            char[] text = new char[count];
            int length = 0;
            int at = start;
            int end = start + count;
            while (at < end)
            {
                int lead = bytes[at++];
                if (lead < 0x80)
                {
                    text[length++] = (char)lead;
                    continue;
                }

                int following = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
                int smallest = following == 3 ? 0x10000 : following == 2 ? 0x800 : 0x80;
                int value = lead & (0x3F >> following);
                bool wellFormed = lead >= 0xC0 && lead < 0xF8;
                for (int i = 0; wellFormed && i < following; i++)
                {
                    wellFormed = at < end && (bytes[at] & 0xC0) == 0x80;
                    if (wellFormed)
                    {
                        value = (value << 6) | (bytes[at++] & 0x3F);
                    }
                }

                bool isSurrogate = value >= 0xD800 && value < 0xE000;
                if (!wellFormed || value < smallest || value > 0x10FFFF || isSurrogate)
                {
                    text[length++] = Replacement;
                }
                else if (value < 0x10000)
                {
                    text[length++] = (char)value;
                }
                else
                {
                    text[length++] = (char)(0xD800 + ((value - 0x10000) >> 10));
                    text[length++] = (char)(0xDC00 + ((value - 0x10000) & 0x3FF));
                }
            }

            return new string(text, 0, length);
        }

        /// <summary>Whether bytes are the text; ASCII only.</summary>
        public static bool IsAscii(byte[] bytes, int start, int count, string text)
        {
            if (count != text.Length)
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                if (bytes[start + i] != text[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
