namespace TinyInfer.Compiler.Estimates;

/// <param name="BackEnd">A <see cref="BackEndKind"/>.</param>
internal sealed record MemoryEstimate(int BackEnd, long ScratchBytes, long PersistentBytes);

/// <summary>
/// What back ends need beside the arena's tensors: an estimate, as on a device the back end itself is asked. The formulas
/// are those of native-interop for pointers of 4 bytes.
/// </summary>
internal static class MemoryEstimator
{
    /// <summary>The native library's own, for each op.</summary>
    public const int SlotBytes = 12;

    /// <summary>For how many back ends there is an estimate.</summary>
    public const int Count = 5;

    /// <param name="file">The whole file, with records and constants in place.</param>
    /// <param name="record">Where the first record lies.</param>
    /// <param name="tensors">Inputs and outputs.</param>
    public static IReadOnlyList<MemoryEstimate> Of(byte[] file, int record, int opCount, int tensors, int arenaBytes)
    {
        var records = Records(file, record, opCount);
        return
        [
            ManagedEstimate.Of(file, record, record + records.Sum(view => view.U16(OpRecord.Size)), tensors, arenaBytes, prepack: false),
            Portable(records, pointerBytes: 4),
            Sum(BackEndKind.CmsisNnDsp, records, new CmsisNnEstimate(isMve: false).Of),
            Sum(BackEndKind.CmsisNnMve, records, new CmsisNnEstimate(isMve: true).Of),
            Sum(BackEndKind.EspNn, records, EspNnEstimate.Of),
        ];
    }

    public static MemoryEstimate Portable(IReadOnlyList<RecordView> records, int pointerBytes) =>
        Sum(BackEndKind.Portable, records, new PortableEstimate(pointerBytes).Of);

    public static IReadOnlyList<RecordView> Records(byte[] file, int record, int opCount)
    {
        var records = new RecordView[opCount];
        for (var i = 0; i < opCount; i++)
        {
            records[i] = new RecordView(file, record);
            record += records[i].U16(OpRecord.Size);
        }

        return records;
    }

    /// <summary>Ops share their scratch one after another; each keeps its persistent bytes.</summary>
    private static MemoryEstimate Sum(int backEnd, IReadOnlyList<RecordView> records, Func<RecordView, OpMemory> estimate)
    {
        var ops = records.Select(estimate).ToList();
        return new MemoryEstimate(
            backEnd, ops.Select(op => RoundUp(op.Scratch)).DefaultIfEmpty().Max(), ops.Sum(op => SlotBytes + RoundUp(op.Persistent)));
    }

    private static long RoundUp(long bytes) => (bytes + 3) / 4 * 4;
}
