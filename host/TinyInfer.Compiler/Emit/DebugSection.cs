using System.Text;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Emit;

/// <summary>Where the outputs of the source network's ops lie, and after which record.</summary>
internal static class DebugSection
{
    public static PlanSection Create(LoweredProgram program)
    {
        var outputs = program.DebugOutputs;
        byte[][] names = [.. outputs.Select(output => Encoding.UTF8.GetBytes(output.Name))];
        var length = checked(DebugEntry.CountBytes + outputs.Count * DebugEntry.Size + names.Sum(name => name.Length));
        return new(SectionKind.Debug, false, length, (file, start) => Write(file, start, program, names));
    }

    private static void Write(byte[] file, int start, LoweredProgram program, byte[][] names)
    {
        var outputs = program.DebugOutputs;
        new RecordWriter(file, start).I32(0, outputs.Count);
        start += DebugEntry.CountBytes;
        var nameStart = start + outputs.Count * DebugEntry.Size;
        for (var i = 0; i < outputs.Count; i++)
        {
            var entry = new RecordWriter(file, start + i * DebugEntry.Size);
            WriteEntry(entry, program, outputs[i]);
            entry.I32(DebugEntry.NameStart, nameStart);
            entry.I32(DebugEntry.NameBytes, names[i].Length);
            names[i].CopyTo(file, nameStart);
            nameStart += names[i].Length;
        }
    }

    private static void WriteEntry(RecordWriter entry, LoweredProgram program, DebugOutput output)
    {
        // The last op that writes it or a part of it completes it; no op does when it is an input of the network.
        var record = output.Tensor is null ? -1 : program.Ops.FindLastIndex(op => op.Output.IsIn(output.Tensor));
        var tensor = record < 0 ? null : output.Tensor;
        entry.I32(DebugEntry.SourceOp, output.SourceOp);
        entry.I32(DebugEntry.Record, record);
        entry.I32(DebugEntry.ArenaStart, tensor?.Start ?? -1);
        entry.I32(DebugEntry.ArenaBytes, tensor?.Bytes ?? 0);
    }
}
