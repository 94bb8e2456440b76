using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TinyInfer.Compiler.Tests.House;

/// <summary>
/// nanoFramework's packages and project system are not needed to build on a PC, so nothing there would notice a project
/// that Visual Studio cannot load: these tests read the projects as it does.
/// </summary>
[TestClass]
public partial class DeviceProjectTests
{
    private const string Solution = "TinyInfer.nfproj.sln";
    private const string ProjectKinds = "{11A8DD76-328B-46DF-9F39-F559912D0360};{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}";
    private const string MscorlibToken = "c07d481e9758c731";

    /// <summary>The one version of every package: all projects and nuspecs use it.</summary>
    private static readonly Dictionary<string, string> Versions = new()
    {
        ["nanoFramework.CoreLibrary"] = "1.17.11",
        ["nanoFramework.Hardware.Esp32"] = "1.6.40",
        ["nanoFramework.ResourceManager"] = "1.2.32",
        ["nanoFramework.Runtime.Events"] = "1.11.32",
        ["nanoFramework.Runtime.Native"] = "1.7.11",
        ["nanoFramework.System.Device.Adc"] = "1.1.24",
        ["nanoFramework.System.Device.I2c"] = "1.1.29",
        ["nanoFramework.System.Device.I2s"] = "1.0.28",
        ["nanoFramework.System.IO.FileSystem"] = "1.1.87",
        ["nanoFramework.System.IO.Ports"] = "1.1.60",
        ["nanoFramework.System.IO.Streams"] = "1.1.96",
        ["nanoFramework.System.Text"] = "1.3.42",
        ["nanoFramework.TestFramework"] = "3.0.80",
        ["Nerdbank.GitVersioning"] = "3.10.85",
    };

    [TestMethod]
    public void Sources_ofEveryProject_areTheFilesOnDisk()
    {
        foreach (var project in DeviceProject.All)
        {
            var listed = project.Sources().ToList();
            Assert.HasCount(listed.Count, listed.Distinct().ToList(), $"{project.Path} lists a file twice");
            foreach (var source in listed)
            {
                Assert.IsTrue(File.Exists(Path.Combine(Checkout.Root, source)), $"{project.Path} lists {source}, which is not there");
            }

            var folders = project.SharedLists().Select(list => Path.GetDirectoryName(list)!.Replace('\\', '/')).Append(project.Folder).Distinct();
            var onDisk = folders.SelectMany(folder => Checkout.Files("*.cs", folder).Where(source => folder == project.Folder || !IsOutsideOfLists(folder, source))).Distinct();
            Assert.AreEqual(Lines(onDisk), Lines(listed), project.Path);
        }
    }

    [TestMethod]
    public void SharedLists_everyOne_listsItsFolder()
    {
        foreach (var list in Checkout.Files("*.projitems"))
        {
            var folder = Path.GetDirectoryName(list)!.Replace('\\', '/');
            var onDisk = Checkout.Files("*.cs", folder).Where(source => !IsOutsideOfLists(folder, source));
            Assert.AreEqual(Lines(onDisk), Lines(DeviceProject.SharedSources(list)), list);
        }
    }

    /// <summary>Sources that a project has for itself: its identity, and what needs hardware.</summary>
    private static bool IsOutsideOfLists(string folder, string source) =>
        source.StartsWith($"{folder}/Properties/", StringComparison.Ordinal) || source.StartsWith($"{folder}/Device/", StringComparison.Ordinal);

    [TestMethod]
    public void Project_properties_areWhatTheProjectSystemWants()
    {
        foreach (var project in DeviceProject.All)
        {
            Assert.AreEqual(ProjectKinds, project.Property("ProjectTypeGuids"), project.Path);
            Assert.AreEqual("v1.0", project.Property("TargetFrameworkVersion"), project.Path);
            Assert.AreEqual("9.0", project.Property("LangVersion"), project.Path);
            Assert.AreEqual(project.IsTest ? "NFUnitTest" : project.Name, project.Property("AssemblyName"), project.Path);
            Assert.IsTrue(project.Elements("ProjectConfigurationsDeclaredAsItems").Any(), project.Path);
        }
    }

