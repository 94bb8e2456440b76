/// <summary>Settings as text, a line KEY=VALUE each.</summary>
internal class TextSettings
{
    private readonly string _text;

    public TextSettings(byte[] bytes, int start, int count)
    {
        char[] characters = new char[count];
        for (int i = 0; i < count; i++)
        {
            characters[i] = (char)bytes[start + i];
        }

        _text = "\n" + new string(characters);
    }

    /// <summary>The value of a key; null if there is none.</summary>
    public string Find(string key)
    {
        int at = _text.IndexOf("\n" + key + "=");
        if (at < 0)
        {
            return null;
        }

        int start = at + key.Length + 2;
        return _text.Substring(start, _text.IndexOf('\n', start) - start);
    }
}
