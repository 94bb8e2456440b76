using TinyInfer.Compiler.IlCounting;
using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Bench;

/// <summary>Counts the IL instructions of the managed kernels.</summary>
public static class ManagedRun
{
    /// <summary>The target's name.</summary>
    public const string Target = "managed";

    private const string PrepackedBackEnd = "managed, prepacked";

    /// <summary>Models with the weights as the file has them and, where that is another thing, prepacked.</summary>
    /// <param name="nanoClr">Null if none was given.</param>
    /// <param name="progress">Gets the fraction that is done.</param>
    /// <exception cref="BenchException">The nanoCLR's run failed.</exception>
    public static IReadOnlyList<ManagedResult> Measure(IReadOnlyList<BenchModel> models, NanoClr? nanoClr, IProgress<double> progress)
    {
        var times = nanoClr?.Run(models);
        List<ManagedResult> results = [];
        for (var i = 0; i < models.Count; i++)
        {
            foreach (var memory in models[i].Description.Memory.Where(memory => memory.BackEnd is Target or PrepackedBackEnd))
            {
                var prepacks = memory.BackEnd == PrepackedBackEnd;
                results.Add(Measure(models[i], memory, ManagedIlCount.Of(models[i].File, prepacks), times?[(i, prepacks)]));
            }

            progress.Report((i + 1.0) / models.Count);
        }

        return results;
    }

    private static ManagedResult Measure(BenchModel model, MemoryDescription memory, ManagedIlCount count, IReadOnlyList<long>? times)
    {
        var ops = count.Ops.Select(op => new ManagedOpCost(op.Index, op.Code, op.Macs, op.Instructions, times?[op.Index])).ToList();
        return new ManagedResult(
            memory.BackEnd, model.Name, ManagedIlCount.Method, model.Description.File.Macs, count.Instructions,
            count.Counts.NativeCalls.Sum(call => call.Count), times?.Sum(), model.Description.File.ArenaBytes, memory.ScratchBytes,
            memory.PersistentBytes, ops);
    }
}
