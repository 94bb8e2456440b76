using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using TinyInfer.Compiler.Tests.House;

namespace TinyInfer.Compiler.Tests.Docs;

/// <summary>docs/format.md says where each field lies; the code says it again. Both have to say the same.</summary>
[TestClass]
public partial class FormatTablesTests
{
    private static readonly Assembly Runtime = typeof(FileHeader).Assembly;

    private static readonly Lazy<FormatDocument> Document = new(() => FormatDocument.Parse(Checkout.Read("docs/format.md")));

    /// <summary>All classes of the runtime that consist of locations.</summary>
    private static IEnumerable<Type> LayoutClasses => Runtime.GetTypes().Where(type => LayoutName().IsMatch(type.Name));

    [TestMethod]
    public void Tables_allLayoutsOfTheCode_areThere()
    {
        var inCode = LayoutClasses.Select(type => type.Name).Order();

        Assert.AreEqual(string.Join(' ', inCode), string.Join(' ', Document.Value.Layouts.Keys.Order()));
    }

    [TestMethod]
    public void Tables_everyField_isWhereTheCodeHasIt()
    {
        var differences = new List<string>();
        foreach (var type in LayoutClasses)
        {
            var documented = Document.Value.Layouts[type.Name].ToDictionary(field => field.Name, field => field.Offset);
            var inCode = Constants(type).Where(constant => !Document.Value.NamedValues.ContainsKey($"{type.Name}.{constant.Key}")).ToDictionary();
            differences.AddRange(inCode.Keys.Union(documented.Keys)
                .Where(name => Show(inCode, name) != Show(documented, name))
                .Select(name => $"{type.Name}.{name}: code {Show(inCode, name)}, docs/format.md {Show(documented, name)}"));
        }

        Assert.IsEmpty(differences, string.Join('\n', differences));
    }

    [TestMethod]
    public void NamedValues_all_equalTheCode()
    {
        foreach (var (name, value) in Document.Value.NamedValues)
        {
            var parts = name.Split('.');
            var type = Runtime.GetTypes().SingleOrDefault(type => type.Name == parts[0]);
            Assert.IsNotNull(type, name);
            Assert.AreEqual(value, Constants(type)[parts[1]], name);
        }
    }

    /// <summary>So that a struct in C has the same layout without packing.</summary>
    [TestMethod]
    public void Tables_everyField_isNaturallyAlignedAndMeetsTheNext()
    {
        foreach (var (name, fields) in Document.Value.Layouts)
        {
            foreach (var (field, next) in fields.Zip(fields.Skip(1)).Where(pair => pair.Second.Offset != 0))
            {
                if (field.ElementBytes > 0)
                {
                    Assert.AreEqual(0, field.Offset % field.ElementBytes, $"{name}.{field.Name} is not aligned");
                    Assert.AreEqual(next.Offset, field.Offset + field.Bytes, $"{name}.{field.Name} does not end where {next.Name} begins");
                }
            }
        }
    }

    [TestMethod]
    [DataRow(typeof(SectionKind))]
    [DataRow(typeof(BackEndKind))]
    [DataRow(typeof(ElementType))]
    [DataRow(typeof(OpCode))]
    [DataRow(typeof(ErrorCode))]
    public void ValueTables_allValues_equalTheCode(Type type)
    {
        var inCode = Constants(type).OrderBy(value => value.Value).Select(value => $"{value.Value} {value.Key}");
        var documented = Document.Value.Values[type.Name].OrderBy(value => value.Value).Select(value => $"{value.Value} {value.Key}");

        Assert.AreEqual(string.Join('\n', inCode), string.Join('\n', documented));
    }

    private static Dictionary<string, int> Constants(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.IsLiteral)
            .ToDictionary(field => field.Name, field => Convert.ToInt32(field.GetRawConstantValue(), CultureInfo.InvariantCulture));

    private static string Show(Dictionary<string, int> values, string name) =>
        values.TryGetValue(name, out var value) ? value.ToString(CultureInfo.InvariantCulture) : "nothing";

    [GeneratedRegex(@"^(FileHeader|\w+Entry|\w+Record)$")]
    private static partial Regex LayoutName();
}
