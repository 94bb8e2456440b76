namespace TinyInfer.Sensors.Tests
{
    /// <summary>A file in memory, in portions that are never as long as what is asked for.</summary>
    internal class TextInput : IByteInput
    {
        private readonly byte[] _bytes;
        private int _at;

        public TextInput(byte[] bytes)
        {
            _bytes = bytes;
        }

        public TextInput(string text)
        {
            _bytes = new byte[text.Length];
            for (int i = 0; i < text.Length; i++)
            {
                _bytes[i] = (byte)text[i];
            }
        }

        public int Read(byte[] buffer, int start, int count)
        {
            int portion = 1 + _at % 7;
            portion = portion < count ? portion : count;
            portion = portion < _bytes.Length - _at ? portion : _bytes.Length - _at;
            for (int i = 0; i < portion; i++)
            {
                buffer[start + i] = _bytes[_at + i];
            }

            _at += portion;
            return portion;
        }
    }
}
