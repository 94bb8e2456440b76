using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Planning;

namespace TinyInfer.Compiler.Emit;

/// <summary>For each op the bytes of the arena that hold no value while it runs.</summary>
internal static class ScratchSection
{
    public static PlanSection Create(LoweredProgram program) =>
        new(SectionKind.Scratch, false, program.Ops.Count * ScratchEntry.Size, (file, start) => Write(file, start, program));

    private static void Write(byte[] file, int start, LoweredProgram program)
    {
        foreach (var (from, bytes) in DeadSpace.Of(program))
        {
            var entry = new RecordWriter(file, start);
            entry.I32(ScratchEntry.Start, from);
            entry.I32(ScratchEntry.Bytes, bytes);
            start += ScratchEntry.Size;
        }
    }
}
