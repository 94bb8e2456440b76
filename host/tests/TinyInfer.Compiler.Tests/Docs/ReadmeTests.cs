using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TinyInfer.Compiler.Tests.House;
using TinyInfer.OpGrids;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.Docs;

[TestClass]
public partial class ReadmeTests
{
    private static string Readme => Checkout.Read("README.md");

    /// <summary>As nanoFramework's project system would: C# 9, against the runtime and TinyInfer.Native.</summary>
    [TestMethod]
    public void CSharp_everyBlock_compiles()
    {
        var blocks = CSharpBlock().Matches(Readme);
        Assert.IsNotEmpty(blocks);
        foreach (Match block in blocks)
        {
            var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
            var language = new CSharpParseOptions(LanguageVersion.CSharp9);
            var native = Directory.GetFiles(Path.Combine(SharedFiles.Repository, "nf-src", "TinyInfer.Native"), "*.cs").Select(File.ReadAllText);

            // The name is one that sees the runtime's internals, as TinyInfer.Native does.
            var compilation = CSharpCompilation.Create(
                "TinyInfer.Compiler.Tests",
                native.Append(block.Groups["code"].Value).Select(source => CSharpSyntaxTree.ParseText(source, language)),
                assemblies.Select(path => MetadataReference.CreateFromFile(path)),
                new CSharpCompilationOptions(OutputKind.ConsoleApplication));

            var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
            Assert.IsEmpty(errors, string.Join('\n', errors));
        }
    }

    [TestMethod]
    public void Figures_ofTheReferenceNetworks_areWhatTheConverterMakes()
    {
        var rows = NetworkRow().Matches(Readme);
        Assert.HasCount(5, rows);
        foreach (Match row in rows)
        {
            var source = SharedFiles.Read("goldens", row.Groups["name"].Value, "model.tflite");
            var model = Model.Load(ModelSource.FromArray(ModelConverter.Convert(source, new ConvertOptions { Name = row.Groups["name"].Value, Origin = "model.tflite" })));

            var figures = new[] { model.OpCount, model.Macs, source.Length, model.FileBytes, model.ArenaBytes };
            Assert.AreEqual(
                string.Join(" | ", figures.Select(figure => figure.ToString("N0", CultureInfo.InvariantCulture))),
                row.Groups["figures"].Value,
                row.Groups["name"].Value);
        }
    }

    [TestMethod]
    public void SupportedOps_listed_areTheOnesOfTheGrids()
    {
        var section = Readme[Readme.IndexOf("## Supported ops", StringComparison.Ordinal)..];
        var listed = OpName().Matches(section[..section.IndexOf("\n\n", section.IndexOf("\n|", StringComparison.Ordinal), StringComparison.Ordinal)]).Select(match => match.Value);

        Assert.AreEqual(string.Join(' ', OpGrid.Ops.Order(StringComparer.Ordinal)), string.Join(' ', listed.Order(StringComparer.Ordinal)));
    }

    [TestMethod]
    public void Lines_ofCodeAndPictures_fitAnEightyColumnTerminal()
    {
        var tooLong = FencedBlock().Matches(Readme).SelectMany(block => block.Value.Split('\n')).Where(line => line.Length > 80).ToList();

        Assert.IsEmpty(tooLong, string.Join('\n', tooLong));
    }

    [GeneratedRegex(@"\b[A-Z][A-Z0-9_]{2,}\b")]
    private static partial Regex OpName();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();

    [GeneratedRegex(@"^\| (?<name>hello_world|micro_speech|kws|resnet|ad01) \|[^|]*\| (?<figures>[\d,]+( \| [\d,]+)+) \|$", RegexOptions.Multiline)]
    private static partial Regex NetworkRow();
}
