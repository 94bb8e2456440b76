using System.Globalization;
using System.Text.RegularExpressions;
using TinyInfer.Compiler.Tests.House;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.Docs;

/// <summary>The hex dump at the end of docs/format.md is what the converter makes of the network that is described there.</summary>
[TestClass]
public partial class WorkedExampleTests
{
    [TestMethod]
    public void HexDump_ofTheExample_isWhatTheConverterWrites()
    {
        var file = Convert();
        var documented = new List<byte>();
        foreach (Match row in DumpRow().Matches(Checkout.Read("docs/format.md")))
        {
            var offset = int.Parse(row.Groups["offset"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Assert.AreEqual(documented.Count, offset, row.Value);
            documented.AddRange(System.Convert.FromHexString(row.Groups["bytes"].Value.Replace(" ", "")));
            Assert.IsTrue(file.Skip(offset).Take(documented.Count - offset).SequenceEqual(documented.Skip(offset)),
                $"docs/format.md: {row.Value}\nconverter: {offset:x4}  {BitConverter.ToString(file, offset, documented.Count - offset).Replace('-', ' ').ToLowerInvariant()}");
        }

        Assert.AreEqual(file.Length, documented.Count);
    }

    [TestMethod]
    public void Example_forTheDocumentedInput_givesTheDocumentedAnswer()
    {
        using var interpreter = new Interpreter(Model.Load(ModelSource.FromArray(Convert())));
        interpreter.Input(0).Write(new sbyte[] { 1, 2 });

        interpreter.Invoke();

        Assert.AreEqual(12, interpreter.Output(0).ReadInt8(0));
        Assert.AreEqual(10, interpreter.Output(0).ReadInt8(1));
        Assert.AreEqual("cold", interpreter.Output(0).ArgMaxLabel());
    }

    private static byte[] Convert() => ModelConverter.Convert(Network(), new ConvertOptions { Name = "tiny", Labels = ["cold", "hot"] });

    /// <summary>y = relu(W x + b) with W = [[1, 1], [2, -3]] / 2 and b = [7, 0] / 4.</summary>
    private static byte[] Network()
    {
        var model = new TfliteBuilder();
        var input = model.Int8("x", [1, 2], 0.5f, -1);
        var weights = model.Weights("w", [2, 2], [1, 1, 2, -3], [0.5f], 0);
        var bias = model.Int32("b", [2], [7, 0], [0.25f]);
        var output = model.Int8("y", [1, 2], 2, 10);
        return model
            .Op(TfliteOp.FULLY_CONNECTED, TfliteOptions.FullyConnected(TfliteActivation.Relu), [input, weights, bias], [output])
            .Inputs(input)
            .Outputs(output)
            .Build();
    }

    [GeneratedRegex("^(?<offset>[0-9a-f]{4})  (?<bytes>[0-9a-f]{2}( [0-9a-f]{2})*)(  |$)", RegexOptions.Multiline)]
    private static partial Regex DumpRow();
}
