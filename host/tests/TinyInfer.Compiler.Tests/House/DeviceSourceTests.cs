using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyInfer.Compiler.Tests.House;

/// <summary>Rules for the sources that run on a device. That they compile against nothing else is NanoSurface's business.</summary>
[TestClass]
public class DeviceSourceTests
{
    private const string PlatformFile = "Platform.cs";

    private static IEnumerable<string> Kernels =>
        Checkout.Files("*.cs", "nf-src/TinyInfer/Kernels").Where(path => !path.EndsWith("ManagedBackend.cs", StringComparison.Ordinal));

    [TestMethod]
    public void Kernels_all_allocateNothingThrowNothingAndHaveNoFloat()
    {
        Assert.IsGreaterThan(10, Kernels.Count());

        AssertNone(Kernels.SelectMany(path => Findings(path, Forbidden)));
    }

    /// <summary>What the rule above looks for is found where it is.</summary>
    [TestMethod]
    [DataRow("new int[2];")]
    [DataRow("new Exception();")]
    [DataRow("throw null;")]
    [DataRow("double x = 0;")]
    [DataRow("int x = 2.5 > 1 ? 1 : 0;")]
    [DataRow("int[] x = { 1, 2 };")]
    [DataRow("string s = $\"{1}\";")]
    [DataRow("System.Action a = () => { };")]
    [DataRow("object o = (object)1;")]
    public void Rule_onStatementThatBreaksIt_finds(string statement) =>
        Assert.IsNotEmpty(CSharpSyntaxTree.ParseText(statement).GetRoot().DescendantNodes().Where(Forbidden));

    [TestMethod]
    public void DeviceSources_all_compileWithoutConditionsOutsideOfOneFile() =>
        AssertNone(Checkout.Files("*.cs", "nf-src")
            .Where(path => Path.GetFileName(path) != PlatformFile)
            .Where(path => Root(path).DescendantTrivia(descendIntoTrivia: true).Any(trivia => trivia.IsKind(SyntaxKind.IfDirectiveTrivia))));

    private static bool Forbidden(SyntaxNode node) => node switch
    {
        BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax => true,
        InitializerExpressionSyntax or InterpolatedStringExpressionSyntax or AnonymousFunctionExpressionSyntax => true,
        ThrowStatementSyntax or ThrowExpressionSyntax => true,
        PredefinedTypeSyntax type => type.Keyword.Kind() is SyntaxKind.FloatKeyword or SyntaxKind.DoubleKeyword or SyntaxKind.ObjectKeyword or SyntaxKind.StringKeyword,
        LiteralExpressionSyntax literal => literal.Token.Value is float or double,
        _ => false,
    };

    private static IEnumerable<string> Findings(string path, Func<SyntaxNode, bool> rule) =>
        Root(path).DescendantNodes().Where(rule).Select(node => $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {node}");

    private static SyntaxNode Root(string path) =>
        CSharpSyntaxTree.ParseText(Checkout.Read(path), new CSharpParseOptions(LanguageVersion.CSharp9)).GetRoot();

    private static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.IsEmpty(all, string.Join('\n', all));
    }
}