    [TestMethod]
    public void Project_imports_comeInOrderAndAreGuarded()
    {
        string[] order = ["NFProjectSystem.Default.props", "NFProjectSystem.props", ".projitems", "NFProjectSystem.CSharp.targets"];
        foreach (var project in DeviceProject.All)
        {
            var imports = project.Imports.Where(import => !import.Attribute("Project")!.Value.Contains("Nerdbank")).ToList();
            var kinds = imports.Select(import => Array.FindIndex(order, ending => import.Attribute("Project")!.Value.EndsWith(ending, StringComparison.Ordinal))).ToList();
            Assert.IsTrue(kinds.SequenceEqual(kinds.Order()), $"{project.Path}: imports out of order");
            Assert.IsTrue(new[] { 0, 1, 3 }.All(kinds.Contains), $"{project.Path} lacks an import of the project system");
            foreach (var import in project.Imports.Where(import => import.Attribute("Label")?.Value != "Shared"))
            {
                var target = import.Attribute("Project")!.Value;
                Assert.AreEqual($"Exists('{target}')", import.Attribute("Condition")?.Value, project.Path);
            }
        }
    }

    [TestMethod]
    public void References_ofEveryProject_resolveToItsPackages()
    {
        foreach (var project in DeviceProject.All)
        {
            var packages = project.Packages().ToDictionary(package => package.Id, package => package.Version);
            foreach (var reference in project.Elements("Reference"))
            {
                var include = reference.Attribute("Include")!.Value;
                var hint = reference.Elements().Single().Value;
                var match = HintPath().Match(hint);
                Assert.IsTrue(match.Success, $"{project.Path}: {hint}");
                var (id, version) = (match.Groups["id"].Value, match.Groups["version"].Value);
                Assert.AreEqual(packages.GetValueOrDefault(id), version, $"{project.Path}: {id} in packages.config");
                Assert.AreEqual(include.Split(',')[0], match.Groups["assembly"].Value, project.Path);
                Assert.Contains($"PublicKeyToken={MscorlibToken}", include, project.Path);
                Assert.AreEqual($"packages/{id}.{version}", DeviceProject.Resolve(project.Folder, hint).Split("/lib/")[0], project.Path);
            }

            foreach (var reference in project.Items("ProjectReference"))
            {
                Assert.IsTrue(File.Exists(Path.Combine(Checkout.Root, DeviceProject.Resolve(project.Folder, reference))), $"{project.Path}: {reference}");
            }
        }
    }

    [TestMethod]
    public void Packages_ofEveryProject_haveOneVersion()
    {
        foreach (var project in DeviceProject.All)
        {
            foreach (var (id, version) in project.Packages())
            {
                Assert.IsTrue(Versions.TryGetValue(id, out var expected), $"{id} is new: say its version in this test");
                Assert.AreEqual(expected, version, $"{project.Path}: {id}");
            }
        }
    }

    [TestMethod]
    public void TestProjects_everyOne_isFoundAndStartedByTheTestAdapter()
    {
        var tests = DeviceProject.All.Where(project => project.IsTest).ToList();
        foreach (var project in tests)
        {
            Assert.Contains("TestContainer", project.Items("ProjectCapability").ToList(), project.Path);
            Assert.AreEqual("UnitTest", project.Property("TestProjectType"), project.Path);
            Assert.AreEqual(@"$(MSBuildProjectDirectory)\nano.runsettings", project.Property("RunSettingsFilePath"), project.Path);
            var references = project.Items("Reference").Select(include => include.Split(',')[0]).ToList();
            Assert.Contains("nanoFramework.TestFramework", references, project.Path);
            Assert.Contains("nanoFramework.UnitTestLauncher", references, project.Path);
            var settings = XDocument.Parse(Checkout.Read($"{project.Folder}/nano.runsettings"));
            Assert.IsTrue(settings.Descendants("IsRealHardware").Any(), project.Path);
        }

        Assert.IsNotEmpty(tests);
    }

    [TestMethod]
    public void Solution_projects_areAllDeviceProjectsWithTheirGuids()
    {
        var solution = Checkout.Read(Solution);
        var listed = SolutionProject().Matches(solution)
            .Select(match => (Path: match.Groups["path"].Value.Replace('\\', '/'), Guid: match.Groups["guid"].Value))
            .ToList();
        Assert.AreEqual(Lines(DeviceProject.All.Select(project => project.Path)), Lines(listed.Select(project => project.Path)));
        foreach (var (path, guid) in listed)
        {
            Assert.AreEqual(new DeviceProject(path).Property("ProjectGuid"), guid.ToLowerInvariant(), path);
            foreach (var configuration in new[] { "Debug", "Release" })
            {
                foreach (var kind in new[] { "ActiveCfg", "Build.0", "Deploy.0" })
                {
                    Assert.Contains($"{{{guid}}}.{configuration}|Any CPU.{kind} = {configuration}|Any CPU", solution, path);
                }
            }
        }
    }

