using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using TinyInfer.Cli.Files;

namespace TinyInfer.Cli.Tests;

/// <summary>flash against a stand-in for nanoff that writes down how it is called.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux | OperatingSystems.OSX)]
[UnsupportedOSPlatform("windows")]
public partial class FlashVerbTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    private string Log => File.Exists(_folder["calls.log"]) ? File.ReadAllText(_folder["calls.log"]).TrimEnd() : "";

    [TestMethod]
    public void Flash_of_all_three_runs_and_shows_each_command_in_order()
    {
        WriteNanoff("echo 'TinyInfer.Native v1.0.0.0, checksum 0x1D598ED1'");
        var model = SineNetwork.Convert(_folder);
        var firmware = _folder.Add("nanoCLR.bin", [1, 2, .. "TinyInfer.Native\0"u8, 0xD1, 0x8E, 0x59, 0x1D, 9]);
        var app = _folder.Add("app.bin", [1, 2, 3]);

        var run = Flash("--board", "esp32", "--port", "COM3", "--firmware", firmware, "--app", app, "--model", model).Succeeds();

        string[] expected =
        [
            $"--target ESP32_REV3 --serialport COM3 --update --clrfile {firmware}",
            $"--target ESP32_REV3 --serialport COM3 --deploy --image {app}",
            $"--target ESP32_REV3 --serialport COM3 --deploy --image {model} --address 0x3A0000",
            "--nanodevice --devicedetails --serialport COM3",
        ];
        Assert.AreEqual(string.Join('\n', expected), Log);
        foreach (var command in expected)
        {
            Assert.Contains("nanoff " + command, run.Error);
        }

        Assert.Contains("has the native half", run.Error);
    }

    [TestMethod]
    public void Flash_of_nothing_updates_to_nanoFrameworks_own_firmware()
    {
        WriteNanoff("echo 'mscorlib v100.5.0.24, checksum 0x1549C856'");

        Flash("--board", "PICO", "--port", "/dev/ttyACM0").Succeeds();

        Assert.AreEqual("--target PICO_RP2040 --serialport /dev/ttyACM0 --update\n--nanodevice --devicedetails --serialport /dev/ttyACM0", Log);
    }

    [TestMethod]
    public void Flash_as_a_dry_run_shows_what_it_would_run_and_runs_nothing()
    {
        WriteNanoff("true");
        var model = SineNetwork.Convert(_folder);

        var run = Flash("--board", "STM32F429I_DISCOVERY", "--port", "COM3", "--model", model, "--dry-run").Succeeds();

        Assert.AreEqual("", Log);
        Assert.StartsWith($"nanoff --target ST_STM32F429I_DISCOVERY --serialport COM3 --deploy --image {model} --address 0x81C0000", run.Output);
    }

    [TestMethod]
    public void Flash_onto_a_port_that_does_not_answer_shows_nanoffs_words_and_exit_code()
    {
        WriteNanoff("echo 'Error E2001: Error connecting to device on COM9.' >&2; exit 209");

        FailsAfterTalk(
            Flash("--board", "ESP32", "--port", "COM9"), ExitCode.Failed, "Error E2001: Error connecting to device on COM9.\nerror: ", "exit code 209", "port 'COM9'");
        Assert.AreEqual("--target ESP32_REV3 --serialport COM9 --update", Log);
    }

    [TestMethod]
    public void Flash_onto_firmware_of_another_version_says_both_checksums()
    {
        WriteNanoff("echo 'TinyInfer.Native v1.0.0.0, checksum 0x12345678'");
        var app = _folder.Add("app.bin", [1]);

        FailsAfterTalk(Flash("--board", "ESP32", "--port", "COM3", "--app", app), ExitCode.Mismatch, "error: ", "0x12345678", "0x1D598ED1");
    }

    [TestMethod]
    public void Flash_of_firmware_of_another_version_is_refused_before_anything_is_run()
    {
        WriteNanoff("true");
        var firmware = _folder.Add("nanoCLR.bin", "..TinyInfer.Native\0....."u8.ToArray());

        Flash("--board", "ESP32", "--port", "COM3", "--firmware", firmware).Fails(ExitCode.Mismatch, "nanoCLR.bin", "0x1D598ED1");
        Assert.AreEqual("", Log);
    }

    [TestMethod]
    public void Flash_of_what_is_no_model_or_too_large_is_refused_before_anything_is_run()
    {
        WriteNanoff("true");
        var junk = _folder.Add("junk.tinf", [1, 2, 3, 4]);
        var large = _folder.Add("large.tinf", new byte[131073]);

        Flash("--board", "ESP32", "--port", "COM3", "--model", junk).Fails(ExitCode.BadModel, "junk.tinf", "TINF");
        Flash("--board", "ESP32", "--port", "COM3", "--model", large).Fails(ExitCode.Failed, "131,073", "131,072");
        Assert.AreEqual("", Log);
    }

    [TestMethod]
    public void Flash_without_nanoff_says_how_to_install_it()
    {
        using var tool = ToolProcess.StartWith("PATH", _folder.Path, "flash", "--board", "ESP32", "--port", "COM3");

        tool.Finish().Fails(ExitCode.Failed, "nanoff", "dotnet tool install");
    }

    [TestMethod]
    public void Flash_of_a_board_that_does_not_exist_suggests_the_nearest() =>
        ToolRun.Of("flash", "--board", "ESP32-S3", "--port", "COM3").Fails(ExitCode.Usage, "'ESP32-S3'", "did you mean ESP32_S3?", "PICO2");

    [TestMethod]
    public void Checksum_that_is_compared_is_the_interops()
    {
        var cpp = File.ReadAllText(Path.Combine(TinyInfer.Testing.SharedFiles.Repository, "native-interop/interop/TinyInfer_Native.cpp"));

        Assert.AreEqual(InteropChecksum.OfThePackage, Convert.ToUInt32(Hexadecimal().Match(cpp).Value, 16));
    }

    private static void FailsAfterTalk(ToolRun run, int exitCode, params string[] words)
    {
        Assert.AreEqual(exitCode, run.ExitCode, run.Error);
        foreach (var word in words)
        {
            Assert.Contains(word, run.Error);
        }
    }

    private ToolRun Flash(params string[] arguments)
    {
        using var tool = ToolProcess.StartWith("PATH", $"{_folder.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}", ["flash", .. arguments]);
        return tool.Finish();
    }

    private void WriteNanoff(string body)
    {
        var path = _folder.Add("nanoff", $"#!/bin/sh\necho \"$@\" >> '{_folder["calls.log"]}'\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [GeneratedRegex("0x[0-9A-F]{8}")]
    private static partial Regex Hexadecimal();
}
