using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Bench;

/// <summary>What one inference of a model costs on a target; the names are part of what 'bench --json' answers.</summary>
/// <param name="Weights">How they are laid out, as <see cref="BenchModel.Weights"/> says.</param>
/// <param name="FlashBytes">Of the .tinf file.</param>
/// <param name="Instructions">Executed guest instructions.</param>
/// <param name="ArenaBytes">Tensors and the kernels' scratch behind them.</param>
/// <param name="CodeBytes">Code, constants and data of the library with this model's ops, and of its back end.</param>
public sealed record BenchResult(
    string Target, string BackEnd, string Model, bool IsGenerated, string Weights, long FlashBytes, long Macs, long Instructions, long ArenaBytes,
    long ScratchBytes, long PersistentBytes, long StackBytes, long CodeBytes, IReadOnlyList<OpResult> Ops)
{
    /// <summary>Null where the model multiplies nothing.</summary>
    public double? InstructionsPerMac => Macs == 0 ? null : Math.Round((double)Instructions / Macs, 3);
}

/// <summary>What an op cost in such a run.</summary>
/// <param name="Kernel">"3×3 stride 2, 16→32", "640→128"; null for an op without weights.</param>
/// <param name="Layout">Of its weights; null for one that has none, or plain ones always.</param>
/// <param name="Path">Which kernel took it.</param>
public sealed record OpResult(int Index, OpCode Op, string? Kernel, string? Layout, string Path, long Macs, long Instructions)
{
    public static OpResult Of(OpDescription op, OpCost cost) => new(op.Index, op.Code, op.Kernel, op.Layout?.Name, cost.Path, op.Macs, cost.Instructions);
}

/// <summary>Code, constants and data of a build for several models.</summary>
/// <param name="AllModelsBytes">With the ops of all models that were measured.</param>
/// <param name="AllOpsBytes">With every op.</param>
public sealed record CodeResult(string Target, string BackEnd, long AllModelsBytes, long AllOpsBytes);

/// <summary>A run of the benchmark.</summary>
public sealed record BenchReport
{
    /// <summary>Of the native kernels' sources, see <see cref="KernelSources"/>; null if no core was asked for.</summary>
    public string? Kernels { get; init; }

    /// <summary>What was asked for with the target <see cref="ManagedRun.Target"/>.</summary>
    public List<ManagedResult> Managed { get; } = [];

    /// <summary>Name and version of everything that was measured with.</summary>
    public List<string> Versions { get; } = [];

    public List<BenchResult> Results { get; } = [];

    public List<CodeResult> Code { get; } = [];

    /// <summary>Sentences: what was not configured or could not run, and why.</summary>
    public List<string> NotRun { get; } = [];
}
