using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Runtime.Tests.Device;

/// <summary>
/// TinyInfer.Native and its native half are one: the method table and the checksum that nanoFramework's metadata processor
/// computes (NativeMethodsCrc.cs), recomputed from the C#, are those of the C++, and the package says so. They are frozen:
/// whoever has to change a value here breaks every firmware that is out there.
/// </summary>
[TestClass]
public partial class InteropTests
{
    private const string Assembly = "TinyInfer.Native";
    private const uint Checksum = 0x1D598ED1;
    private const string Version = "1.0.0.0";
    private const int Methods = 36;

    private static readonly string _cpp = Read("native-interop/interop/TinyInfer_Native.cpp");
    private static readonly string _header = Read("native-interop/interop/TinyInfer_Native.h");
    private static readonly string _bodies = Read("native-interop/interop/TinyInfer_Native_TinyInfer_Externs.cpp");

    private static readonly IReadOnlyList<IMethodSymbol> _methods = MethodTable();

    [TestMethod]
    public void MethodTable_firstMethods_areTheExternsAlone()
    {
        var externs = _methods.TakeWhile(method => method.IsExtern).ToList();

        Assert.IsFalse(_methods.Skip(externs.Count).Any(method => method.IsExtern));
        Assert.AreEqual(
            "NativeQuery NativeOpenArray NativeOpenResource NativeOpenRegion NativeAllocate NativePrepare NativeEval NativeRead NativeWrite NativeClose",
            string.Join(' ', externs.Select(method => method.Name)));
        Assert.HasCount(Methods, _methods);
    }

    [TestMethod]
    public void MethodTable_ofTheCPlusPlus_isThatOfTheCSharp()
    {
        var table = Table().Match(_cpp).Groups["rows"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var expected = _methods.Select(method => method.IsExtern ? $"Library_TinyInfer_Native_{ClassName(method)}::{Mangled(method)}" : "NULL");

        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', table));
    }

    [TestMethod]
    public void Functions_ofTheCPlusPlus_areDeclaredAndHaveBodies()
    {
        var externs = _methods.Where(method => method.IsExtern).Select(Mangled).ToList();

        Assert.AreEqual(string.Join('\n', externs), string.Join('\n', Declaration().Matches(_header).Select(match => match.Groups["name"].Value)));
        Assert.AreEqual(string.Join('\n', externs), string.Join('\n', Body().Matches(_bodies).Select(match => match.Groups["name"].Value)));
    }

    [TestMethod]
    public void Checksum_ofTheCSharp_isThatOfTheCPlusPlusAndThePackage()
    {
        Assert.AreEqual(Checksum, ComputeChecksum(_methods));

        // As the firmware's build reads it (FindNF_NativeAssemblies.cmake).
        var data = Data().Match(_cpp);
        Assert.AreEqual(Checksum, uint.Parse(data.Groups["checksum"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.AreEqual(Version, string.Join('.', data.Groups["version"].Captures.Select(part => part.Value)));
        Assert.Contains(
            $"This package requires a target with {Assembly} v{Version} (checksum 0x{Checksum:X8}).",
            Read("nf-src/TinyInfer.Native/TinyInfer.Native.nuspec"));
        Assert.Contains($"[assembly: AssemblyNativeVersion(\"{Version}\")]", Read("nf-src/TinyInfer.Native/Properties/AssemblyInfo.cs"));
    }

    /// <summary>The metadata processor orders by culture, this test ordinally; for these names it is the same.</summary>
    [TestMethod]
    public void Types_inAnyOrder_comeAlike()
    {
        var names = Types(Compilation()).Select(type => type.ToDisplayString()).ToList();

        Assert.IsTrue(names.All(name => name.All(char.IsAsciiLetter) || name.Split('.').All(part => part.All(char.IsAsciiLetter))));
        Assert.AreEqual(
            string.Join(' ', names.Order(StringComparer.Ordinal)),
            string.Join(' ', names.Order(StringComparer.Create(CultureInfo.InvariantCulture, ignoreCase: true))));
    }

    /// <summary>The published check value of POSIX's cksum, 0x765E7680, without its final inversion.</summary>
    [TestMethod]
    public void Crc_ofTheCheckString_isThatOfThePolynomialWithoutInversions() =>
        Assert.AreEqual(0x89A1897FU, Crc(0, "123456789"));

    /// <summary>Nothing counts before the first extern is complete, not even the names of its assembly and class.</summary>
    private static uint ComputeChecksum(IEnumerable<IMethodSymbol> methods)
    {
        uint crc = 0;
        var hasNative = false;
        foreach (var method in methods)
        {
            if (method.IsExtern)
            {
                crc = hasNative ? Crc(Crc(crc, Assembly), ClassName(method)) : 0;
                crc = Crc(crc, Mangled(method));
                hasNative = true;
            }
            else if (hasNative)
            {
                crc = Crc(crc, "NULL");
            }
        }

        return crc;
    }

    private static uint Crc(uint crc, string text)
    {
        foreach (var value in Encoding.ASCII.GetBytes(text))
        {
            crc ^= (uint)value << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
            }
        }

        return crc;
    }

    /// <summary>All methods: types by name, of each the virtual, the instance and the static ones.</summary>
    private static List<IMethodSymbol> MethodTable() =>
    [
        .. Types(Compilation())
            .Where(type => type.TypeKind is TypeKind.Class or TypeKind.Struct)
            .OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal)
            .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>()
                .Where(method => !(method.IsImplicitlyDeclared && type.IsStatic))
                .OrderBy(method => IsVirtual(method) ? 0 : method.IsStatic ? 2 : 1)),
    ];

    private static bool IsVirtual(IMethodSymbol method) =>
        method.IsVirtual || method.IsOverride || method.IsAbstract || method.MethodKind == MethodKind.Destructor;

    private static CSharpCompilation Compilation()
    {
        var compilation = DeviceSources.NativeCompilation;
        Assert.IsEmpty(DeviceSources.Errors(compilation));
        return compilation;
    }

    private static IEnumerable<INamedTypeSymbol> Types(CSharpCompilation compilation) =>
        DeviceSources.Listed(DeviceSources.NativeList)
            .Select(file => compilation.SyntaxTrees.Single(tree => tree.FilePath == file))
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.BaseTypeDeclarationSyntax>()
                .Select(type => (INamedTypeSymbol)compilation.GetSemanticModel(tree).GetDeclaredSymbol(type)));