    [TestMethod]
    public void Nuspec_ofEveryLibrary_namesItsFilesAndExactDependencies()
    {
        var libraries = DeviceProject.All.Where(project => project.Path.StartsWith("nf-src/", StringComparison.Ordinal)).ToList();
        foreach (var library in libraries)
        {
            var nuspec = XDocument.Parse(Checkout.Read($"{library.Folder}/{library.Name}.nuspec")).Root!;
            string Value(string name) => nuspec.Descendants().Single(element => element.Name.LocalName == name).Value;
            Assert.AreEqual(library.Name, Value("id"));
            Assert.AreEqual(library.Name, Value("title"));
            Assert.AreEqual("$version$", Value("version"));
            var files = nuspec.Descendants().Where(element => element.Name.LocalName == "file").Select(file => file.Attribute("src")!.Value).ToList();
            foreach (var ending in new[] { "dll", "pdb", "pdbx", "pe", "xml" })
            {
                Assert.Contains($@"bin\Release\{library.Name}.{ending}", files);
            }

            foreach (var file in files.Where(file => !file.StartsWith("bin", StringComparison.Ordinal)))
            {
                Assert.IsTrue(File.Exists(Path.Combine(Checkout.Root, DeviceProject.Resolve(library.Folder, file))), file);
            }

            var dependencies = nuspec.Descendants().Where(element => element.Name.LocalName == "dependency")
                .Select(dependency => (dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value));
            var packages = library.Packages().Where(package => package.Id != "Nerdbank.GitVersioning");
            var libraryPackages = library.Items("ProjectReference").Select(reference => (reference.Split('\\')[^1].Replace(".nfproj", ""), "$version$"));
            Assert.AreEqual(Lines(packages.Concat(libraryPackages)), Lines(dependencies));
        }

        Assert.IsNotEmpty(libraries);
    }

    [TestMethod]
    public void Resources_ofEveryProject_areThereUnderTheirIds()
    {
        var designers = DeviceProject.All.SelectMany(project => project.Items("EmbeddedResource").Select(item => (project, item)));
        foreach (var (project, item) in designers)
        {
            var designer = Checkout.Read($"{project.Folder}/{item.Replace(".resx", ".Designer.cs")}");
            Assert.Contains($"\"{project.Property("RootNamespace")}.{item.Replace(".resx", "")}\"", designer, project.Path);
            foreach (var data in XDocument.Parse(Checkout.Read($"{project.Folder}/{item}")).Root!.Elements("data"))
            {
                var name = data.Attribute("name")!.Value;
                var file = data.Element("value")!.Value.Split(';')[0];
                Assert.IsTrue(File.Exists(Path.Combine(Checkout.Root, DeviceProject.Resolve(project.Folder, file))), $"{project.Path}: {file}");
                Assert.Contains(file, project.Items("None").ToList(), project.Path);
                Assert.Contains($" {name} = {ResourceId(name)},", designer, project.Path);
            }
        }

        Assert.IsNotEmpty(designers);
    }

    /// <summary>
    /// The metadata processor's hash of a resource's name, in 64-bit arithmetic: the even and the odd characters each
    /// make a sum times 33, xor the next.
    /// </summary>
    private static short ResourceId(string name)
    {
        uint Hash(int first) => name.Where((_, index) => index % 2 == first)
            .Aggregate(5381U * 65537, (hash, character) => (uint)(((ulong)hash * 33) ^ character));
        var sum = Hash(0) + (uint)(Hash(1) * 1566083941UL);
        return (short)((sum >> 16) ^ sum);
    }

    [TestMethod]
    public void LockFiles_noneIsCommitted() =>
        Assert.IsEmpty(Checkout.Files("packages.lock.json").Where(path => path.StartsWith("nf-", StringComparison.Ordinal)));

    private static string Lines<T>(IEnumerable<T> values) => string.Join('\n', values.Select(value => value!.ToString()).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\\packages\\(?<id>[A-Za-z0-9.]+?)\.(?<version>\d[\d.]*)\\lib\\(?<assembly>[A-Za-z0-9.]+?)\.(dll|exe)$")]
    private static partial Regex HintPath();

    [GeneratedRegex(@"Project\(""\{11A8DD76-328B-46DF-9F39-F559912D0360\}""\) = ""[^""]+"", ""(?<path>[^""]+)"", ""\{(?<guid>[0-9A-F-]+)\}""")]
    private static partial Regex SolutionProject();
}
