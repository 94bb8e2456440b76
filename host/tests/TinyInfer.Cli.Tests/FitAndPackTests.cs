using System.Text.Json;
using TinyInfer.Compiler.Packing;

namespace TinyInfer.Cli.Tests;

[TestClass]
public class FitAndPackTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    public void Fit_of_a_small_network_lists_every_board()
    {
        var run = ToolRun.Of("fit", SineNetwork.Convert(_folder)).Succeeds();

        Assert.Contains("STM32F769I_DISCOVERY", run.Output);
        Assert.DoesNotContain("does not fit", run.Output);
        Assert.Contains("PICO, stock firmware: it needs", run.Output);
        Assert.Contains("nobody measured", run.Output);
    }

    [TestMethod]
    public void Fit_as_json_has_the_figures_of_one_board()
    {
        var model = SineNetwork.Convert(_folder);
        var bytes = new FileInfo(model).Length;

        var json = JsonDocument.Parse(ToolRun.Of("fit", model, "--board", "stm32f429i_discovery", "--json").Succeeds().Output).RootElement;

        Assert.AreEqual(1, json.GetArrayLength());
        Assert.IsTrue(json[0].GetProperty("fitsNative").GetBoolean());
        var flash = json[0].GetProperty("native")[2];
        Assert.AreEqual(bytes, flash.GetProperty("needed").GetInt64());
        Assert.AreEqual("flash", flash.GetProperty("memory").GetString());
    }

    [TestMethod]
    public void Fit_on_a_board_that_does_not_exist_suggests_the_nearest() =>
        ToolRun.Of("fit", "m.tinf", "--board", "PICO3").Fails(ExitCode.Usage, "'PICO3'", "did you mean PICO");

    [TestMethod]
    public void Pack_makes_a_project_with_one_resource()
    {
        var model = SineNetwork.Convert(_folder);

        ToolRun.Of("pack", model, "-o", _folder["Sine"], "--name", "SineModel").Succeeds();

        Assert.AreEqual(
            "InFlash.cs Properties/AssemblyInfo.cs Resources.resx SineModel.nfproj model.tinf packages.config",
            string.Join(' ', Directory.GetFiles(_folder["Sine"], "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(_folder["Sine"], file).Replace('\\', '/')).Order(StringComparer.Ordinal)));
        CollectionAssert.AreEqual(File.ReadAllBytes(model), File.ReadAllBytes(Path.Combine(_folder["Sine"], "model.tinf")));
        Assert.Contains("public const short Id = ", File.ReadAllText(Path.Combine(_folder["Sine"], "InFlash.cs")));
        Assert.DoesNotContain(".tmp", string.Join(' ', _folder.Files));
    }

    [TestMethod]
    public void Pack_for_a_region_fills_the_last_sector_as_flash_is_when_erased()
    {
        var model = SineNetwork.Convert(_folder);
        var bytes = File.ReadAllBytes(model);

        ToolRun.Of("pack", model, "-o", _folder["model.img"], "--region", "65536").Succeeds();

        var image = File.ReadAllBytes(_folder["model.img"]);
        Assert.HasCount(4096, image);
        Assert.IsTrue(image.AsSpan().StartsWith(bytes));
        Assert.IsFalse(image.AsSpan(bytes.Length).ContainsAnyExcept((byte)0xFF));
    }

    [TestMethod]
    public void Pack_onto_what_is_there_or_without_room_is_refused()
    {
        var model = SineNetwork.Convert(_folder);

        ToolRun.Of("pack", model, "-o", _folder.Path).Fails(ExitCode.Usage, "is there already");
        ToolRun.Of("pack", model, "-o", _folder["none/Sine"]).Fails(ExitCode.Failed, "there is no directory");
        ToolRun.Of("pack", model, "-o", _folder["Sine"], "--name", "2 Sine").Fails(ExitCode.Usage, "'2 Sine'", "C# namespace");
        ToolRun.Of("pack", model, "-o", _folder["model.img"], "--region", "100").Fails(ExitCode.Failed, "100", "make the region larger");
        ToolRun.Of("pack", model, "-o", _folder["model.img"], "--region", "5000", "--name", "A").Fails(ExitCode.Usage, "--name", "--region");
        Assert.DoesNotContain("model.img", _folder.Files);
    }

    [TestMethod]
    [DataRow("kws.tinf", "KwsModel")]
    [DataRow("my/person detect-2.tinf", "PersonDetect2Model")]
    [DataRow("1.tinf", "The1Model")]
    public void Name_of_a_packed_model_is_made_of_its_files(string path, string expected)
    {
        Assert.AreEqual(expected, ModelAssembly.NameFor(path));
        Assert.IsTrue(ModelAssembly.IsName(expected));
    }
}
