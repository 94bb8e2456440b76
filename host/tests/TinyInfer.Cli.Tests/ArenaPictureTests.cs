using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Tests;

[TestClass]
public class ArenaPictureTests
{
    [TestMethod]
    public void Picture_without_a_screen_shows_by_hatching_what_each_op_does()
    {
        // in -> a -> b, c = a + b over b's place; the last quarter of the arena is never used.
        var model = Descriptions.Model(
            64, new(0, 16), new(32, 16),
            Descriptions.Op(0, OpCode.Conv2D, [new(0, 16)], new(16, 16)),
            Descriptions.Op(1, OpCode.MaxPool2D, [new(16, 16)], new(32, 16)),
            Descriptions.Op(2, OpCode.Softmax, [new(32, 16)], new(0, 16)),
            Descriptions.Op(3, OpCode.Add, [new(16, 16), new(0, 16)], new(32, 16)),
            Descriptions.Op(4, OpCode.Lookup, [new(32, 16)], new(32, 16)));

        var lines = Draw(model);

        Assert.IsTrue(lines.All(line => line.Length <= 80), "80 columns hold it");
        Assert.AreEqual("▒█·", Runs(lines[1]));
        Assert.AreEqual("·▒█·", Runs(lines[2]));
        Assert.AreEqual("█░▒·", Runs(lines[3]));
        Assert.AreEqual("▒█·", Runs(lines[4]));
        Assert.AreEqual("·▓·", Runs(lines[5]));
        Assert.EndsWith("  48", lines[3]);
    }

    private static string[] Draw(Compiler.Inspection.ModelDescription model)
    {
        using var output = new StringWriter { NewLine = "\n" };
        ArenaPicture.Write(new Terminal(output, TextWriter.Null, outputIsScreen: false, errorIsScreen: false), model);
        return output.ToString().Split('\n');
    }

    private static string Squeeze(string line) => string.Concat(line.Where(c => "█▓▒░·".Contains(c)));

    /// <summary>The hatches of a row, each run as one character.</summary>
    private static string Runs(string line) => string.Concat(Squeeze(line).Where((c, i) => i == 0 || Squeeze(line)[i - 1] != c));
}
