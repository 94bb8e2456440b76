using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Testing;

namespace TinyInfer.Native.Tests.Sources;

/// <summary>Rules for the C that runs on a device.</summary>
[TestClass]
public partial class NativeSourceTests
{
    private const int MostLines = 350;

    /// <summary>Tests, as all tests of the project.</summary>
    private const int MostLinesOfTests = 400;

    /// <summary>Beyond these, of which the last is the compiler's own for its instructions, what a device compiles includes headers of its own folder and the public ones.</summary>
    private static readonly string[] _systemHeaders = ["stdint.h", "stddef.h", "arm_mve.h"];

    /// <summary>A back end's headers are the library's business.</summary>
    private static readonly string[] _deviceFolders = ["include", "core", "kernels"];

    private static readonly string _root = Path.Combine(SharedFiles.Repository, "native-interop");

    /// <summary>Paths relative to native-interop, all that is compiled or included there.</summary>
    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(_root, folder), "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".c" or ".h" or ".S")
            .Select(path => Path.GetRelativePath(_root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("build/", StringComparison.Ordinal));

    [TestMethod]
    public void DeviceSources_all_includeFixedWidthIntegersAndOurOwnHeaders()
    {
        var own = _deviceFolders.Concat(["backends"]).SelectMany(Sources).Select(path => Path.GetFileName(path)).ToHashSet();
        var findings = _deviceFolders.SelectMany(Sources)
            .SelectMany(path => Include().Matches(Read(path)).Select(match => (Path: path, Header: match.Groups["header"].Value)))
            .Where(include => !_systemHeaders.Contains(include.Header) && !own.Contains(Path.GetFileName(include.Header)))
            .Select(include => $"{include.Path} includes {include.Header}");

        AssertNone(findings);
        AssertNone(Sources("kernels").Where(path => Include().Matches(Read(path)).Any(match => match.Groups["header"].Value == "stddef.h")));
    }

    [TestMethod]
    public void DeviceSources_all_allocateNothingPrintNothingAndHaveNoFloat() =>
        AssertNone(_deviceFolders.Concat(["backends"]).SelectMany(Sources).SelectMany(path => Findings(path, Read(path))));

    /// <summary>What a function changes is its caller's: no variable of ours outlives a call. A header may declare functions by their type.</summary>
    [TestMethod]
    public void DeviceSources_all_haveNoVariablesOfTheirOwn() =>
        AssertNone(_deviceFolders.Concat(["backends"]).SelectMany(Sources).SelectMany(path =>
            StaticVariable().Matches(WithoutComments(Read(path)))
                .Where(match => path.EndsWith(".c", StringComparison.Ordinal) || match.Value.StartsWith("static", StringComparison.Ordinal))
                .Select(match => $"{path}: {match.Value.Trim()}")));

    [TestMethod]
    public void Sources_all_areShort() =>
        AssertNone(Sources("").Select(path => (Path: path, Lines: Read(path).Count(c => c == '\n')))
            .Where(file => file.Lines > (file.Path.StartsWith("tests/", StringComparison.Ordinal) ? MostLinesOfTests : MostLines))
            .Select(file => $"{file.Path}: {file.Lines} lines"));

    [TestMethod]
    [DataRow("float x;")]
    [DataRow("double x;")]
    [DataRow("p = malloc(4);")]
    [DataRow("free(p);")]
    [DataRow("printf(\"\");")]
    [DataRow("x = 1.5 * y;")]
    [DataRow("x = 1e3;")]
    [DataRow("x = 2.f;")]
    public void Rule_onCodeThatBreaksIt_finds(string code) => Assert.IsNotEmpty(Findings("x.c", code));

    [TestMethod]
    [DataRow("/* no float, 1.5, malloc(0) */ int32_t floating = 0x1E3;")]
    [DataRow("x = a.b; y = v1.x; carefree(p);")]
    public void Rule_onCodeThatKeepsIt_findsNothing(string code) => Assert.IsEmpty(Findings("x.c", code));

    [TestMethod]
    [DataRow("static int32_t counter;\n", true)]
    [DataRow("int32_t table[2] = { 1, 2 };\n", true)]
    [DataRow("static const int32_t table[2] = { 1, 2 };\n", false)]
    [DataRow("static int32_t twice(int32_t x)\n{\n    return 2 * x;\n}\n", false)]
    [DataRow("int32_t twice(int32_t x);\n", false)]
    public void Rule_onVariables_findsThoseThatChange(string code, bool found) => Assert.AreEqual(found, StaticVariable().IsMatch(code));

    private static IEnumerable<string> Findings(string path, string text) =>
        Forbidden().Matches(WithoutComments(text)).Select(match => $"{path}: {match.Value.Trim()}");

    private static string Read(string path) => File.ReadAllText(Path.Combine(_root, path));

    private static string WithoutComments(string text) => Comment().Replace(text, " ");

    private static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.IsEmpty(all, string.Join('\n', all));
    }

    [GeneratedRegex(@"^#include [<""](?<header>[^>""]+)[>""]", RegexOptions.Multiline)]
    private static partial Regex Include();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(float|double|goto)\b|\b(\w*printf|puts|alloca|malloc|calloc|realloc|free|setjmp|longjmp)\s*\(|(?<![\w.])(\d+\.\d*|\.\d+|\d+[eE][+-]?\d+)")]
    private static partial Regex Forbidden();

    /// <summary>At file scope or static within a function; a declaration that ends or begins a value before any bracket.</summary>
    [GeneratedRegex(@"^(static |    +static )?(?!const |static |typedef |extern |return |#|\}|struct \w+ \{|enum )(u?int\d+_t|ti_\w+|int|char|unsigned) [*\w]+(\[[^\]]*\])*( =|;)(?<=^(static |[a-z]| +static ).*)", RegexOptions.Multiline)]
    private static partial Regex StaticVariable();
}
