using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>A network as op records, before or after the planner has given every arena tensor its place.</summary>
public sealed class LoweredProgram
{
    /// <summary>In execution order.</summary>
    public List<LoweredOp> Ops { get; init; } = [];

    public List<ProgramTensor> Inputs { get; init; } = [];

    public List<ProgramTensor> Outputs { get; init; } = [];

    /// <summary>An entry for every output tensor of every source op, in the source's order.</summary>
    public List<DebugOutput> DebugOutputs { get; init; } = [];

    /// <summary>Bytes of the arena, a multiple of 16; the planner sets it.</summary>
    public int ArenaBytes { get; set; }
}

/// <summary>An input or an output of the network.</summary>
/// <param name="Quantization">Per tensor; null for int32.</param>
/// <param name="ArenaType">What lies in the arena.</param>
/// <param name="AppType">What the source network shows to an app.</param>
public sealed record ProgramTensor(
    string Name,
    IReadOnlyList<int> Shape,
    ArenaTensor Tensor,
    Quantization? Quantization,
    ElementType ArenaType,
    ElementType AppType);

/// <summary>An output tensor of a source op.</summary>
/// <param name="Name">"CONV_2D conv1/Relu".</param>
/// <param name="Tensor">Where it lies after the last op that writes it; null when it never exists (folded).</param>
public sealed record DebugOutput(int SourceOp, string Name, ArenaTensor? Tensor);
