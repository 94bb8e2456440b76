using System.Globalization;
using System.Text.RegularExpressions;

namespace TinyInfer.Bench;

/// <summary>
/// The linker's map: which bytes of which object went into a program. The library and its back end's objects are one
/// archive; the runner, the compiler's own library and what was dropped do not count.
/// </summary>
public static partial class LinkerMap
{
    private const string Archive = "libtinyinfer.a(";
    private const string PlacedFrom = "Linker script and memory map";

    /// <summary>Bytes of code, constants and initialised data.</summary>
    public static long CodeBytes(NativeBuild build) => CodeBytes(File.ReadAllText(Path.Combine(build.Folder, "runner.map")));

    public static long CodeBytes(string map)
    {
        var placed = map[map.IndexOf(PlacedFrom, StringComparison.Ordinal)..];
        return InputSection().Matches(placed)
            .Where(section => section.Groups["file"].Value.Contains(Archive, StringComparison.Ordinal))
            .Sum(section => long.Parse(section.Groups["size"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    /// <summary>A long name stands on a line of its own.</summary>
    [GeneratedRegex(@"^ \.(text|rodata|srodata|data|sdata)[\w.$]*\s+0x[0-9a-f]+\s+0x(?<size>[0-9a-f]+) (?<file>\S.*)$", RegexOptions.Multiline)]
    private static partial Regex InputSection();
}
