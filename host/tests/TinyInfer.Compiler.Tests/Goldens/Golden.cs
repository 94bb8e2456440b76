using System.Buffers.Binary;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.Goldens;

/// <summary>A reference network with inputs and what TensorFlow Lite Micro's reference kernels answer.</summary>
internal sealed class Golden
{
    private readonly byte[] _inputs;
    private readonly byte[] _outputs;
    private readonly byte[] _layerCrcs;

    private Golden(string name)
    {
        Name = name;
        Network = SharedFiles.Read("goldens", name, "model.tflite");
        _inputs = SharedFiles.Read("goldens", name, "inputs.bin");
        _outputs = SharedFiles.Read("goldens", name, "outputs.bin");
        _layerCrcs = SharedFiles.Read("goldens", name, "layercrc.bin");
    }

    public string Name { get; }

    /// <summary>The .tflite file.</summary>
    public byte[] Network { get; }

    public static Golden Require(string name) => new(name);

    public Model Convert(bool debugInfo = false) => Model.Load(ModelSource.FromArray(ConvertToBytes(debugInfo)));

    public byte[] ConvertToBytes(bool debugInfo) =>
        ModelConverter.Convert(Network, new() { Name = Name, Origin = "model.tflite", DebugInfo = debugInfo });

    /// <summary>Inputs and expected outputs of every sample; all of both files belong to one.</summary>
    public IEnumerable<(sbyte[] Input, sbyte[] Output)> Samples(int inputBytes, int outputBytes)
    {
        var count = _inputs.Length / inputBytes;
        Assert.AreEqual(count * inputBytes, _inputs.Length);
        Assert.AreEqual(count * outputBytes, _outputs.Length);
        Assert.IsGreaterThan(0, count);
        return Enumerable.Range(0, count).Select(i => (
            ToSBytes(_inputs.AsSpan(i * inputBytes, inputBytes)),
            ToSBytes(_outputs.AsSpan(i * outputBytes, outputBytes))));
    }

    /// <summary>The checksum of what an op of the source network writes for a sample.</summary>
    public uint LayerCrc(int sample, int op, int opCount) =>
        BinaryPrimitives.ReadUInt32LittleEndian(_layerCrcs.AsSpan(4 * (sample * opCount + op)));

    /// <summary>All samples through a file that was converted from the network.</summary>
    public void AssertBitExact(byte[] file, Action<Interpreter> invoke, Backend? backend = null)
    {
        using var interpreter = new Interpreter(Model.Load(ModelSource.FromArray(file)), backend ?? new ManagedBackend());
        var (input, output) = (interpreter.Input(0), interpreter.Output(0));
        foreach (var (sample, (inputBytes, expected)) in Samples(input.ByteCount, output.ByteCount).Index())
        {
            input.Write(inputBytes);
            invoke(interpreter);
            Assert.AreEqual(-1, FirstDifference(expected, output), $"sample {sample}: index of the first element that differs");
        }
    }

    /// <summary>Index of the first element that differs, -1 if none does.</summary>
    public static int FirstDifference(sbyte[] expected, Tensor output)
    {
        var actual = new sbyte[output.ElementCount];
        output.Read(actual);
        Assert.HasCount(expected.Length, actual);
        return Enumerable.Range(0, actual.Length).Where(i => actual[i] != expected[i]).DefaultIfEmpty(-1).First();
    }

    private static sbyte[] ToSBytes(ReadOnlySpan<byte> bytes)
    {
        var values = new sbyte[bytes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (sbyte)bytes[i];
        }

        return values;
    }
}
