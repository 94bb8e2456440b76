using System.Globalization;
using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Inspection;

/// <summary>Everything a .tinf file says about itself, in words and numbers for people and tools on the PC.</summary>
public sealed record ModelDescription
{
    public required FileDescription File { get; init; }

    public required IReadOnlyList<TensorDescription> Inputs { get; init; }

    public required IReadOnlyList<TensorDescription> Outputs { get; init; }

    /// <summary>The op records in execution order.</summary>
    public required IReadOnlyList<OpDescription> Ops { get; init; }

    /// <summary>In the file's order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; }

    public required IReadOnlyList<MemoryDescription> Memory { get; init; }

    /// <summary>Whose kernels the weights are laid out for, as the file says it: "any" where it says nothing.</summary>
    public string Target => Find(MetadataReader.TargetKey) ?? LayoutTarget.Any.Name;

    /// <summary>Bytes that layouts were allowed to take beyond those of plain weights.</summary>
    public long FlashBudget => long.TryParse(Find(MetadataSection.FlashBudgetKey), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;

    /// <summary>Where the outputs of the source network's ops lie, in its op order; empty without debug info.</summary>
    public required IReadOnlyList<DebugDescription> Debug { get; init; }

    /// <summary>The classes' names in order; null where the file has none.</summary>
    public IReadOnlyList<string>? Labels => Find("labels") is { Length: > 0 } labels ? labels.Split('\n') : null;

    /// <summary>The value of a metadata key; null where the file has none.</summary>
    public string? Find(string key) => Metadata.Where(entry => entry.Key == key).Select(entry => entry.Value).FirstOrDefault();

    /// <summary>The op with the most multiply-accumulates, the first of equals; null where no op has any.</summary>
    public OpDescription? LargestLayer => Ops.Where(op => op.Macs > 0).MaxBy(op => op.Macs);

    /// <summary>A back end's name; the number of one that this version does not know.</summary>
    public static string BackEndName(int backEnd) => backEnd switch
    {
        BackEndKind.Managed => "managed",
        BackEndKind.Portable => "portable",
        BackEndKind.CmsisNnDsp => "cmsis_nn DSP",
        BackEndKind.CmsisNnMve => "cmsis_nn MVE",
        BackEndKind.EspNn => "esp_nn",
        BackEndKind.Dsp => "dsp",
        BackEndKind.Mve => "mve",
        BackEndKind.Scalar => "scalar",
        _ => $"{backEnd}",
    };

    /// <summary>Describes a .tinf file, after the device's own reader has checked all of it, data included.</summary>
    /// <exception cref="TinyInferException">The file is malformed or damaged.</exception>
    public static ModelDescription Read(byte[] bytes)
    {
        Model.Load(ModelSource.FromArray(bytes)).Verify();
        return new DescriptionReader(bytes).Read();
    }
}

/// <summary>The header and the section table. Checksums are CRC-32.</summary>
public sealed record FileDescription(
    int MajorVersion, int MinorVersion, long FileBytes, long PlanBytes, uint PlanCrc, uint DataCrc, int ArenaBytes, long Macs,
    IReadOnlyList<SectionDescription> Sections);

/// <param name="Kind">"tensors", "ops", …, or the number of a kind that this version does not know.</param>
public sealed record SectionDescription(string Kind, bool Required, long Start, long Length);

/// <summary>An input or output of the network.</summary>
/// <param name="Scale">real = Scale * (q - ZeroPoint); 0 where the type is not quantised.</param>
public sealed record TensorDescription(
    string Name, IReadOnlyList<int> Shape, ElementType ArenaType, ElementType AppType, float Scale, int ZeroPoint, ArenaRange Arena);

/// <summary>What a back end needs beside the arena, as the converter estimates it.</summary>
public sealed record MemoryDescription(string BackEnd, long ScratchBytes, long PersistentBytes);

/// <summary>An output tensor of an op of the source network.</summary>
/// <param name="Record">Index of the op record that computes it; -1 if none does (an input, or folded).</param>
/// <param name="Arena">Where it lies once that record ran; null if it never exists.</param>
/// <param name="Name">Op and tensor: "CONV_2D conv1/Relu".</param>
public sealed record DebugDescription(int SourceOp, int Record, ArenaRange? Arena, string Name);

/// <summary>Bytes [Start, Start + Bytes) of the arena.</summary>
public readonly record struct ArenaRange(int Start, int Bytes)
{
    public int End => Start + Bytes;

    public bool Contains(ArenaRange other) => Start <= other.Start && other.End <= End;

    /// <summary>How many bytes both have.</summary>
    public int Overlap(ArenaRange other) => Math.Max(0, Math.Min(End, other.End) - Math.Max(Start, other.Start));
}

/// <summary>
/// What one operand of an op touches: runs of bytes, from the first to the last within <see cref="Extent"/>.
/// All but strided copies touch one run.
/// </summary>
public sealed record ArenaAccess(ArenaRange Extent, IEnumerable<ArenaRange> Runs)
{
    public static ArenaAccess Dense(int start, int bytes)
    {
        var range = new ArenaRange(start, bytes);
        return new ArenaAccess(range, [range]);
    }
}

/// <summary>An op record.</summary>
/// <param name="Output">Shape of what it writes, as the record has it.</param>
/// <param name="ParameterBytes">Weights, biases, multipliers, shifts and tables in the file.</param>
public sealed record OpDescription(
    int Index, OpCode Code, IReadOnlyList<int> Output, int Units, int MacsPerUnit, int ParameterBytes,
    IReadOnlyList<ArenaAccess> Reads, ArenaAccess Write)
{
    /// <summary>How its weights are stored; null for an op that has no weights, or plain ones always.</summary>
    public LayoutDescription? Layout { get; init; }

    /// <summary>Of a weighted op: "3×3 stride 2, 16→32", "640→128".</summary>
    public string? Kernel { get; init; }

    public long Macs => (long)Units * MacsPerUnit;
}

/// <summary>How an op's weights are stored, and why.</summary>
/// <param name="Name">"plain", "pair", "int16" or "winograd".</param>
/// <param name="FlashBytes">What it takes beyond plain weights.</param>
/// <param name="SavedInstructions">What it saves on the file's target, of an inference, as estimated.</param>
/// <param name="Why">Proven, or what the faster ones lack.</param>
/// <param name="Options">Each layout that the target has kernels for.</param>
public sealed record LayoutDescription(string Name, long FlashBytes, long SavedInstructions, string Why, IReadOnlyList<LayoutOptionDescription> Options);

/// <param name="Instructions">Of an inference on the file's target, as estimated.</param>
/// <param name="Refusal">Why the weights cannot have it; null if they can.</param>
public sealed record LayoutOptionDescription(string Name, long FlashBytes, long Instructions, string? Refusal);
