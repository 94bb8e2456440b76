using System.Globalization;
using System.Text.Json;

namespace TinyInfer.Compiler.Boards;

/// <param name="Start">Hexadecimal.</param>
/// <param name="Use">"firmware", "settings", "app", "model" or "files".</param>
public sealed record Partition(string Name, string Start, int Bytes, string Use)
{
    public uint Address => uint.Parse(Start.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

/// <summary>A board as boards/NAME/board.json describes it: what nanoFramework's target leaves for models.</summary>
/// <param name="Target">nanoFramework's name of the firmware.</param>
/// <param name="ManagedHeapBytes">Null where nobody measured it and upstream's sources do not say it.</param>
/// <param name="NativeHeapBytes">RAM on the chip that arenas of the native back end may take.</param>
/// <param name="ExternalHeapBytes">RAM beside the chip that they may take.</param>
/// <param name="Kernels">Back ends of the file's estimates that the native kernels of this board may need as much memory as.</param>
public sealed record Board(
    string Name, string Title, string Target, string Preset, string Series, int FlashBytes, IReadOnlyList<Partition> Partitions,
    int? ManagedHeapBytes, int NativeHeapBytes, int ExternalHeapBytes, IReadOnlyList<string> Kernels, string Simd, string Note)
{
    private static readonly Lazy<IReadOnlyList<Board>> _all = new(ReadAll);

    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<Board> All => _all.Value;

    /// <summary>Whether models have a partition of a name; elsewhere they have an address.</summary>
    public bool HasNamedPartitions => Series.StartsWith("ESP32", StringComparison.Ordinal);

    public Partition App => Partitions.First(partition => partition.Use == "app");

    public Partition Model => Partitions.First(partition => partition.Use == "model");

    /// <summary>Null where there is none of this name, in whatever case.</summary>
    public static Board? Find(string name) => All.FirstOrDefault(board => board.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The board whose name takes the fewest changes of a letter to become another.</summary>
    public static Board Nearest(string name) => All.MinBy(board => Changes(board.Name.ToUpperInvariant(), name.ToUpperInvariant()))!;

    private static List<Board> ReadAll()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        var assembly = typeof(Board).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.EndsWith("board.json", StringComparison.Ordinal)).Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<Board>(stream, options)!;
            }).OrderBy(board => board.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Changes(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
