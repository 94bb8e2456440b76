using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

/// <summary>--backend native, with the library and without.</summary>
[TestClass]
public class NativeBackendTests
{
    private const string Variable = "TINYINFER_NATIVE_LIBRARY";

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    [DataRow("run", "--input", "--json")]
    [DataRow("verify", "--inputs", "--outputs=same")]
    public void Native_without_the_library_says_how_to_build_it(string verb, string inputOption, string other)
    {
        var model = SineNetwork.Convert(_folder);
        var input = _folder.Add("in.bin", [1]);

        using var tool = ToolProcess.StartWith(Variable, _folder["none.so"], verb, model, inputOption, input, other, "--backend", "native");

        tool.Finish().Fails(ExitCode.Failed, "back end 'native'", Variable, "none.so", "cmake --preset host", "host/TestAll");
    }

    [TestMethod]
    public void Managed_without_the_library_works()
    {
        var model = SineNetwork.Convert(_folder);
        var input = _folder.Add("in.bin", [1]);

        using var tool = ToolProcess.StartWith(Variable, _folder["none.so"], "run", model, "--input", input, "--json");

        tool.Finish().Succeeds();
    }

    [TestMethod]
    public void Native_on_a_file_that_is_no_library_says_so()
    {
        var model = SineNetwork.Convert(_folder);
        var input = _folder.Add("in.bin", [1]);

        using var tool = ToolProcess.StartWith(Variable, input, "run", model, "--input", input, "--json", "--backend", "native");

        tool.Finish().Fails(ExitCode.Failed, "in.bin", "cannot be loaded", "Build it again");
    }

    [TestMethod]
    public void Native_answers_as_managed_does()
    {
        NativeFiles.RequireLibrary();
        var model = SineNetwork.Convert(_folder);
        var input = _folder.Add("in.bin", [.. Enumerable.Range(0, 256).Select(value => (byte)value)]);
        ToolRun.Of("run", model, "--input", input, "--output", _folder["managed.bin"]).Succeeds();

        ToolRun.Of("run", model, "--input", input, "--output", _folder["native.bin"], "--backend", "native").Succeeds();
        var verified = ToolRun.Of("verify", model, "--inputs", input, "--outputs", _folder["managed.bin"], "--backend", "native").Succeeds();

        CollectionAssert.AreEqual(File.ReadAllBytes(_folder["managed.bin"]), File.ReadAllBytes(_folder["native.bin"]));
        Assert.AreEqual("256 of 256 samples bit-exact\n", verified.Output);
    }
}
