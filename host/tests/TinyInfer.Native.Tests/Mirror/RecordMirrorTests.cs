using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Testing;

namespace TinyInfer.Native.Tests.Mirror;

/// <summary>The records in C are those in C#: every field's name, place and width, and every opcode.</summary>
[TestClass]
public partial class RecordMirrorTests
{
    private const string LayoutPrefix = "TI_LAYOUT_";
    private const string LoopStruct = "ti_strided_copy_loop";

    /// <summary>Constants of the C# classes that are no fields.</summary>
    private static readonly string[] _notFields = ["Size", "HeaderSize", "None", "FirstLoop", "Loops", "LeftShift", "TableBytes"];

    private static readonly CHeader _records = CHeader.Read("include/tinyinfer/records.h");

    private static IEnumerable<Type> RecordClasses => typeof(OpRecord).Assembly.GetTypes().Where(type => RecordName().IsMatch(type.Name));

    [TestMethod]
    public void Structs_ofRecords_areTheClassesOfTheRuntime()
    {
        var inC = _records.Structs.Keys.Where(name => name != LoopStruct).Select(ClassName).Order(StringComparer.Ordinal);

        Assert.AreEqual(string.Join('\n', RecordClasses.Select(type => type.Name).Order(StringComparer.Ordinal)), string.Join('\n', inC));
    }

    [TestMethod]
    public void Structs_ofRecords_haveEveryFieldWhereTheRuntimeHasIt()
    {
        foreach (var type in RecordClasses.Where(type => type != typeof(OpRecord)))
        {
            var mirror = StructOf(type);
            var constants = Constants(type);
            var header = Constants(typeof(OpRecord)).Where(field => !_notFields.Contains(field.Key) || field.Key == nameof(OpRecord.Size));
            var whole = type == typeof(ConvPartRecord) ? Fields(typeof(ConvRecord)) : [];

            AssertSame(type.Name, header.Concat(whole).Concat(Fields(type)), FieldsOf(mirror).Where(field => field.Key != "Loops"));
            Assert.AreEqual(constants["Size"], mirror.Size, $"{type.Name}.Size");
        }
    }

    [TestMethod]
    public void OpRecord_inC_isWhatEveryRecordStartsWith()
    {
        var mirror = _records.Structs["ti_op_record"];

        AssertSame(nameof(OpRecord), Fields(typeof(OpRecord)).Append(new("Size", OpRecord.Size)), FieldsOf(mirror));
        Assert.AreEqual(OpRecord.HeaderSize, mirror.Size);
        Assert.AreEqual(OpRecord.None, _records.Values["TI_NONE"]);
    }

    [TestMethod]
    public void StridedCopyLoops_inC_areTheRuntimes()
    {
        var loop = _records.Structs[LoopStruct];
        var loops = _records.Structs["ti_strided_copy_record"].Fields.Single(field => field.Name == "Loops");

        Assert.AreEqual(StridedCopyRecord.FirstLoop, loops.Offset);
        Assert.AreEqual(StridedCopyRecord.Loops, loops.Count);
        Assert.AreEqual(StridedCopyRecord.LoopSize, loop.Size);
        AssertSame(
            LoopStruct,
            Constants(typeof(StridedCopyRecord)).Where(field => IsLoopField(field.Key) && field.Key != nameof(StridedCopyRecord.LoopSize)),
            FieldsOf(loop).Select(field => new KeyValuePair<string, int>("Loop" + field.Key, field.Value)));
    }

    /// <summary>Where a field lies says how wide it is; the document says whether it has a sign.</summary>
    [TestMethod]
    public void Structs_ofRecords_haveTheDocumentsTypes()
    {
        var checkedFields = 0;
        var record = "";
        foreach (var line in File.ReadLines(Path.Combine(SharedFiles.Repository, "docs", "format.md")))
        {
            record = Heading().Match(line) is { Success: true } heading ? heading.Groups["name"].Value : record;
            var row = FieldRow().Match(line);
            var mirror = _records.Structs.Values.FirstOrDefault(mirror => ClassName(mirror.Name) == record);
            var field = mirror?.Fields.FirstOrDefault(field => row.Success && field.Name == row.Groups["name"].Value);
            if (field is not null)
            {
                var sign = row.Groups["sign"].Value == "u" ? "uint" : "int";
                Assert.AreEqual($"{sign}{row.Groups["bits"].Value}_t", field.Type, $"{record}.{field.Name}");
                checkedFields++;
            }
        }

        Assert.IsGreaterThan(100, checkedFields);
    }

