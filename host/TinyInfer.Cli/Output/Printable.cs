using System.Globalization;
using System.Numerics;

namespace TinyInfer.Cli.Output;

/// <summary>Numbers, shapes and names as the tool prints them.</summary>
internal static class Printable
{
    public static string Number<T>(T value)
        where T : IBinaryInteger<T> => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Bytes<T>(T value)
        where T : IBinaryInteger<T> => T.One == value ? "1 byte" : $"{Number(value)} bytes";

    /// <summary>"1 sample", "20 samples".</summary>
    public static string Count<T>(T value, string noun)
        where T : IBinaryInteger<T> => T.One == value ? $"1 {noun}" : $"{Number(value)} {noun}s";

    public static string Percent(double part, double whole) =>
        whole == 0 ? "–" : (part / whole).ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "");

    public static string Shape(IEnumerable<int> dimensions) => dimensions.Any() ? string.Join('×', dimensions) : "scalar";

    public static string Real(float value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>Names come from files: control characters in them must not reach the terminal.</summary>
    public static string Text(string text) => text.Any(IsHarmful) ? string.Concat(text.Select(c => IsHarmful(c) ? '?' : c)) : text;

    private static bool IsHarmful(char c) => char.IsControl(c) && c is not ('\n' or '\r');
}
