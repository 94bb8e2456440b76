using System.Buffers.Binary;
using System.Text;
using TinyInfer.Compiler.Estimates;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Inspection;

/// <summary>Reads what the runtime's reader has accepted already; it checks nothing again.</summary>
internal sealed class DescriptionReader(byte[] file)
{
    public ModelDescription Read()
    {
        var sections = ReadSections();
        var tensors = Find(sections, SectionKind.Tensors)!.Value.Start;
        var inputCount = U16(FileHeader.InputCount);
        var outputCount = U16(FileHeader.OutputCount);
        var description = new ModelDescription
        {
            File = ReadHeader(sections),
            Inputs = [.. Enumerable.Range(0, inputCount).Select(i => ReadTensor(tensors + i * TensorEntry.Size))],
            Outputs = [.. Enumerable.Range(inputCount, outputCount).Select(i => ReadTensor(tensors + i * TensorEntry.Size))],
            Ops = ReadOps(Find(sections, SectionKind.Ops)!.Value.Start),
            Metadata = ReadMetadata(Find(sections, SectionKind.Metadata)),
            Memory = [.. ReadMemory(Find(sections, SectionKind.Memory)), .. Prepacked(Find(sections, SectionKind.Ops)!.Value)],
            Debug = ReadDebug(Find(sections, SectionKind.Debug)),
        };
        return description with { Ops = WithLayouts(description, Find(sections, SectionKind.Ops)!.Value.Start) };
    }

    /// <summary>The choice is made again: what is needed for it is in the file.</summary>
    private IReadOnlyList<OpDescription> WithLayouts(ModelDescription description, int record)
    {
        var records = MemoryEstimator.Records(file, record, description.Ops.Count);
        var matrices = records.Select(WeightMatrix.Of).ToList();
        var choices = LayoutPlanner.Choose(matrices, LayoutTarget.Find(description.Target) ?? LayoutTarget.Any, description.FlashBudget);
        return [.. description.Ops.Select((op, i) => op with { Layout = matrices[i] is { } matrix ? Describe(choices[i]!, matrix, records[i].WeightLayout) : null })];
    }

    private static LayoutDescription Describe(LayoutChoice choice, WeightMatrix matrix, WeightLayout stored)
    {
        var option = choice.Options.FirstOrDefault(option => option.Layout == stored);
        var why = stored == choice.Layout ? choice.Why : "chosen otherwise than this version of the tool would";
        return new LayoutDescription(
            WeightLayouts.NameOf(stored), option?.FlashBytes ?? matrix.BytesIn(stored) - matrix.BytesIn(WeightLayout.Plain),
            option is null ? 0 : choice.Options[0].Instructions - option.Instructions, why,
            [.. choice.Options.Select(o => new LayoutOptionDescription(WeightLayouts.NameOf(o.Layout), o.FlashBytes, o.Instructions, o.Refusal))]);
    }

    private FileDescription ReadHeader(List<Section> sections) => new(
        U16(FileHeader.MajorVersion), U16(FileHeader.MinorVersion), U32(FileHeader.FileBytes), U32(FileHeader.PlanBytes),
        U32(FileHeader.PlanCrc), U32(FileHeader.DataCrc), I32(FileHeader.ArenaBytes), U32(FileHeader.Macs),
        [.. sections.Select(s => new SectionDescription(KindName(s.Kind), s.Required, s.Start, s.Length))]);

    private List<Section> ReadSections()
    {
        var sections = new List<Section>();
        for (var i = 0; i < U16(FileHeader.SectionCount); i++)
        {
            var entry = FileHeader.Size + i * SectionEntry.Size;
            var required = (U16(entry + SectionEntry.Flags) & SectionEntry.Required) != 0;
            sections.Add(new Section(
                U16(entry + SectionEntry.Kind), required, I32(entry + SectionEntry.Start), I32(entry + SectionEntry.Length)));
        }

        return sections;
    }

