using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Runtime.Tests.Device;

/// <summary>What compiles for the device and then fails when it runs, or does there something else than on a PC.</summary>
[TestClass]
public class LanguageTests
{
    /// <summary>"Feature … is not available in C# 9.0."</summary>
    private const string NotInThisLanguage = "CS8773";

    [TestMethod]
    public void DeviceSources_all_useNothingThatFailsAtRunTime()
    {
        var sources = DeviceSources.All.ToList();
        var findings = sources.SelectMany(path => Findings(DeviceSources.ParseFile(path))).ToList();

        Assert.IsEmpty(findings, string.Join('\n', findings));
        foreach (var folder in new[] { "nf-src", "nf-tests/Shared", "nf-tests/PipelineShared", "nf-tests/Goldens", "nf-tests/PipelineGoldens", "nf-tests/Benchmarks", "nf-tests/OpTimes" })
        {
            Assert.Contains(path => path.StartsWith(DeviceSources.FullPath(folder), StringComparison.Ordinal), sources, folder);
        }
    }

    [TestMethod]
    [DataRow("class A<T> { }")]
    [DataRow("class A { void F<T>() { } }")]
    [DataRow("class A { B<int> _b; }")]
    [DataRow("class A { int[,] _table; }")]
    [DataRow("class A { object _table = new int[2, 3]; }")]
    [DataRow("class A { object _table = new[,] { { 1 } }; }")]
    [DataRow("interface IA { int F() { return 1; } }")]
    [DataRow("interface IA { int F() => 1; }")]
    [DataRow("interface IA { int F { get { return 1; } } }")]
    [DataRow("class A { void F(sbyte[] s) { byte[] b = (byte[])(object)s; } }")]
    [DataRow("class A { void F(object s) { byte[] b = s as byte[]; } }")]
    [DataRow("class A { bool F(object s) { return s is byte[]; } }")]
    [DataRow("class A { bool F(object s) { return s is byte[] b; } }")]
    [DataRow("class A { byte F(int i) { return checked((byte)i); } }")]
    [DataRow("class A { void F(int i) { checked { i++; } } }")]
    public void Rule_onWhatFailsAtRunTime_finds(string source) => Assert.IsNotEmpty(Findings(DeviceSources.Parse(source)));

    [TestMethod]
    public void DeviceSources_all_areCSharp9()
    {
        var trees = DeviceSources.All
            .Except(DeviceSources.Listed(DeviceSources.RuntimeList).Concat(DeviceSources.Listed(DeviceSources.PipelineList)))
            .Select(DeviceSources.ParseFile)
            .ToArray();
        var findings = LaterLanguage(DeviceSources.PipelineCompilation.AddSyntaxTrees(trees)).ToList();

        Assert.IsEmpty(findings, string.Join('\n', findings));
    }

    [TestMethod]
    [DataRow("namespace A; class B { }")]
    [DataRow("record struct A(int B);")]
    [DataRow("class A { string _b = \"\"\"c\"\"\"; }")]
    [DataRow("class A { required public int B; }")]
    [DataRow("class A { int[] _b = [1]; }")]
    [DataRow("class A(int b) { int C() { return b; } }")]
    public void Rule_onLaterLanguage_finds(string source) => Assert.IsNotEmpty(LaterLanguage(DeviceSources.CompilationWith(source)));

    [TestMethod]
    [DataRow("interface IA { int F(); int G { get; } }")]
    [DataRow("class A { int[][] _table = new int[2][]; }")]
    [DataRow("class A { byte F(int i) { return unchecked((byte)i); } }")]
    [DataRow("class A { bool F(object s) { return s is string; } }")]
    [DataRow("class A { byte[] F() { return (byte[])Resources.Get(1); } }")]
    public void Rule_onWhatRuns_findsNothing(string source) => Assert.IsEmpty(Findings(DeviceSources.Parse(source)));

    private static IEnumerable<string> Findings(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().Where(Fails).Select(node => $"{tree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node}");

    private static IEnumerable<Diagnostic> LaterLanguage(CSharpCompilation compilation) =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Id == NotInThisLanguage);

    private static bool Fails(SyntaxNode node) => node switch
    {
        TypeParameterListSyntax or GenericNameSyntax => true,
        ArrayRankSpecifierSyntax array => array.Rank > 1,
        ImplicitArrayCreationExpressionSyntax array => array.Commas.Count > 0,
        BlockSyntax or ArrowExpressionClauseSyntax => node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is InterfaceDeclarationSyntax,

        // An sbyte[] is no byte[] there, and by way of object is the only way that compiles. A method that returns object
        // has made the array itself.
        CastExpressionSyntax cast => cast.Type is ArrayTypeSyntax && cast.Expression is not InvocationExpressionSyntax,
        BinaryExpressionSyntax test => test.Right is ArrayTypeSyntax,
        DeclarationPatternSyntax pattern => pattern.Type is ArrayTypeSyntax,

        // There it compiles, and checks nothing.
        CheckedStatementSyntax or CheckedExpressionSyntax => node.GetFirstToken().IsKind(SyntaxKind.CheckedKeyword),
        _ => false,
    };
}
