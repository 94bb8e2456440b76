using System.Reflection;
using System.Text.RegularExpressions;
using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Tests.House;

namespace TinyInfer.Compiler.Tests.Emit;

/// <summary>That edited files still compute the same is tested on the reference networks, with the tool.</summary>
[TestClass]
public partial class MetadataEditorTests
{
    /// <summary>A record that gets another constant must move it too: the sources say which fields are places in the file.</summary>
    [TestMethod]
    public void ConstantFields_ofEveryRecord_areThoseOfItsSource()
    {
        var fields = new Dictionary<OpCode, List<int>>();
        foreach (var path in Checkout.Files("*Record.cs", "nf-src/TinyInfer/Ops"))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            var type = typeof(OpRecord).Assembly.GetType($"TinyInfer.{name}", throwOnError: true)!;
            var starts = FileField().Matches(Checkout.Read(path))
                .Select(match => (int)type.GetField(match.Groups["name"].Value, BindingFlags.Static | BindingFlags.Public)!.GetRawConstantValue()!)
                .ToList();
            foreach (var code in Codes(name).Where(_ => starts.Count > 0))
            {
                fields[code] = starts;
            }
        }

        Assert.AreEqual(Text(fields.Select(pair => (pair.Key, pair.Value.ToArray()))), Text(MetadataEditor.ConstantFields.Select(pair => (pair.Key, pair.Value))));
    }

    private static OpCode[] Codes(string record) => record == "ConvRecord"
        ? [OpCode.Conv2D, OpCode.DepthwiseConv2D, OpCode.Conv2DPart]
        : Enum.TryParse<OpCode>(record.Replace("Record", ""), out var code) ? [code] : [];

    private static string Text(IEnumerable<(OpCode Code, int[] Fields)> records) =>
        string.Join('\n', records.OrderBy(record => record.Code).Select(record => $"{record.Code}: {string.Join(' ', record.Fields)}"));

    [GeneratedRegex(@"public const int (?<name>\w+) = [^;]+; *// i32, file")]
    private static partial Regex FileField();
}
