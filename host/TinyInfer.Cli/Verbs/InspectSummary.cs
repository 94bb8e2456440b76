using TinyInfer.Cli.Files;
using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Cli.Verbs;

/// <summary>What 'inspect --json' answers; the names are part of the tool's contract.</summary>
/// <param name="SourceBytes">Bytes of the .tflite file that was converted in memory; null for a .tinf file.</param>
/// <param name="Target">Whose kernels the weights are laid out for; "any" for plain ones.</param>
/// <param name="Metadata">Keys and values in the file's order.</param>
/// <param name="ArenaOverTime">Which bytes hold a value from which op to which; -1 is before the first op.</param>
internal sealed record InspectSummary(
    string File, int? SourceBytes, string Target, long FlashBudget, FileDescription Header, IReadOnlyList<TensorDescription> Inputs, IReadOnlyList<TensorDescription> Outputs,
    IReadOnlyList<OpSummary> Ops, IReadOnlyList<KeyValuePair<string, string>> Metadata, IReadOnlyList<string>? Labels,
    IReadOnlyList<MemoryDescription> Memory, IReadOnlyList<ArenaValue> ArenaOverTime, IReadOnlyList<DebugDescription> Debug)
{
    public static InspectSummary Of(ModelFile model)
    {
        var description = model.Description;
        return new InspectSummary(
            model.Path, model.SourceBytes, description.Target, description.FlashBudget, description.File, description.Inputs, description.Outputs, [.. description.Ops.Select(OpSummary.Of)],
            description.Metadata, description.Labels, description.Memory, ArenaTimeline.Of(description).Values, description.Debug);
    }
}

/// <param name="Reads">What it reads from the arena, operand by operand, from the first byte to the last.</param>
/// <param name="Layout">How its weights are stored and why; null where they are plain always, or there are none.</param>
internal sealed record OpSummary(
    int Index, string Op, IReadOnlyList<int> Output, int Units, int MacsPerUnit, long Macs, int ParameterBytes,
    IReadOnlyList<ArenaRange> Reads, ArenaRange Write, LayoutDescription? Layout)
{
    public static OpSummary Of(OpDescription op) => new(
        op.Index, $"{op.Code}", op.Output, op.Units, op.MacsPerUnit, op.Macs, op.ParameterBytes,
        [.. op.Reads.Select(read => read.Extent)], op.Write.Extent, op.Layout);
}
