using System.Diagnostics;
using System.Reflection;
using TinyInfer;

namespace TinyInfer.Compiler.IlCounting;

/// <summary>IL instructions of one op of a model.</summary>
/// <param name="Index">Its place in execution order.</param>
/// <param name="Instructions">What evaluating it executes, from the interpreter's loop down.</param>
public sealed record OpIlCount(int Index, OpCode Code, long Macs, long Instructions);

/// <summary>
/// IL instructions that the managed back end executes in an inference: the compiled runtime is executed instruction by
/// instruction, by a model of nanoFramework's interpreter, and each counts. Exact, but for the compiler: the board's build
/// is made by the same compiler from the same sources.
/// </summary>
public sealed class ManagedIlCount
{
    /// <summary>How it was counted, for a report.</summary>
    public static string Method { get; } = IsDebugBuild
        ? "counted by executing a debug build's IL, which is longer than a board's, in a model of the interpreter"
        : "counted by executing the compiled kernels' IL in a model of the interpreter";

    private ManagedIlCount(IReadOnlyList<OpIlCount> ops, IlCounts counts)
    {
        Ops = ops;
        Counts = counts;
    }

    private static bool IsDebugBuild => typeof(Interpreter).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled ?? false;

    /// <summary>Op by op.</summary>
    public IReadOnlyList<OpIlCount> Ops { get; }

    /// <summary>All ops together, by opcode, with the calls of native code.</summary>
    public IlCounts Counts { get; }

    /// <summary>Instructions of an inference.</summary>
    public long Instructions => Counts.Total;

    /// <summary>Counts one inference on zeros: no kernel but SOFTMAX and clamps takes another path for other values.</summary>
    /// <param name="file">A .tinf file.</param>
    /// <exception cref="TinyInferException">The file is refused.</exception>
    public static ManagedIlCount Of(byte[] file, bool prepackWeights = false)
    {
        var model = Model.Load(ModelSource.FromArray(file));
        using var interpreter = new Interpreter(model, new ManagedBackend { PrepackWeights = prepackWeights });
        var evalRecord = typeof(Interpreter).GetMethod("EvalRecord", BindingFlags.Instance | BindingFlags.NonPublic)!;
        var machine = new IlMachine();
        var total = new IlCounts();
        List<OpIlCount> ops = [];
        var record = model.OpsStart;
        for (var i = 0; i < model.OpCount; i++)
        {
            var counts = machine.Count(evalRecord, interpreter, int.MaxValue);
            total.Add(counts);
            ops.Add(new OpIlCount(
                i, (OpCode)BitConverter.ToUInt16(file, record + OpRecord.Code),
                (long)BitConverter.ToInt32(file, record + OpRecord.Units) * BitConverter.ToInt32(file, record + OpRecord.MacsPerUnit),
                counts.Total));
            record += BitConverter.ToUInt16(file, record + OpRecord.Size);
        }

        return new ManagedIlCount(ops, total);
    }
}