    private TensorDescription ReadTensor(int entry)
    {
        var shape = Enumerable.Range(0, U16(entry + TensorEntry.Rank)).Select(axis => I32(entry + TensorEntry.Dims + 4 * axis));
        return new TensorDescription(
            Utf8(I32(entry + TensorEntry.NameStart), I32(entry + TensorEntry.NameBytes)), [.. shape],
            (ElementType)file[entry + TensorEntry.ArenaType], (ElementType)file[entry + TensorEntry.AppType],
            BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(entry + TensorEntry.Scale)), I32(entry + TensorEntry.ZeroPoint),
            new ArenaRange(I32(entry + TensorEntry.ArenaStart), I32(entry + TensorEntry.ArenaBytes)));
    }

    private List<OpDescription> ReadOps(int record)
    {
        var ops = new List<OpDescription>();
        for (var i = 0; i < U16(FileHeader.OpCount); i++)
        {
            ops.Add(new RecordReader(file, record).Describe(i));
            record += U16(record + OpRecord.Size);
        }

        return ops;
    }

    private List<KeyValuePair<string, string>> ReadMetadata(Section? section)
    {
        var entries = new List<KeyValuePair<string, string>>();
        var entry = (section?.Start ?? 0) + MetadataEntry.CountBytes;
        for (var left = Count(section); left > 0; left--)
        {
            var key = entry + MetadataEntry.Key;
            var value = key + I32(entry + MetadataEntry.KeyBytes);
            var end = value + I32(entry + MetadataEntry.ValueBytes);
            entries.Add(new(Utf8(key, value - key), Utf8(value, end - value)));
            entry = end;
        }

        return entries;
    }

    private List<MemoryDescription> ReadMemory(Section? section)
    {
        var estimates = new List<MemoryDescription>();
        for (var offset = 0; offset < (section?.Length ?? 0); offset += MemoryEntry.Size)
        {
            var entry = section!.Value.Start + offset;
            estimates.Add(new MemoryDescription(
                ModelDescription.BackEndName(I32(entry + MemoryEntry.BackEnd)), U32(entry + MemoryEntry.ScratchBytes),
                U32(entry + MemoryEntry.PersistentBytes)));
        }

        return estimates;
    }

    /// <summary>What the managed back end takes with <see cref="ManagedBackend.PrepackWeights"/>, if that makes a difference.</summary>
    private IEnumerable<MemoryDescription> Prepacked(Section ops)
    {
        var tensors = U16(FileHeader.InputCount) + U16(FileHeader.OutputCount);
        MemoryEstimate Estimate(bool prepack) =>
            ManagedEstimate.Of(file, ops.Start, ops.Start + ops.Length, tensors, I32(FileHeader.ArenaBytes), prepack);

        var prepacked = Estimate(prepack: true);
        if (prepacked.PersistentBytes > Estimate(prepack: false).PersistentBytes)
        {
            yield return new MemoryDescription("managed, prepacked", prepacked.ScratchBytes, prepacked.PersistentBytes);
        }
    }

    private List<DebugDescription> ReadDebug(Section? section)
    {
        var outputs = new List<DebugDescription>();
        for (var i = 0; i < Count(section); i++)
        {
            var entry = section!.Value.Start + DebugEntry.CountBytes + i * DebugEntry.Size;
            var start = I32(entry + DebugEntry.ArenaStart);
            outputs.Add(new DebugDescription(
                I32(entry + DebugEntry.SourceOp), I32(entry + DebugEntry.Record),
                start < 0 ? null : new ArenaRange(start, I32(entry + DebugEntry.ArenaBytes)),
                Utf8(I32(entry + DebugEntry.NameStart), I32(entry + DebugEntry.NameBytes))));
        }

        return outputs;
    }

    /// <summary>What metadata and debug sections begin with; a section may be there and empty.</summary>
    private int Count(Section? section) => section is { Length: > 0 } counted ? I32(counted.Start) : 0;

    private static Section? Find(List<Section> sections, int kind) =>
        sections.Where(s => s.Kind == kind).Select(s => (Section?)s).FirstOrDefault();

    private static string KindName(int kind) => kind switch
    {
        SectionKind.Tensors => "tensors",
        SectionKind.Ops => "ops",
        SectionKind.Data => "data",
        SectionKind.Metadata => "metadata",
        SectionKind.Memory => "memory",
        SectionKind.Debug => "debug",
        _ => $"{kind}",
    };

    private int U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private int I32(int at) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private string Utf8(int start, int bytes) => Encoding.UTF8.GetString(file, start, bytes);

    private readonly record struct Section(int Kind, bool Required, int Start, int Length);
}
