using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Runtime.Tests.Device;

/// <summary>Array.Copy between sbyte[] and byte[] works on a PC, and on the device it throws InvalidCastException.</summary>
[TestClass]
public class ArrayCopyTests
{
    [TestMethod]
    public void ArrayCopy_inRuntimeAndPipeline_isBetweenEqualTypes() => AssertNone(Findings(DeviceSources.PipelineCompilation));

    [TestMethod]
    public void ArrayCopy_inTheSharedTests_isBetweenEqualTypes() =>
        AssertNone(Findings(DeviceSources.TestCompilation).Concat(Findings(DeviceSources.PipelineTestCompilation)));

    [TestMethod]
    [DataRow("sbyte[]", "byte[]", true)]
    [DataRow("int[]", "uint[]", true)]
    [DataRow("byte[]", "byte[]", false)]
    public void Rule_onACopy_findsUnequalTypes(string from, string to, bool found)
    {
        var source = $"class Probe {{ void Run({from} a, {to} b) {{ System.Array.Copy(a, 0, b, 0, 1); }} }}";

        Assert.AreEqual(found, Findings(DeviceSources.CompilationWith(source)).Any());
    }

    private static IEnumerable<string> Findings(CSharpCompilation compilation) =>
        from tree in compilation.SyntaxTrees
        let model = compilation.GetSemanticModel(tree)
        from call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
        let method = model.GetSymbolInfo(call).Symbol as IMethodSymbol
        where method is { Name: "Copy", ContainingType.Name: "Array" }
        let arrays = call.ArgumentList.Arguments
            .Select(argument => model.GetTypeInfo(argument.Expression).Type)
            .Where(type => type is IArrayTypeSymbol or { SpecialType: SpecialType.System_Array })
            .ToList()
        where !SymbolEqualityComparer.Default.Equals(arrays[0], arrays[1])
        select $"{tree.FilePath}: {call}";

    private static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.IsEmpty(all, string.Join('\n', all));
    }
}
