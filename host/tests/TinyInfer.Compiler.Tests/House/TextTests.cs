using System.Text.RegularExpressions;

namespace TinyInfer.Compiler.Tests.House;

/// <summary>What no file of the project may contain. The patterns are written so that they do not match themselves.</summary>
[TestClass]
public partial class TextTests
{
    private const int MostLines = 400;

    [TestMethod]
    public void TextFiles_all_nameNoPackageRegistry() => AssertNoMatch(Checkout.TextFiles(), PackageRegistry());

    [TestMethod]
    public void TextFiles_all_nameNoPathOfAMachine() => AssertNoMatch(Checkout.TextFiles(), MachinePath());

    [TestMethod]
    public void TextFiles_all_leaveNothingToDo() => AssertNoMatch(Checkout.TextFiles(), LeftToDo());

    [TestMethod]
    public void TextFiles_all_haveUnixLineEnds() => AssertNoMatch(Checkout.TextFiles(), CarriageReturn());

    [TestMethod]
    public void SourceFiles_all_areShort()
    {
        var tooLong = Checkout.Files("*.cs")
            .Select(path => (Path: path, Lines: File.ReadLines(Path.Combine(Checkout.Root, path)).Count()))
            .Where(file => file.Lines > MostLines)
            .Select(file => $"{file.Path}: {file.Lines} lines");

        AssertNone(tooLong);
    }

    /// <summary>The patterns themselves find what they are made for.</summary>
    [TestMethod]
    public void Patterns_onTextThatBreaksTheRule_match()
    {
        Assert.MatchesRegex(PackageRegistry(), "https://api.nuget" + ".org/v3/index.json");
        Assert.MatchesRegex(MachinePath(), "see /" + "work/main");
        Assert.MatchesRegex(MachinePath(), "see '/" + "home/someone/model'");
        Assert.MatchesRegex(MachinePath(), "C:" + @"\Users\someone");
        Assert.MatchesRegex(LeftToDo(), "// TO" + "DO: later");
        Assert.DoesNotMatchRegex(MachinePath(), "host/" + "work/bench, ~/" + "tmp/x and https://example.org/" + "root/");
    }

    private static void AssertNoMatch(IEnumerable<string> paths, Regex pattern) => AssertNone(
        from path in paths
        from line in File.ReadAllText(Path.Combine(Checkout.Root, path)).Split('\n').Index()
        where pattern.IsMatch(line.Item)
        select $"{path}:{line.Index + 1}: {line.Item.Trim()}");

    private static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.IsEmpty(all, string.Join('\n', all));
    }

    [GeneratedRegex(@"nuget\.org|registry\.npmjs\.org|deb\.debian\.org|pypi\.org")]
    private static partial Regex PackageRegistry();

    [GeneratedRegex(@"(?<![A-Za-z0-9_.~])/(work|tmp|root|home/[a-z]+)/|[A-Za-z]:\\Users\b")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\bT[O]DO\b|\bFIX[M]E\b|NotImplemented[E]xception")]
    private static partial Regex LeftToDo();

    [GeneratedRegex(@"\r")]
    private static partial Regex CarriageReturn();
}