    [TestMethod]
    public void OpCodes_inC_areTheRuntimes()
    {
        var inC = _records.Values.Where(value => value.Key != "TI_NONE" && !value.Key.StartsWith(LayoutPrefix, StringComparison.Ordinal)).OrderBy(value => value.Value).Select(value => $"{value.Value} {Flat(value.Key["TI_".Length..])}");
        var inRuntime = Enum.GetValues<OpCode>().Select(code => $"{(int)code} {Flat(code.ToString())}");

        Assert.AreEqual(string.Join('\n', inRuntime), string.Join('\n', inC));
    }

    [TestMethod]
    public void WeightLayouts_inC_areTheRuntimes()
    {
        var inC = _records.Values.Where(value => value.Key.StartsWith(LayoutPrefix, StringComparison.Ordinal)).Select(value => $"{value.Value} {Flat(value.Key[LayoutPrefix.Length..])}");
        var inRuntime = Constants(typeof(WeightedFields)).Where(value => value.Key.EndsWith("Layout", StringComparison.Ordinal)).Select(value => $"{value.Value} {Flat(value.Key[..^"Layout".Length])}");

        Assert.AreEqual(string.Join('\n', inRuntime.Order()), string.Join('\n', inC.Order()));
    }

    /// <summary>The test's own reading of C: alignment, arrays, embedded structs, pointers, comments.</summary>
    [TestMethod]
    public void Header_ofEveryKindOfMember_isLaidOutAsACompilerDoes()
    {
        const string Text =
            """
            #define TI_LIMIT 7u      /* a comment */
            typedef struct ti_inner { uint8_t first; int32_t second; } ti_inner;
            typedef struct ti_outer {
                ti_inner inner;      /* takes a comment; and a semicolon in it */
                int8_t tail[3];
                const uint8_t *place;
                uint16_t last_one;
            } ti_outer;
            """;

        var mirror = CHeader.Parse(Text, pointerBytes: 8).Structs["ti_outer"];

        Assert.AreEqual("First@0 Second@4 Tail@8 Place@16 LastOne@24", string.Join(' ', mirror.Fields.Select(field => $"{field.Name}@{field.Offset}")));
        Assert.AreEqual(32, mirror.Size);
    }

    private static string ClassName(string structName) => CHeader.Pascal(structName["ti_".Length..]);

    private static CStruct StructOf(Type type) => _records.Structs.Values.Single(mirror => ClassName(mirror.Name) == type.Name);

    private static string Flat(string name) => name.Replace("_", "").ToUpperInvariant();

    private static bool IsLoopField(string name) => name.StartsWith("Loop", StringComparison.Ordinal) && name != "Loops";

    private static IEnumerable<KeyValuePair<string, int>> Fields(Type type) =>
        Constants(type).Where(field => !_notFields.Contains(field.Key) && !(type == typeof(StridedCopyRecord) && IsLoopField(field.Key)));

    private static IEnumerable<KeyValuePair<string, int>> FieldsOf(CStruct mirror) =>
        mirror.Fields.Select(field => new KeyValuePair<string, int>(field.Name, field.Offset));

    private static Dictionary<string, int> Constants(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.IsLiteral)
            .ToDictionary(field => field.Name, field => Convert.ToInt32(field.GetRawConstantValue(), CultureInfo.InvariantCulture));

    private static void AssertSame(string what, IEnumerable<KeyValuePair<string, int>> runtime, IEnumerable<KeyValuePair<string, int>> mirror) =>
        Assert.AreEqual(Lines(runtime), Lines(mirror), what);

    private static string Lines(IEnumerable<KeyValuePair<string, int>> fields) =>
        string.Join('\n', fields.OrderBy(field => field.Value).Select(field => $"{field.Value} {field.Key}"));

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]*Record$")]
    private static partial Regex RecordName();

    [GeneratedRegex(@"^### `(?<name>\w+)`")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| \d+ \| (?<sign>[ui])(?<bits>\d+) \| `(?<name>\w+)` \|")]
    private static partial Regex FieldRow();
}
