using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Compiler.Tests.Goldens;

/// <summary>Whole networks, from .tflite to the answers of every sample, bit by bit.</summary>
[TestClass]
public sealed class GoldenTests
{
    [TestMethod]
    [DataRow("hello_world")]
    [DataRow("micro_speech")]
    [DataRow("kws")]
    [DataRow("resnet")]
    [DataRow("ad01")]
    public void Invoke_every_sample_is_bit_exact(string name)
    {
        AssertBitExact(name, interpreter => interpreter.Invoke());
    }

    [TestMethod]
    [DataRow("hello_world")]
    [DataRow("micro_speech")]
    [DataRow("kws")]
    [DataRow("resnet")]
    [DataRow("ad01")]
    public void Invoke_in_slices_of_1000_macs_is_bit_exact(string name)
    {
        AssertBitExact(name, interpreter => interpreter.Invoke(1000));
    }

    [TestMethod]
    [DataRow("hello_world", 3, 0)]
    [DataRow("micro_speech", 3, 1)]
    [DataRow("kws", 12, 1)]
    [DataRow("resnet", 15, 1)]
    [DataRow("ad01", 10, 0)]
    public void Step_every_op_of_every_sample_is_bit_exact(string name, int compared, int folded)
    {
        var golden = Golden.Require(name);
        var bytes = golden.ConvertToBytes(debugInfo: true);
        var layers = ModelDescription.Read(bytes).Debug;
        Assert.AreEqual(folded, layers.Count(layer => layer.Arena is null));
        Assert.AreEqual(compared, layers.Count(layer => layer.Arena is not null));

        var backend = new ManagedBackend();
        using var interpreter = new Interpreter(Model.Load(ModelSource.FromArray(bytes)), backend);
        var (input, output) = (interpreter.Input(0), interpreter.Output(0));
        var sample = 0;
        foreach (var (inputBytes, expected) in golden.Samples(input.ByteCount, output.ByteCount))
        {
            input.Write(inputBytes);
            for (var (record, more) = (0, true); more; record++)
            {
                more = interpreter.Step();
                foreach (var (op, layer) in layers.Index().Where(layer => layer.Item.Record == record))
                {
                    var actual = Checksum.Of(ReadArena(backend, layer.Arena!.Value));
                    Assert.AreEqual(golden.LayerCrc(sample, op, layers.Count), actual, $"sample {sample}, op {op} {layer.Name}");
                }
            }

            Assert.AreEqual(-1, Golden.FirstDifference(expected, output), $"sample {sample}");
            sample++;
        }
    }

    [TestMethod]
    [DataRow("hello_world", 1_200, 64)]
    [DataRow("micro_speech", 17_500, 6_000)]
    [DataRow("kws", 28_500, 16_200)]
    [DataRow("resnet", 82_500, 49_500)]
    [DataRow("ad01", 274_000, 800)]
    public void Convert_file_and_arena_stay_small(string name, int fileBytes, int arenaBytes)
    {
        var model = Golden.Require(name).Convert();

        Assert.IsLessThanOrEqualTo(fileBytes, model.FileBytes);
        Assert.IsLessThanOrEqualTo(arenaBytes, model.ArenaBytes);
    }

    [TestMethod]
    [DataRow("hello_world", 288)]
    [DataRow("micro_speech", 336_000)]
    [DataRow("kws", 2_656_768)]
    [DataRow("resnet", 12_501_632)]
    [DataRow("ad01", 264_192)]
    public void Convert_multiply_accumulates_are_counted(string name, int macs)
    {
        Assert.AreEqual(macs, Golden.Require(name).Convert().Macs);
    }

    [TestMethod]
    public void Convert_twice_gives_equal_bytes()
    {
        var golden = Golden.Require("resnet");

        CollectionAssert.AreEqual(golden.ConvertToBytes(debugInfo: true), golden.ConvertToBytes(debugInfo: true));
    }

    private static void AssertBitExact(string name, Action<Interpreter> invoke)
    {
        var golden = Golden.Require(name);
        golden.AssertBitExact(golden.ConvertToBytes(debugInfo: false), invoke);
    }

    private static byte[] ReadArena(Backend backend, ArenaRange range)
    {
        var values = new sbyte[range.Bytes];
        backend.Read(range.Start, values, 0, values.Length);
        return [.. values.Select(value => (byte)value)];
    }
}
