using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Layouts;
using TinyInfer.Compiler.Tests.Goldens;
using TinyInfer.Compiler.Tests.Layouts;
using TinyInfer.NativeHost;
using TinyInfer.Testing;

namespace TinyInfer.Native.Tests.Networks;

/// <summary>Whole networks on the native kernels: every sample and every op's output, bit by bit.</summary>
[TestClass]
public sealed class GoldenTests
{
    [TestInitialize]
    public void RequireLibrary() => NativeFiles.RequireLibrary();

    [TestMethod]
    [DataRow("hello_world", int.MaxValue)]
    [DataRow("micro_speech", int.MaxValue)]
    [DataRow("kws", int.MaxValue)]
    [DataRow("resnet", int.MaxValue)]
    [DataRow("ad01", int.MaxValue)]
    [DataRow("hello_world", 1)]
    [DataRow("micro_speech", 1)]
    [DataRow("kws", 1)]
    [DataRow("resnet", 1)]
    [DataRow("ad01", 1)]
    public void Invoke_everySampleWholeAndUnitByUnit_isBitExact(string name, int maxMacs)
    {
        var golden = Golden.Require(name);
        golden.AssertBitExact(golden.ConvertToBytes(debugInfo: false), interpreter => interpreter.Invoke(maxMacs), new HostNativeBackend());
    }

    /// <summary>Whatever its weights are laid out for; slices begin inside of blocks.</summary>
    [TestMethod]
    [DataRow("hello_world")]
    [DataRow("micro_speech")]
    [DataRow("kws")]
    [DataRow("resnet")]
    [DataRow("ad01")]
    public void Invoke_everySampleInEveryLayout_isBitExact(string name)
    {
        var golden = Golden.Require(name);
        var plain = golden.ConvertToBytes(debugInfo: false);
        var targets = from target in LayoutTarget.All
                      from budget in new[] { 0, 150_000 }
                      select ModelConverter.Convert(golden.Network, new() { Target = target, FlashBudget = budget });
        var files = LaidOut.Packed.Select(layout => LaidOut.In(plain, layout)).OfType<byte[]>().Concat(targets).DistinctBy(file => BitConverter.ToUInt32(file, FileHeader.DataCrc)).ToList();

        Assert.IsGreaterThan(2, files.Count);
        foreach (var file in files)
        {
            golden.AssertBitExact(file, interpreter => interpreter.Invoke(), new HostNativeBackend());
            golden.AssertBitExact(file, interpreter => interpreter.Invoke(1), new HostNativeBackend());
        }
    }

    [TestMethod]
    [DataRow("hello_world")]
    [DataRow("micro_speech")]
    [DataRow("kws")]
    [DataRow("resnet")]
    [DataRow("ad01")]
    public void Step_everyOpOfEverySample_isBitExact(string name)
    {
        var golden = Golden.Require(name);
        var bytes = golden.ConvertToBytes(debugInfo: true);
        var description = ModelDescription.Read(bytes);
        var backend = new HostNativeBackend();
        using var interpreter = new Interpreter(Model.Load(ModelSource.FromArray(bytes)), backend);
        var trace = new LayerTrace(description, interpreter, backend);
        var compared = 0;
        foreach (var (sample, (inputBytes, _)) in golden.Samples(interpreter.Input(0).ByteCount, interpreter.Output(0).ByteCount).Index())
        {
            interpreter.Input(0).Write(inputBytes);
            foreach (var (op, checksum) in trace.Run().Index().Where(layer => layer.Item is not null))
            {
                Assert.AreEqual(golden.LayerCrc(sample, op, description.Debug.Count), checksum, $"sample {sample}, op {op} {description.Debug[op].Name}");
                compared++;
            }
        }

        Assert.IsGreaterThan(description.Ops.Count, compared);
    }
}
