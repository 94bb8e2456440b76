using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Compiler.Boards;

/// <summary>What one way of running a model needs of a kind of memory, and what is there.</summary>
/// <param name="Memory">"managed heap", "arena memory" or "flash".</param>
/// <param name="Available">Null where it is not known.</param>
public sealed record Need(string Memory, long Needed, long? Available)
{
    public bool? Fits => Available is { } available ? Needed <= available : null;
}

/// <summary>
/// Whether a model fits a board, computed from the figures of its header: in managed code on stock firmware, with the whole
/// file and the arena on the managed heap, and on the native back end, with the file in flash.
/// </summary>
public sealed record BoardFit(string Board, IReadOnlyList<Need> Managed, IReadOnlyList<Need> Native)
{
    /// <summary>Objects of a model that native code computes: the estimate for managed code has its own.</summary>
    private const int ObjectBytes = 2048;

    /// <summary>What the native half adds to align an arena, and the context of a model.</summary>
    private const int NativeObjectBytes = 256;

    /// <summary>mscorlib, TinyInfer, TinyInfer.Native and a small app.</summary>
    private const int AppBytes = 128 * 1024;

    /// <summary>Where nobody measured it: a CLR that runs an app at all has more.</summary>
    private const int SmallestHeapBytes = 16 * 1024;

    public bool? FitsManaged => All(Managed);

    public bool? FitsNative => All(Native);

    public static BoardFit Of(Board board, ModelDescription model)
    {
        var file = model.File;
        long Memory(string backEnd) => model.Memory.Where(memory => memory.BackEnd == backEnd).Select(memory => memory.ScratchBytes + memory.PersistentBytes).FirstOrDefault();
        var flash = Math.Max(board.App.Bytes - AppBytes, board.Model.Bytes);
        var kernels = board.Kernels.Max(Memory);
        return new BoardFit(
            board.Name,
            [
                new Need("managed heap", file.FileBytes + file.ArenaBytes + Memory("managed"), board.ManagedHeapBytes),
                new Need("flash", file.FileBytes, board.App.Bytes - AppBytes),
            ],
            [
                new Need("managed heap", file.PlanBytes + ObjectBytes, board.ManagedHeapBytes ?? SmallestHeapBytes),
                new Need("arena memory", file.ArenaBytes + kernels + NativeObjectBytes, Math.Max(board.NativeHeapBytes, board.ExternalHeapBytes)),
                new Need("flash", file.FileBytes, flash),
            ]);
    }

    private static bool? All(IEnumerable<Need> needs) =>
        needs.Any(need => need.Fits == false) ? false : needs.Any(need => need.Fits is null) ? null : true;
}
