using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Tests.Goldens;
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
        using var interpreter = new Interpreter(golden.Convert(), new HostNativeBackend());
        var (input, output) = (interpreter.Input(0), interpreter.Output(0));
        var answer = new sbyte[output.ElementCount];
        foreach (var (sample, (inputBytes, expected)) in golden.Samples(input.ByteCount, output.ByteCount).Index())
        {
            input.Write(inputBytes);
            interpreter.Invoke(maxMacs);
            output.Read(answer);
            CollectionAssert.AreEqual(expected, answer, $"sample {sample}");
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
