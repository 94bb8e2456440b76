using System.Buffers.Binary;
using TinyInfer.OpGrids;

namespace TinyInfer.Compiler.Tests.Grids;

/// <summary>A grid's case, converted and run on a back end.</summary>
internal static class GridRun
{
    /// <summary>The raw outputs of all samples.</summary>
    public static byte[] Outputs(GridCase gridCase, Backend backend, int maxMacs) =>
        Outputs(ModelConverter.Convert(gridCase.Model, new()), gridCase.Input, backend, maxMacs);

    /// <param name="file">The converted case.</param>
    /// <param name="samples">Its inputs, sample by sample.</param>
    public static byte[] Outputs(byte[] file, byte[] samples, Backend backend, int maxMacs)
    {
        var model = Model.Load(ModelSource.FromArray(file));
        using var interpreter = new Interpreter(model, backend);
        var outputs = new List<byte>();
        for (var at = 0; at < samples.Length;)
        {
            for (var i = 0; i < model.InputCount; i++)
            {
                var input = interpreter.Input(i);
                input.Write([.. samples.Skip(at).Take(input.ByteCount).Select(value => (sbyte)value)]);
                at += input.ByteCount;
            }

            interpreter.Invoke(maxMacs);
            for (var i = 0; i < model.OutputCount; i++)
            {
                outputs.AddRange(Bytes(interpreter.Output(i)));
            }
        }

        return [.. outputs];
    }

    private static byte[] Bytes(Tensor tensor)
    {
        if (tensor.ElementType == ElementType.Int8)
        {
            var values = new sbyte[tensor.ElementCount];
            tensor.Read(values);
            return [.. values.Select(value => (byte)value)];
        }

        var bytes = new byte[tensor.ByteCount];
        for (var i = 0; i < tensor.ElementCount; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), tensor.ReadInt32(i));
        }

        return bytes;
    }
}
