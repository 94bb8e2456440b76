using System.Text;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Emit;

/// <summary>The inputs, the outputs, then their names.</summary>
internal static class TensorSection
{
    public static PlanSection Create(LoweredProgram program)
    {
        ProgramTensor[] tensors = [.. program.Inputs, .. program.Outputs];
        byte[][] names = [.. tensors.Select(tensor => Encoding.UTF8.GetBytes(tensor.Name))];
        var length = checked(tensors.Length * TensorEntry.Size + names.Sum(name => name.Length));
        return new(SectionKind.Tensors, true, length, (file, start) => Write(file, start, tensors, names));
    }

    private static void Write(byte[] file, int start, ProgramTensor[] tensors, byte[][] names)
    {
        var nameStart = start + tensors.Length * TensorEntry.Size;
        for (var i = 0; i < tensors.Length; i++)
        {
            var entry = new RecordWriter(file, start + i * TensorEntry.Size);
            WriteEntry(entry, tensors[i]);
            entry.I32(TensorEntry.NameStart, nameStart);
            entry.I32(TensorEntry.NameBytes, names[i].Length);
            names[i].CopyTo(file, nameStart);
            nameStart += names[i].Length;
        }
    }

    private static void WriteEntry(RecordWriter entry, ProgramTensor tensor)
    {
        entry.I32(TensorEntry.ArenaStart, tensor.Tensor.Start);
        entry.I32(TensorEntry.ArenaBytes, tensor.Tensor.Bytes);
        entry.U8(TensorEntry.ArenaType, (int)tensor.ArenaType);
        entry.U8(TensorEntry.AppType, (int)tensor.AppType);
        entry.U16(TensorEntry.Rank, tensor.Shape.Count);
        entry.F32(TensorEntry.Scale, tensor.Quantization?.Scale ?? 0);
        entry.I32(TensorEntry.ZeroPoint, tensor.Quantization?.ZeroPoint ?? 0);
        for (var axis = 0; axis < TensorEntry.MaxRank; axis++)
        {
            entry.I32(TensorEntry.Dims + 4 * axis, axis < tensor.Shape.Count ? tensor.Shape[axis] : 1);
        }
    }
}