    private static string ClassName(IMethodSymbol method) => method.ContainingType.ToDisplayString().Replace('.', '_');

    private static string Mangled(IMethodSymbol method) =>
        $"{method.Name}{(method.IsStatic ? "___STATIC__" : "___")}{string.Join("__", method.Parameters.Select(parameter => parameter.Type).Prepend(method.ReturnType).Select(Mangled))}";

    private static string Mangled(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"SZARRAY_{Mangled(array.ElementType)}",
        { SpecialType: SpecialType.System_Void } => "VOID",
        { SpecialType: SpecialType.System_Byte } => "U1",
        { SpecialType: SpecialType.System_Int32 } => "I4",
        { SpecialType: SpecialType.System_String } => "STRING",
        _ => type.ToDisplayString().Replace(".", ""),
    };

    private static string Read(string path) => File.ReadAllText(DeviceSources.FullPath(path));

    [GeneratedRegex(@"method_lookup\[\] =\s*\{(?<rows>[^}]*)\}")]
    private static partial Regex Table();

    [GeneratedRegex(@"NANOCLR_NATIVE_DECLARE\((?<name>\w+)\)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^HRESULT Externs::(?<name>\w+)\(CLR_RT_StackFrame &stack\)", RegexOptions.Multiline)]
    private static partial Regex Body();

    [GeneratedRegex(@"[ \t\r\n]+CLR_RT_NativeAssemblyData[ \t\r\n]+g_CLR_AssemblyNative_TinyInfer_Native[ \t\r\n]*=[^{]+{[^0]+0x(?<checksum>[0-9A-Za-z]+)[^{]+{([ \t\r\n]*(?<version>[0-9]+)[ \t\r\n]*,?)+")]
    private static partial Regex Data();
}
