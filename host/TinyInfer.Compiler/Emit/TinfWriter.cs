using TinyInfer.Compiler.Estimates;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Emit;

/// <summary>From a planned program to the bytes of a .tinf file. Equal programs give equal bytes.</summary>
public static class TinfWriter
{
    /// <exception cref="UnsupportedModelException">The file would be larger than 2 GB.</exception>
    public static byte[] Write(LoweredProgram program, ConvertOptions options)
    {
        var sections = Sections(program, options);
        var starts = new int[sections.Count];
        long end = FileHeader.Size + (sections.Count + 1) * SectionEntry.Size;
        for (var i = 0; i < sections.Count; i++)
        {
            starts[i] = checked((int)end);
            end += (sections[i].Length + 3L) / 4 * 4;
        }

        var planBytes = checked((int)(end + ConstantPool.Padding(end)));
        var fileBytes = ConstantPool.Place(program.Ops, planBytes);
        if (fileBytes > int.MaxValue)
        {
            var why = $"its file would have {fileBytes} bytes, at most {int.MaxValue} are supported";
            throw new UnsupportedModelException([Requirements.ModelProblem(null, why, "make the network smaller")]);
        }

        var file = new byte[fileBytes];
        WriteTable(file, sections, starts, planBytes);
        foreach (var constant in program.Ops.SelectMany(op => op.Constants))
        {
            constant.Bytes.CopyTo(file, constant.Start);
        }

        for (var i = 0; i < sections.Count; i++)
        {
            sections[i].Write(file, starts[i]);
        }

        WriteMemory(file, starts[sections.FindIndex(section => section.Kind == SectionKind.Memory)], MemoryEstimator.Of(
            file, starts[sections.FindIndex(section => section.Kind == SectionKind.Ops)], program.Ops.Count));

        WriteHeader(file, program, sections.Count + 1, planBytes);
        return file;
    }

    private static List<PlanSection> Sections(LoweredProgram program, ConvertOptions options)
    {
        List<PlanSection> sections =
        [
            TensorSection.Create(program),
            new(SectionKind.Ops, true, program.Ops.Sum(op => op.RecordBytes), (file, start) => WriteOps(program, file, start)),
            MetadataSection.Create(options),
            new(SectionKind.Memory, false, MemoryEstimator.Count * MemoryEntry.Size, (_, _) => { }),
        ];
        if (options.DebugInfo)
        {
            sections.Add(DebugSection.Create(program));
        }

        return sections;
    }

    /// <summary>The sections of the plan in their order, then the data, which fills the rest of the file.</summary>
    private static void WriteTable(byte[] file, List<PlanSection> sections, int[] starts, int planBytes)
    {
        for (var i = 0; i < sections.Count; i++)
        {
            WriteEntry(file, i, sections[i].Kind, sections[i].IsRequired, starts[i], sections[i].Length);
        }

        WriteEntry(file, sections.Count, SectionKind.Data, true, planBytes, file.Length - planBytes);
    }

    private static void WriteEntry(byte[] file, int index, int kind, bool isRequired, int start, int length)
    {
        var entry = new RecordWriter(file, FileHeader.Size + index * SectionEntry.Size);
        entry.U16(SectionEntry.Kind, kind);
        entry.U16(SectionEntry.Flags, isRequired ? SectionEntry.Required : 0);
        entry.I32(SectionEntry.Start, start);
        entry.I32(SectionEntry.Length, length);
    }

    private static void WriteOps(LoweredProgram program, byte[] file, int start)
    {
        foreach (var op in program.Ops)
        {
            var record = new RecordWriter(file, start);
            record.U16(OpRecord.Code, (int)op.Code);
            record.U16(OpRecord.Size, op.RecordBytes);
            record.I32(OpRecord.Units, op.Units);
            record.I32(OpRecord.MacsPerUnit, op.MacsPerUnit);
            op.WriteFields(record);
            start += op.RecordBytes;
        }
    }

    /// <summary>Comes after records and constants: the estimates are made of them.</summary>
    private static void WriteMemory(byte[] file, int start, IReadOnlyList<MemoryEstimate> estimates)
    {
        foreach (var estimate in estimates)
        {
            var entry = new RecordWriter(file, start);
            entry.I32(MemoryEntry.BackEnd, estimate.BackEnd);
            entry.U32(MemoryEntry.ScratchBytes, (uint)Math.Min(estimate.ScratchBytes, uint.MaxValue));
            entry.U32(MemoryEntry.PersistentBytes, (uint)Math.Min(estimate.PersistentBytes, uint.MaxValue));
            start += MemoryEntry.Size;
        }
    }

    /// <summary>Comes last: the checksums are over all the rest.</summary>
    private static void WriteHeader(byte[] file, LoweredProgram program, int sectionCount, int planBytes)
    {
        var header = new RecordWriter(file, 0);
        header.I32(FileHeader.Magic, FileHeader.MagicValue);
        header.U16(FileHeader.MajorVersion, FileHeader.MajorVersionValue);
        header.U16(FileHeader.MinorVersion, FileHeader.MinorVersionValue);
        header.I32(FileHeader.FileBytes, file.Length);
        header.I32(FileHeader.PlanBytes, planBytes);
        header.I32(FileHeader.ArenaBytes, program.ArenaBytes);
        header.I32(FileHeader.Macs, program.Ops.Sum(op => checked(op.Units * op.MacsPerUnit)));
        header.U16(FileHeader.OpCount, program.Ops.Count);
        header.U16(FileHeader.InputCount, program.Inputs.Count);
        header.U16(FileHeader.OutputCount, program.Outputs.Count);
        header.U16(FileHeader.SectionCount, sectionCount);
        header.U32(FileHeader.DataCrc, Crc32.Compute(file, planBytes, file.Length - planBytes, 0));

        header.U32(FileHeader.PlanCrc, PlanCrc(file, planBytes));
    }

    /// <summary>Over the whole plan but this field.</summary>
    internal static uint PlanCrc(byte[] file, int planBytes)
    {
        const int afterCrc = FileHeader.PlanCrc + 4;
        var crc = Crc32.Compute(file, 0, FileHeader.PlanCrc, 0);
        return Crc32.Compute(file, afterCrc, planBytes - afterCrc, crc);
    }
}
