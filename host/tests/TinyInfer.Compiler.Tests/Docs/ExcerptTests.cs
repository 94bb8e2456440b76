using System.Text.RegularExpressions;
using TinyInfer.Compiler.Tests.House;

namespace TinyInfer.Compiler.Tests.Docs;

/// <summary>docs/adding-an-op.md quotes the sources; they have to still read like that.</summary>
[TestClass]
public partial class ExcerptTests
{
    private const string Page = "docs/adding-an-op.md";

    private const string ShortPathsBegin = "host/TinyInfer.Compiler/";

    [TestMethod]
    public void Excerpts_all_areInTheSources()
    {
        var sources = Checkout.Files("*.cs").Select(path => Normalized(Checkout.Read(path))).ToList();
        var excerpts = CSharpBlock().Matches(Checkout.Read(Page)).Select(match => match.Groups["code"].Value).ToList();

        Assert.IsNotEmpty(excerpts);
        foreach (var excerpt in excerpts)
        {
            Assert.IsTrue(sources.Exists(source => source.Contains(Normalized(excerpt), StringComparison.Ordinal)), excerpt);
        }
    }

    [TestMethod]
    public void Paths_all_exist()
    {
        var missing = CodePath().Matches(Checkout.Read(Page))
            .Select(match => match.Groups["path"].Value)
            .Where(path => !new[] { path, ShortPathsBegin + path, ShortPathsBegin + "Lowering/" + path, Path.GetDirectoryName(Page) + "/" + path }
                .Append("host/tests/TinyInfer.Compiler.Tests/" + path)
                .Any(candidate => Path.Exists(Path.Combine(Checkout.Root, candidate))))
            .ToList();

        Assert.IsEmpty(missing, string.Join('\n', missing));
    }

    /// <summary>Without indentation, and without the comment that names the file.</summary>
    private static string Normalized(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("// Passes/", StringComparison.Ordinal)));

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"`(?<path>[\w.-]+(/[\w.-]+)*(\.cs|\.projitems|/))`")]
    private static partial Regex CodePath();
}
