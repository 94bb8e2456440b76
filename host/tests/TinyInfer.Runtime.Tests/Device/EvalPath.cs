using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TinyInfer.Runtime.Tests.Device;

/// <summary>Everything that a method can reach by calls, and what in it an inference may not do.</summary>
internal sealed class EvalPath
{
    /// <summary>All that may be called outside of the sources: it neither allocates nor, within the bounds of arrays, throws.</summary>
    private static readonly string[] Allowed =
    [
        "System.BitConverter.ToInt32(byte[], int)",
        "System.BitConverter.ToUInt16(byte[], int)",
        "System.Array.Clear(System.Array, int, int)",
        "System.Array.Copy(System.Array, int, System.Array, int, int)",
    ];

    private readonly CSharpCompilation _compilation;
    private readonly HashSet<IMethodSymbol> _methods = new(SymbolEqualityComparer.Default);

    public EvalPath(CSharpCompilation compilation, string type, string method)
    {
        _compilation = compilation;
        Follow(compilation.GetTypeByMetadataName(type)!.GetMembers(method).OfType<IMethodSymbol>().Single());
    }

    /// <summary>"Type.Method" of all methods that are reached.</summary>
    public IEnumerable<string> Methods => _methods.Select(method => $"{method.ContainingType.Name}.{method.Name}");

    public List<string> Findings { get; } = [];

    private void Follow(IMethodSymbol method)
    {
        if (!_methods.Add(method))
        {
            return;
        }

        var declaration = (BaseMethodDeclarationSyntax)method.DeclaringSyntaxReferences.Single().GetSyntax();
        var body = (SyntaxNode)declaration.Body ?? declaration.ExpressionBody!;
        var operation = _compilation.GetSemanticModel(declaration.SyntaxTree).GetOperation(body)!;
        foreach (var inner in operation.DescendantsAndSelf())
        {
            if (inner is IInvocationOperation call && IsOurs(call.TargetMethod))
            {
                Follow(call.TargetMethod);
            }
            else if (Forbidden(inner) is { } why)
            {
                Findings.Add($"{method.ContainingType.Name}.{method.Name}: {why}: {inner.Syntax}");
            }
        }
    }

    private static string Forbidden(IOperation operation) => operation switch
    {
        IObjectCreationOperation creation => creation.Type!.IsValueType ? null : "allocates",
        IArrayCreationOperation or IDelegateCreationOperation or IAnonymousFunctionOperation or IInterpolatedStringOperation => "allocates",
        IConversionOperation conversion when conversion.GetConversion().IsBoxing => "boxes",
        IThrowOperation or ITryOperation => "throws or catches",
        IInvocationOperation call => Allowed.Contains(Name(call.TargetMethod)) ? null : "calls what is not known to be harmless",
        IPropertyReferenceOperation property => property.Property.Name == "Length" ? null : "calls a property",
        _ => operation.Type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_String
            ? "floats or text"
            : null,
    };

    /// <summary>The surface stands for the device's mscorlib.</summary>
    private static bool IsOurs(IMethodSymbol method) => method.ContainingNamespace.ToDisplayString().Split('.')[0] != "System";

    private static string Name(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}
