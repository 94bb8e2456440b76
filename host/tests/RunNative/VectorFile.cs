using System.Text;
using TinyInfer;
using TinyInfer.Compiler;
using TinyInfer.Compiler.Tests.Goldens;
using TinyInfer.Compiler.Tests.Grids;
using TinyInfer.OpGrids;

namespace RunNative;

/// <summary>
/// An op's grid as the bare-metal runner reads it: native-interop/bench/vectors.c says where each byte is. The expected
/// outputs are the managed kernels', once their checksum is the external judge's.
/// </summary>
internal static class VectorFile
{
    private const int Samples = 2;

    private static ReadOnlySpan<byte> Magic => "TIVC"u8;

    public static void Write(string path, string op)
    {
        var cases = OpGrid.Cases(op).Zip(Expected.Load(op)).ToList();
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(Magic);
        writer.Write(cases.Count);
        foreach (var (gridCase, expected) in cases)
        {
            Write(writer, gridCase, expected);
        }
    }

    private static void Write(BinaryWriter writer, GridCase gridCase, Expected expected)
    {
        var outputs = GridRun.Outputs(gridCase, new ManagedBackend(), int.MaxValue);
        if (Checksum.Of(outputs) != expected.OutputCrc)
        {
            throw new InvalidDataException($"{gridCase.Name}: the managed kernels do not give the recorded answer");
        }

        var name = Encoding.ASCII.GetBytes(gridCase.Name);
        var model = ModelConverter.Convert(gridCase.Model, new());
        writer.Write(name.Length);
        writer.Write(model.Length);
        writer.Write(Samples);
        writer.Write(gridCase.Input.Length / Samples);
        writer.Write(outputs.Length / Samples);
        foreach (var part in new[] { name, model, gridCase.Input, outputs })
        {
            writer.Write(part);
            writer.Write(new byte[(4 - part.Length % 4) % 4]);
        }
    }
}
