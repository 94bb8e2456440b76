namespace TinyInfer.Compiler.Estimates;

/// <param name="BackEnd">A <see cref="BackEndKind"/>.</param>
internal sealed record MemoryEstimate(int BackEnd, long ScratchBytes, long PersistentBytes);

/// <summary>
/// What back ends need beside the arena's tensors: an estimate, as on a device the back end itself is asked. The formulas
/// are those of native-interop for pointers of 4 bytes.
/// </summary>
/// <param name="file">The whole file, with records and constants in place.</param>
/// <param name="record">Where the first record lies.</param>
/// <param name="scratchSection">Where the scratch section lies; 0 if there is none.</param>
internal sealed class MemoryEstimator(byte[] file, int record, int opCount, int scratchSection)
{
    /// <summary>The native library's own, for each op.</summary>
    public const int SlotBytes = 16;

    /// <summary>Behind the tensors, where an op has its scratch among them: a kernel may read a word that begins in the last one.</summary>
    private const int Slack = 4;

    /// <summary>For how many back ends there is an estimate.</summary>
    public const int Count = 8;

    private readonly IReadOnlyList<RecordView> _records = Records(file, record, opCount);

    /// <param name="tensors">Inputs and outputs.</param>
    /// <param name="prepacks">Whether the file asks the managed kernels for packed weights.</param>
    public IReadOnlyList<MemoryEstimate> Estimate(int tensors, int arenaBytes, bool prepacks) =>
    [
        ManagedEstimate.Of(file, record, record + _records.Sum(view => view.U16(OpRecord.Size)), tensors, arenaBytes, prepacks),
        Sum(BackEndKind.Portable, new PortableEstimate(pointerBytes: 4).Of),
        Sum(BackEndKind.CmsisNnDsp, new CmsisNnEstimate(isMve: false).Of),
        Sum(BackEndKind.CmsisNnMve, new CmsisNnEstimate(isMve: true).Of),
        Sum(BackEndKind.EspNn, EspNnEstimate.Of),
        Sum(BackEndKind.Dsp, DspEstimate.Of),
        Sum(BackEndKind.Mve, MveEstimate.Of),
        Scalar(pointerBytes: 4, ScalarEstimate.Rv32Channels),
    ];

    public MemoryEstimate Scalar(int pointerBytes, int channels) => Sum(BackEndKind.Scalar, new ScalarEstimate(pointerBytes, channels).Of);

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

    /// <summary>Ops share their scratch one after another, but for those that have it among the tensors; each keeps its persistent bytes.</summary>
    private MemoryEstimate Sum(int backEnd, Func<RecordView, OpMemory> estimate)
    {
        var ops = _records.Select(estimate).ToList();
        return new MemoryEstimate(
            backEnd,
            ops.Select((op, i) => RoundUp(op.Scratch) is 0 ? 0 : RoundUp(op.Scratch) <= DeadBytes(i) ? Slack : RoundUp(op.Scratch)).DefaultIfEmpty().Max(),
            ops.Sum(op => SlotBytes + RoundUp(op.Persistent)));
    }

    private long DeadBytes(int op) =>
        scratchSection == 0 ? 0 : new RecordView(file, scratchSection).I32(op * ScratchEntry.Size + ScratchEntry.Bytes);

    private static long RoundUp(long bytes) => (bytes + 3) / 4 * 4;
}
