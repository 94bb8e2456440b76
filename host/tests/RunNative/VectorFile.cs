using System.Text;
using TinyInfer;
using TinyInfer.Bench;
using TinyInfer.Compiler;
using TinyInfer.Compiler.Tests.Goldens;
using TinyInfer.Compiler.Tests.Grids;
using TinyInfer.Compiler.Tests.Layouts;
using TinyInfer.OpGrids;

namespace RunNative;

/// <summary>
/// An op's grid as the bare-metal runner reads it: native-interop/bench/vectors.c says where each byte is. The expected
/// outputs are the managed kernels', once their checksum is the external judge's.
/// </summary>
internal static class VectorFile
{
    private static ReadOnlySpan<byte> Magic => "TIVC"u8;

    /// <summary>
    /// Every case of an op's grid, with two samples each; where it has weights, in each layout that they may have; a convolution
    /// also among the channels of another tensor.
    /// </summary>
    public static void Write(string path, string op) =>
        Write(path, [.. OpGrid.Cases(op).Zip(Expected.Load(op)).SelectMany(pair => Models(pair.First, pair.Second)).SelectMany(InEveryLayout)]);

    private static IEnumerable<BenchModel> InEveryLayout(BenchModel model) =>
        LaidOut.Packed.Select(layout => (layout, File: LaidOut.In(model.File, layout))).Where(laidOut => laidOut.File is not null)
            .Select(laidOut => model with { Name = $"{model.Name}-{laidOut.layout}", File = laidOut.File! })
            .Prepend(model);

    public static void Write(string path, IReadOnlyList<BenchModel> models)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(Magic);
        writer.Write(models.Count);
        foreach (var model in models)
        {
            Write(writer, model);
        }
    }

    private static IEnumerable<BenchModel> Models(GridCase gridCase, Expected expected)
    {
        var outputs = GridRun.Outputs(gridCase, new ManagedBackend(), int.MaxValue);
        if (Checksum.Of(outputs) != expected.OutputCrc)
        {
            throw new InvalidDataException($"{gridCase.Name}: the managed kernels do not give the recorded answer");
        }

        yield return new BenchModel(gridCase.Name, ModelConverter.Convert(gridCase.Model, new()), gridCase.Input, outputs);
        if (gridCase.Op == "CONV_2D")
        {
            var part = PartialConvolution.Of(gridCase, outputs);
            yield return new BenchModel($"{gridCase.Name}-part", part.File, gridCase.Input, part.Outputs);
        }
    }

    private static void Write(BinaryWriter writer, BenchModel model)
    {
        var name = Encoding.ASCII.GetBytes(model.Name);
        var inputBytes = model.Description.Inputs.Sum(tensor => tensor.Arena.Bytes);
        writer.Write(name.Length);
        writer.Write(model.File.Length);
        writer.Write(model.Inputs.Length / inputBytes);
        writer.Write(inputBytes);
        writer.Write(model.Description.Outputs.Sum(tensor => tensor.Arena.Bytes));
        foreach (var part in new[] { name, model.File, model.Inputs, model.Outputs })
        {
            writer.Write(part);
            writer.Write(new byte[(4 - part.Length % 4) % 4]);
        }
    }
}
