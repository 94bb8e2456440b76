using System.Text.Json;
using System.Xml.Linq;

namespace TinyInfer.Compiler.Tests.House;

/// <summary>Who may know whom, and what is built where.</summary>
[TestClass]
public class ProjectTests
{
    private const string Solution = "host/TinyInfer.Host.slnx";

    /// <summary>What each project that is no test may refer to.</summary>
    private static readonly Dictionary<string, string[]> MayReferTo = new()
    {
        ["TinyInfer.Runtime"] = [],
        ["TinyInfer.Compiler"] = ["TinyInfer.Runtime"],
        ["TinyInfer.NativeHost"] = ["TinyInfer.Runtime"],
        ["TinyInfer.Pipeline"] = ["TinyInfer.Runtime"],
        ["TinyInfer.Sensors"] = ["TinyInfer.Pipeline"],
        ["TinyInfer.Bench"] = ["TinyInfer.Compiler", "TinyInfer.Runtime"],
        ["TinyInfer.Cli"] = ["TinyInfer.Bench", "TinyInfer.Compiler", "TinyInfer.NativeHost", "TinyInfer.Pipeline", "TinyInfer.Runtime", "TinyInfer.Sensors"],
        ["TinyInfer.NanoTestShim"] = [],
        ["TestAll"] = [],
    };

    private static IEnumerable<string> HostProjects => Checkout.Files("*.csproj");

    [TestMethod]
    public void ProjectReferences_ofProducts_pointInTheAllowedDirection()
    {
        var products = HostProjects.Where(path => !IsTest(path)).ToList();
        foreach (var path in products)
        {
            var name = Path.GetFileNameWithoutExtension(path);
            Assert.IsTrue(MayReferTo.TryGetValue(name, out var allowed), $"{path} is new: say in this test what it may refer to.");
            foreach (var reference in References(path))
            {
                Assert.Contains(reference, allowed!, $"{path} may not refer to {reference}.");
            }
        }

        Assert.IsGreaterThanOrEqualTo(4, products.Count);
    }

    [TestMethod]
    [DataRow("TinyInfer.Runtime")]
    [DataRow("TinyInfer.Pipeline")]
    [DataRow("TinyInfer.Sensors")]
    public void TwinsOfTheDevice_packages_none(string name) =>
        Assert.IsEmpty(Document($"host/{name}/{name}.csproj").Descendants("PackageReference"));

    [TestMethod]
    [DataRow("TinyInfer", "mscorlib")]
    [DataRow("TinyInfer.Pipeline", @"..\TinyInfer\TinyInfer.nfproj mscorlib")]
    [DataRow("TinyInfer.Sensors", @"..\TinyInfer.Pipeline\TinyInfer.Pipeline.nfproj mscorlib System.Device.Adc System.Device.I2c System.Device.I2s System.IO.Streams")]
    public void DeviceLibrary_references_noMoreThanItMay(string name, string allowed)
    {
        var references = Document($"nf-src/{name}/{name}.nfproj").Descendants()
            .Where(element => element.Name.LocalName is "Reference" or "ProjectReference")
            .Select(element => element.Attribute("Include")!.Value.Split(',')[0]);

        Assert.AreEqual(allowed, string.Join(' ', references));
    }

    /// <summary>A later language would pass here and not there; some of it passes there and runs wrong.</summary>
    [TestMethod]
    [DataRow("host/TinyInfer.Runtime/TinyInfer.Runtime.csproj")]
    [DataRow("host/TinyInfer.Pipeline/TinyInfer.Pipeline.csproj")]
    [DataRow("host/TinyInfer.Sensors/TinyInfer.Sensors.csproj")]
    [DataRow("nf-tests/NanoSurface/NanoSurface.csproj")]
    public void TwinsOfTheDevice_language_isTheDevices(string project) =>
        Assert.AreEqual("9", Document(project).Descendants("LangVersion").Single().Value);

    [TestMethod]
    public void HostSolution_projects_areAllProjectsThatDotnetBuilds()
    {
        var listed = Document(Solution).Descendants("Project").Select(project => Relative(Solution, project.Attribute("Path")!.Value)).Order();

        Assert.AreEqual(string.Join('\n', HostProjects.Order()), string.Join('\n', listed));
    }

    [TestMethod]
    public void DotnetBuild_ofAnyHostProject_meetsNoNanoFrameworkProject()
    {
        foreach (var path in HostProjects.Append(Solution))
        {
            Assert.DoesNotContain(".nfproj", Checkout.Read(path), $"{path} names a .nfproj, which dotnet build cannot build.");
        }
    }

    /// <summary>The test command runs what ends in Tests.</summary>
    [TestMethod]
    public void TestProjects_names_endInTests()
    {
        foreach (var path in HostProjects)
        {
            var runsTests = Document(path).Descendants("PackageReference").Any(package => package.Attribute("Include")?.Value == "Microsoft.NET.Test.Sdk");
            Assert.AreEqual(path.EndsWith("Tests.csproj", StringComparison.Ordinal), runsTests, path);
        }
    }

    [TestMethod]
    public void NugetConfig_sources_noneSoTheUsersServe()
    {
        var elements = Document("nuget.config").Descendants().Select(element => element.Name.LocalName).ToList();

        Assert.DoesNotContain("packageSources", elements);
        Assert.DoesNotContain("clear", elements);
    }

    [TestMethod]
    public void Version_everywhere_isTheSame()
    {
        var version = JsonDocument.Parse(Checkout.Read("version.json")).RootElement.GetProperty("version").GetString();
        var built = Document("host/Directory.Build.props").Descendants("Version").Single().Value;

        Assert.AreEqual(version + ".0", built);
        Assert.Contains($"## [{built}]", Checkout.Read("CHANGELOG.md"));
    }

    private static bool IsTest(string path) => path.Contains("tests/", StringComparison.Ordinal);

    private static IEnumerable<string> References(string path) =>
        Document(path).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(Relative(path, reference.Attribute("Include")!.Value)));

    /// <summary>A path that a file names, relative to the root.</summary>
    private static string Relative(string file, string named) =>
        Path.GetRelativePath(Checkout.Root, Path.GetFullPath(Path.Combine(Checkout.Root, Path.GetDirectoryName(file)!, named.Replace('\\', '/')))).Replace('\\', '/');

    private static XDocument Document(string path) => XDocument.Load(Path.Combine(Checkout.Root, path));
}
