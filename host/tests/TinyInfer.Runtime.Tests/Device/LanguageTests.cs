using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Runtime.Tests.Device;

/// <summary>What compiles for the device and then fails when it runs.</summary>
[TestClass]
public class LanguageTests
{
    [TestMethod]
    [DataRow(DeviceSources.RuntimeList)]
    [DataRow(DeviceSources.TestList)]
    public void DeviceSources_all_useNothingThatFailsAtRunTime(string list)
    {
        var findings = DeviceSources.Listed(list).SelectMany(path => Findings(DeviceSources.ParseFile(path))).ToList();

        Assert.IsEmpty(findings, string.Join('\n', findings));
    }

    [TestMethod]
    [DataRow("class A<T> { }")]
    [DataRow("class A { void F<T>() { } }")]
    [DataRow("class A { B<int> _b; }")]
    [DataRow("class A { int[,] _table; }")]
    [DataRow("class A { object _table = new int[2, 3]; }")]
    [DataRow("interface IA { int F() { return 1; } }")]
    [DataRow("interface IA { int F() => 1; }")]
    [DataRow("interface IA { int F { get { return 1; } } }")]
    [DataRow("class A { void F(sbyte[] s) { byte[] b = (byte[])(object)s; } }")]
    public void Rule_onWhatFailsAtRunTime_finds(string source) => Assert.IsNotEmpty(Findings(DeviceSources.Parse(source)));

    [TestMethod]
    [DataRow("interface IA { int F(); int G { get; } }")]
    [DataRow("class A { int[][] _table = new int[2][]; }")]
    public void Rule_onWhatRuns_findsNothing(string source) => Assert.IsEmpty(Findings(DeviceSources.Parse(source)));

    private static IEnumerable<string> Findings(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().Where(Fails).Select(node => $"{tree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node}");

    private static bool Fails(SyntaxNode node) => node switch
    {
        TypeParameterListSyntax or GenericNameSyntax => true,
        ArrayRankSpecifierSyntax array => array.Rank > 1,
        BlockSyntax or ArrowExpressionClauseSyntax => node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is InterfaceDeclarationSyntax,

        // An sbyte[] is no byte[] there, and a cast by way of object is the only one that compiles.
        CastExpressionSyntax cast => cast.Type is ArrayTypeSyntax,
        _ => false,
    };
}
