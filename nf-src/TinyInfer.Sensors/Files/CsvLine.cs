namespace TinyInfer.Sensors
{
    /// <summary>The lines of a text file, one at a time, and their columns. Empty lines are passed over.</summary>
    internal class CsvLine
    {
        private const int BufferBytes = 256;

        private readonly IByteInput _input;
        private readonly byte[] _buffer = new byte[BufferBytes];
        private readonly byte[] _line;
        private int _at;
        private int _count;
        private int _length;

        public CsvLine(IByteInput input, int mostBytes)
        {
            _input = input;
            _line = new byte[mostBytes];
        }

        /// <summary>Of the line, from 1 on.</summary>
        public int Number { get; private set; }

        public int ColumnCount { get; private set; }

        /// <summary>False at the end.</summary>
        public bool MoveNext()
        {
            do
            {
                _length = 0;
                ColumnCount = 1;
                Number++;
                int c = Next();
                if (c < 0)
                {
                    return false;
                }

                for (; c >= 0 && c != '\n'; c = Next())
                {
                    ColumnCount += c == ',' ? 1 : 0;

                    // What does not fit is no number: a column ends in the middle.
                    if (c != '\r' && c != ' ' && c != '\t' && _length < _line.Length)
                    {
                        _line[_length] = (byte)c;
                        _length++;
                    }
                }
            }
            while (_length == 0);
            return true;
        }

        /// <summary>Whether a column starts like a number.</summary>
        public bool IsNumber(int column)
        {
            int start = Start(column);
            return start < _length && ((_line[start] >= '0' && _line[start] <= '9') || _line[start] == '-' || _line[start] == '.');
        }

        public bool Is(int column, string name)
        {
            int start = Start(column);
            for (int i = 0; i < name.Length; i++)
            {
                if (start + i >= _length || _line[start + i] != name[i])
                {
                    return false;
                }
            }

            return start + name.Length == _length || _line[start + name.Length] == ',';
        }

        /// <summary>A column as a whole number.</summary>
        public bool Integer(int column, int mostDigits, out long value)
        {
            int at = Start(column);
            return Digits(ref at, mostDigits, out value) && IsEnd(at);
        }

        /// <summary>A column of milliseconds, with up to three decimals, as microseconds.</summary>
        public bool Milliseconds(int column, int mostDigits, out long microseconds)
        {
            int at = Start(column);
            if (!Digits(ref at, mostDigits, out microseconds))
            {
                return false;
            }

            microseconds *= 1000;
            if (at < _length && _line[at] == '.')
            {
                int first = at + 1;
                for (int unit = 100; at + 1 < _length && _line[at + 1] >= '0' && _line[at + 1] <= '9'; unit /= 10)
                {
                    at++;
                    microseconds += unit * (_line[at] - '0');
                }

                at++;
                if (at == first)
                {
                    return false;
                }
            }

            return IsEnd(at);
        }

        private bool Digits(ref int at, int mostDigits, out long value)
        {
            bool isNegative = at < _length && _line[at] == '-';
            at += isNegative ? 1 : 0;
            int first = at;
            value = 0;
            for (; at < _length && _line[at] >= '0' && _line[at] <= '9' && at - first < mostDigits; at++)
            {
                value = value * 10 + (_line[at] - '0');
            }

            value = isNegative ? -value : value;
            return at > first;
        }

        private bool IsEnd(int at)
        {
            return at == _length || _line[at] == ',';
        }

        private int Start(int column)
        {
            int start = 0;
            for (; column > 0 && start < _length; start++)
            {
                column -= _line[start] == ',' ? 1 : 0;
            }

            return start;
        }

        private int Next()
        {
            if (_at == _count)
            {
                _at = 0;
                _count = _input.Read(_buffer, 0, _buffer.Length);
                if (_count <= 0)
                {
                    _count = 0;
                    return -1;
                }
            }

            _at++;
            return _buffer[_at - 1];
        }
    }
}
