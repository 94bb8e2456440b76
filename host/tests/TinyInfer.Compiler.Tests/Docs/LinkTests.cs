using System.Text.RegularExpressions;
using TinyInfer.Compiler.Tests.House;

namespace TinyInfer.Compiler.Tests.Docs;

[TestClass]
public partial class LinkTests
{
    [TestMethod]
    public void Links_withinTheProject_leadSomewhere()
    {
        var broken = new List<string>();
        foreach (var page in Checkout.Files("*.md"))
        {
            foreach (var target in LinkTarget().Matches(Checkout.Read(page)).Select(match => match.Groups["target"].Value))
            {
                var parts = target.Split('#', 2);
                var path = parts[0].Length == 0 ? page : Path.GetRelativePath(Checkout.Root, Path.Combine(Checkout.Root, Path.GetDirectoryName(page)!, parts[0]));
                if (!Path.Exists(Path.Combine(Checkout.Root, path)) || (parts.Length > 1 && !Anchors(Checkout.Read(path)).Contains(parts[1])))
                {
                    broken.Add($"{page}: {target}");
                }
            }
        }

        Assert.IsEmpty(broken, string.Join('\n', broken));
    }

    /// <summary>As GitHub makes them of headings.</summary>
    private static IEnumerable<string> Anchors(string markdown) =>
        Heading().Matches(markdown).Select(match => NotInAnchor().Replace(match.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?!https?:)(?<target>[^)\s]+)\)")]
    private static partial Regex LinkTarget();

    [GeneratedRegex(@"^#+ (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
