using System.Text.RegularExpressions;

namespace TinyInfer.RunOnNanoClr;

/// <summary>samples/HelloSine prints what its README shows.</summary>
internal static partial class SampleRun
{
    public static TestResult HelloSine(NanoTools tools, DeviceCompiler compiler, string root)
    {
        var folder = Path.Combine(root, "samples", "HelloSine");
        var project = DeviceProject.Load(Path.Combine(folder, "HelloSine.nfproj"));
        var libraries = project.ProjectReferences.Select(compiler.Build).ToList();
        var resources = new DeviceResources(project.AssemblyName);
        resources.Add("sine", File.ReadAllBytes(Path.Combine(folder, "sine.tinf")));
        var sample = compiler.Compile(
            project.AssemblyName,
            project.IsExecutable,
            project.Sources.Select(DeviceCompiler.Parse),
            [.. project.References.Select(tools.Reference), .. libraries.Select(library => library.Path)],
            [resources.Manifest()]);
        var (_, output) = tools.Run(
            [.. project.References.Select(tools.Executable), .. libraries.Select(library => library.Executable), sample.Executable]);
        return Judge("samples.HelloSine", folder, output);
    }

    /// <summary>With resnet in the partition and a stand-in for the pins.</summary>
    /// <param name="clr">One with native kernels.</param>
    /// <param name="flash">A folder for what shall be flash.</param>
    public static TestResult ImageClassification(NanoTools tools, DeviceCompiler compiler, string root, string clr, string flash, byte[] model)
    {
        Directory.CreateDirectory(flash);
        File.WriteAllBytes(Path.Combine(flash, "model"), model);
        var folder = Path.Combine(root, "samples", "ImageClassification");
        var project = DeviceProject.Load(Path.Combine(folder, "ImageClassification.nfproj"));
        // Not under the name of the real one, for which a CLR expects its native half.
        var pins = compiler.Compile(
            "GpioStandIn", isExecutable: false, [DeviceCompiler.Parse(Path.Combine(root, "nf-tests", "GpioStandIn", "Gpio.cs"))], [tools.Reference("mscorlib")], []);
        DeviceAssembly[] libraries = [.. project.ProjectReferences.Select(compiler.Build), pins];
        var sample = compiler.Compile(
            project.AssemblyName,
            project.IsExecutable,
            project.Sources.Select(DeviceCompiler.Parse),
            [tools.Reference("mscorlib"), .. libraries.Select(library => library.Path)],
            []);
        var (_, output) = tools.Run(
            clr, flash, [tools.Executable("mscorlib"), .. libraries.Select(library => library.Executable), sample.Executable]);
        return Judge("samples.ImageClassification", folder, output);
    }

    /// <summary>How often an LED changed depends on the machine.</summary>
    private static TestResult Judge(string name, string folder, string output)
    {
        string Steady(string text) => Changes().Replace(text.ReplaceLineEndings("\n"), "changed N times");
        var expected = Steady(Block().Match(File.ReadAllText(Path.Combine(folder, "README.md"))).Groups["text"].Value);
        return expected.Length > 0 && Steady(output).Contains(expected)
            ? new TestResult(name, Verdict.Passed, "")
            : new TestResult(name, Verdict.Failed, $"it does not print what its README shows, but: {output}");
    }

    [GeneratedRegex(@"changed \d+ times")]
    private static partial Regex Changes();

    [GeneratedRegex(@"```text\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
