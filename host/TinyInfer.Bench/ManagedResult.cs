namespace TinyInfer.Bench;

/// <summary>What one inference of a model costs in a CLR that interprets; the names are part of what 'bench --json' answers.</summary>
/// <param name="BackEnd">As a model's description names it: "managed", or "managed, prepacked".</param>
/// <param name="CountedBy">How the instructions were counted.</param>
/// <param name="Instructions">IL instructions of all ops.</param>
/// <param name="NativeCalls">How many of them call into the CLR's native code, which costs several times more.</param>
/// <param name="NanoClrInstructions">The same by running in a nanoCLR; null if none was given.</param>
public sealed record ManagedResult(
    string BackEnd, string Model, string CountedBy, long Macs, long Instructions, long NativeCalls, long? NanoClrInstructions,
    long ArenaBytes, long ScratchBytes, long PersistentBytes, IReadOnlyList<ManagedOpCost> Ops)
{
    /// <summary>Null where the model multiplies nothing.</summary>
    public double? InstructionsPerMac => Macs == 0 ? null : Math.Round((double)Instructions / Macs, 3);
}

/// <summary>What an op cost.</summary>
/// <param name="NanoClrInstructions">See <see cref="ManagedResult"/>.</param>
public sealed record ManagedOpCost(int Index, OpCode Op, long Macs, long Instructions, long? NanoClrInstructions);
