using System.Buffers.Binary;
using System.Text;

namespace TinyInfer.Compiler.Emit;

/// <summary>
/// Changes the metadata of a .tinf file. The plan grows or shrinks with it, so whatever lies behind the metadata moves, and
/// what says where it lies is told.
/// </summary>
public static class MetadataEditor
{
    /// <summary>Where the records of ops hold starts of constants, which lie in the data section.</summary>
    internal static readonly IReadOnlyDictionary<OpCode, int[]> ConstantFields = new Dictionary<OpCode, int[]>
    {
        [OpCode.Conv2D] = [ConvRecord.WeightsStart, ConvRecord.BiasStart, ConvRecord.MultiplierStart, ConvRecord.ShiftStart],
        [OpCode.Conv2DPart] = [ConvRecord.WeightsStart, ConvRecord.BiasStart, ConvRecord.MultiplierStart, ConvRecord.ShiftStart],
        [OpCode.DepthwiseConv2D] = [ConvRecord.WeightsStart, ConvRecord.BiasStart, ConvRecord.MultiplierStart, ConvRecord.ShiftStart],
        [OpCode.FullyConnected] =
        [
            FullyConnectedRecord.WeightsStart, FullyConnectedRecord.BiasStart, FullyConnectedRecord.MultiplierStart, FullyConnectedRecord.ShiftStart,
        ],
        [OpCode.LoadConstant] = [LoadConstantRecord.DataStart],
        [OpCode.Lookup] = [LookupRecord.TableStart],
        [OpCode.ResizeNearestNeighbor] = [ResizeNearestNeighborRecord.RowsStart, ResizeNearestNeighborRecord.ColumnsStart],
    };

    /// <summary>Keys and values in the file's order; none where it has no metadata.</summary>
    /// <param name="file">A .tinf file that a reader has checked.</param>
    public static IReadOnlyList<(string Key, string Value)> Read(ReadOnlySpan<byte> file)
    {
        List<(string, string)> entries = [];
        if (Find(file, SectionKind.Metadata) is not { Length: > 0 } section)
        {
            return entries;
        }

        var at = section.Start + MetadataEntry.CountBytes;
        for (var left = I32(file, section.Start); left > 0; left--)
        {
            var keyBytes = I32(file, at + MetadataEntry.KeyBytes);
            var valueBytes = I32(file, at + MetadataEntry.ValueBytes);
            at += MetadataEntry.Key;
            entries.Add((Encoding.UTF8.GetString(file.Slice(at, keyBytes)), Encoding.UTF8.GetString(file.Slice(at + keyBytes, valueBytes))));
            at += keyBytes + valueBytes;
        }

        return entries;
    }

    /// <summary>The file with other metadata. A key that is there keeps its place, a new one comes last.</summary>
    /// <param name="file">A .tinf file that a reader has checked, of this version's opcodes and with a metadata section.</param>
    /// <param name="changes">Values by key; null takes the key away.</param>
    /// <exception cref="ArgumentException">The file has no metadata section, which no converter leaves out.</exception>
    public static byte[] Set(byte[] file, IEnumerable<(string Key, string? Value)> changes)
    {
        var entries = Read(file).ToList();
        foreach (var (key, value) in changes)
        {
            var index = entries.FindIndex(entry => entry.Key == key);
            if (index >= 0)
            {
                entries.RemoveAt(index);
            }

            if (value is not null)
            {
                entries.Insert(index >= 0 ? index : entries.Count, (key, value));
            }
        }

        return Replace(file, MetadataSection.Encode(entries));
    }

