using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace TinyInfer.Runtime.Tests.Device;

/// <summary>The device's sources use nothing but what nf-tests/NanoSurface declares, and the wall is a wall.</summary>
[TestClass]
public class NanoSurfaceTests
{
    [TestMethod]
    public void DeviceSources_againstTheSurfaceAlone_compile()
    {
        foreach (var sources in new[] { DeviceSources.PipelineCompilation, DeviceSources.NativeCompilation })
        {
            var errors = DeviceSources.Errors(sources);
            Assert.IsEmpty(errors, string.Join('\n', errors));
        }
    }

    /// <summary>What mscorlib on the device lacks, or what would be another assembly.</summary>
    [TestMethod]
    [DataRow("double x = System.Math.Sqrt(2);")]
    [DataRow("System.Span<byte> x = default;")]
    [DataRow("System.Span<byte> x = stackalloc byte[4];")]
    [DataRow("var x = new System.Collections.Generic.List<int>();")]
    [DataRow("int? x = null;")]
    [DataRow("(int, int) x = (1, 2);")]
    [DataRow("string x = string.Join(\",\", new string[1]);")]
    [DataRow("string x = System.Text.Encoding.UTF8.GetString(new byte[1]);")]
    [DataRow("int x = new int[3][^1];")]
    [DataRow("System.Array.Fill(new int[1], 1);")]
    [DataRow("System.Buffer.BlockCopy(new int[1], 0, new int[1], 0, 4);")]
    [DataRow("System.Console.WriteLine();")]
    [DataRow("throw new System.OverflowException();")]
    [DataRow("throw new System.IO.InvalidDataException();")]
    [DataRow("decimal x = 1;")]
    [DataRow("object x = System.GC.GetTotalMemory(false);")]
    [DataRow("System.Func<int> x = () => 1;")]
    [DataRow("System.Device.Gpio.GpioController x = null;")]
    [DataRow("System.Device.I2c.I2cDevice x = null;")]
    [DataRow("byte[] x = System.IO.File.ReadAllBytes(\"I:\\\\x\");")]
    [DataRow("TinyInfer.NativeBackend x = null;")]
    [DataRow("TinyInfer.Compiler.ConvertOptions x = null;")]
    public void Surface_onWhatADeviceLacks_refuses(string statement) =>
        Assert.IsNotEmpty(DeviceSources.Errors(DeviceSources.CompilationWith($"class Probe {{ void Run() {{ {statement} }} }}")));

    [TestMethod]
    public void Surface_onWhatADeviceHas_accepts() =>
        Assert.IsEmpty(DeviceSources.Errors(DeviceSources.CompilationWith(
            "class Probe { int Run() { int[] x = { 1, 2, 3 }; System.Array.Copy(x, 0, x, 1, 2); return x.Length; } }")));

    /// <summary>The shared tests in the language of the device, with nanoFramework.TestFramework as the shim declares it.</summary>
    [TestMethod]
    public void SharedTests_inCSharp9_compile()
    {
        foreach (var tests in new[] { DeviceSources.TestCompilation, DeviceSources.PipelineTestCompilation })
        {
            var errors = DeviceSources.Errors(tests);
            Assert.IsEmpty(errors, string.Join('\n', errors));
        }
    }
}
