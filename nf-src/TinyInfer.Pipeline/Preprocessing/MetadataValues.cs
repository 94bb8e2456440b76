namespace TinyInfer.Pipeline
{
    /// <summary>Gives the value of a metadata key, null if there is none; <see cref="Model.GetMetadata"/> is one.</summary>
    public delegate string MetadataLookup(string key);

    /// <summary>
    /// Values as numbers. Decimal fractions are read as whole millionths, so that they are the same numbers on every
    /// machine; lists are separated by spaces.
    /// </summary>
    internal class MetadataValues
    {
        private const int FractionDigits = 6;
        private const int One = 1000000;
        private const long Most = 1000000000;

        private readonly MetadataLookup _lookup;

        public MetadataValues(MetadataLookup lookup)
        {
            _lookup = lookup;
        }

        public bool Has(string key)
        {
            return _lookup(key) != null;
        }

        /// <exception cref="PipelineException">MissingKey.</exception>
        public string Text(string key)
        {
            return _lookup(key) ?? throw new PipelineException(PipelineError.MissingKey, key, 0, 0);
        }

        /// <summary>A whole number, or what it is where there is none.</summary>
        /// <exception cref="PipelineException">BadValue.</exception>
        public int Integer(string key, int least, int most, int otherwise)
        {
            return Has(key) ? Integer(key, least, most) : otherwise;
        }

        /// <exception cref="PipelineException">MissingKey or BadValue.</exception>
        public int Integer(string key, int least, int most)
        {
            string text = Text(key);
            int at = 0;
            long value = Next(key, text, ref at);
            Require(at == text.Length && value % One == 0 && value / One >= least && value / One <= most, key);
            return (int)(value / One);
        }

        /// <exception cref="PipelineException">BadValue.</exception>
        public float Number(string key, float otherwise)
        {
            return Has(key) ? Number(key) : otherwise;
        }

        /// <exception cref="PipelineException">MissingKey or BadValue.</exception>
        public float Number(string key)
        {
            string text = Text(key);
            int at = 0;
            long value = Next(key, text, ref at);
            Require(at == text.Length, key);
            return Fraction(value);
        }

        /// <exception cref="PipelineException">MissingKey or BadValue.</exception>
        public int[] Integers(string key)
        {
            string text = Text(key);
            int[] values = new int[Count(text)];
            int at = 0;
            for (int i = 0; i < values.Length; i++)
            {
                long value = Next(key, text, ref at);
                Require(value % One == 0 && value / One >= int.MinValue && value / One <= int.MaxValue, key);
                values[i] = (int)(value / One);
            }

            return values;
        }

        /// <exception cref="PipelineException">MissingKey or BadValue.</exception>
        public float[] Numbers(string key)
        {
            string text = Text(key);
            float[] values = new float[Count(text)];
            int at = 0;
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = Fraction(Next(key, text, ref at));
            }

            return values;
        }

        /// <summary>The word at a place, and moves the place behind it and the spaces after it.</summary>
        public static string Word(string text, ref int at)
        {
            int start = at;
            while (at < text.Length && text[at] != ' ')
            {
                at++;
            }

            string word = text.Substring(start, at - start);
            SkipSpaces(text, ref at);
            return word;
        }

        /// <summary>The decimal number at a place, in millionths, and moves the place behind it and the spaces after it.</summary>
        /// <exception cref="PipelineException">BadValue.</exception>
        public static float Number(string key, string text, ref int at)
        {
            return Fraction(Next(key, text, ref at));
        }

        public static void Require(bool holds, string key)
        {
            if (!holds)
            {
                throw new PipelineException(PipelineError.BadValue, key, 0, 0);
            }
        }

        private static float Fraction(long millionths)
        {
            return (float)(millionths / (double)One);
        }

        private static int Count(string text)
        {
            int count = 0;
            for (int i = 0; i < text.Length; i++)
            {
                count += text[i] != ' ' && (i == 0 || text[i - 1] == ' ') ? 1 : 0;
            }

            return count;
        }

        private static long Next(string key, string text, ref int at)
        {
            bool isNegative = at < text.Length && text[at] == '-';
            at += isNegative ? 1 : 0;
            long value = 0;
            int digits = 0;
            int decimals = -1;
            for (; at < text.Length && text[at] != ' '; at++)
            {
                char c = text[at];
                if (c == '.' && decimals < 0)
                {
                    decimals = 0;
                }
                else
                {
                    Require(c >= '0' && c <= '9' && decimals < FractionDigits, key);
                    value = value * 10 + (c - '0');
                    decimals += decimals < 0 ? 0 : 1;
                    digits++;

                    // Nothing overflows: there are at most six more digits.
                    Require(value <= (decimals < 0 ? 4 * Most : 4 * Most * One), key);
                }
            }

            Require(digits > 0 && decimals != 0, key);
            for (int i = decimals < 0 ? 0 : decimals; i < FractionDigits; i++)
            {
                value *= 10;
            }

            SkipSpaces(text, ref at);
            return isNegative ? -value : value;
        }

        private static void SkipSpaces(string text, ref int at)
        {
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }
    }
}