    private static byte[] Replace(byte[] file, byte[] metadata)
    {
        var section = Find(file, SectionKind.Metadata) ?? throw new ArgumentException("The file has no metadata section.", nameof(file));
        var planBytes = I32(file, FileHeader.PlanBytes);
        var sections = Sections(file).ToList();
        var planEnd = sections.Where(other => other.Start < planBytes).Max(other => other.Start + other.Length);
        var tail = sections.Where(other => other.Start > section.Start && other.Start < planBytes).Select(other => other.Start).DefaultIfEmpty(planEnd).Min();
        var newTail = (section.Start + metadata.Length + 3) / 4 * 4;
        var move = newTail - tail;
        var newPlanBytes = (int)(planEnd + move + ConstantPool.Padding(planEnd + move));
        var dataMove = newPlanBytes - planBytes;

        var edited = new byte[file.Length + dataMove];
        file.AsSpan(0, section.Start).CopyTo(edited);
        metadata.CopyTo(edited, section.Start);
        file.AsSpan(tail, planEnd - tail).CopyTo(edited.AsSpan(newTail));
        file.AsSpan(planBytes).CopyTo(edited.AsSpan(newPlanBytes));
        MoveSections(edited, section, metadata.Length, planBytes, move, dataMove);
        MoveConstants(edited, dataMove);
        MoveDebugNames(edited, section.Start, move);
        WriteHeader(edited, newPlanBytes);
        return edited;
    }

    private static void MoveSections(byte[] file, Section metadata, int metadataBytes, int planBytes, int move, int dataMove)
    {
        for (var i = 0; i < U16(file, FileHeader.SectionCount); i++)
        {
            var at = FileHeader.Size + i * SectionEntry.Size;
            var start = I32(file, at + SectionEntry.Start);
            var entry = new RecordWriter(file, at);
            if (start == metadata.Start && U16(file, at + SectionEntry.Kind) == SectionKind.Metadata)
            {
                entry.I32(SectionEntry.Length, metadataBytes);
            }
            else if (start >= planBytes)
            {
                entry.I32(SectionEntry.Start, start + dataMove);
            }
            else if (start > metadata.Start)
            {
                entry.I32(SectionEntry.Start, start + move);
            }
        }
    }

    private static void MoveConstants(byte[] file, int dataMove)
    {
        var ops = Find(file, SectionKind.Ops)!;
        for (var record = ops.Start; record < ops.Start + ops.Length; record += U16(file, record + OpRecord.Size))
        {
            foreach (var field in ConstantFields.GetValueOrDefault((OpCode)U16(file, record + OpRecord.Code), []))
            {
                var start = I32(file, record + field);
                if (start != OpRecord.None)
                {
                    new RecordWriter(file, record).I32(field, start + dataMove);
                }
            }
        }
    }

    private static void MoveDebugNames(byte[] file, int metadataStart, int move)
    {
        if (Find(file, SectionKind.Debug) is not { Length: > 0 } section || section.Start < metadataStart)
        {
            return;
        }

        for (var i = 0; i < I32(file, section.Start); i++)
        {
            var entry = section.Start + DebugEntry.CountBytes + i * DebugEntry.Size;
            new RecordWriter(file, entry).I32(DebugEntry.NameStart, I32(file, entry + DebugEntry.NameStart) + move);
        }
    }

    private static void WriteHeader(byte[] file, int planBytes)
    {
        var header = new RecordWriter(file, 0);
        header.I32(FileHeader.FileBytes, file.Length);
        header.I32(FileHeader.PlanBytes, planBytes);
        header.U32(FileHeader.PlanCrc, TinfWriter.PlanCrc(file, planBytes));
    }

    private static Section? Find(ReadOnlySpan<byte> file, int kind) => Sections(file).Find(section => section.Kind == kind);

    private static List<Section> Sections(ReadOnlySpan<byte> file)
    {
        List<Section> sections = [];
        for (var i = 0; i < U16(file, FileHeader.SectionCount); i++)
        {
            var at = FileHeader.Size + i * SectionEntry.Size;
            sections.Add(new Section(U16(file, at + SectionEntry.Kind), I32(file, at + SectionEntry.Start), I32(file, at + SectionEntry.Length)));
        }

        return sections;
    }

    private static int I32(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadInt32LittleEndian(file[at..]);

    private static int U16(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private sealed record Section(int Kind, int Start, int Length);
}
