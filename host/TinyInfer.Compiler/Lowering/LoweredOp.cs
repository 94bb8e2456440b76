using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Lowering;

/// <summary>A piece of the arena: one value from the op that writes it to the last op that reads it.</summary>
public sealed class ArenaTensor
{
    public required string Name { get; init; }

    public required int Bytes { get; init; }

    /// <summary>The joint tensor that this one is a part of, so that the joint one needs no copy; null for one of its own.</summary>
    public ArenaTensor? Joint { get; private set; }

    /// <summary>Offset in <see cref="Joint"/>.</summary>
    public int JointOffset { get; private set; }

    /// <summary>Itself, or what it is in the end a part of.</summary>
    public ArenaTensor Root => Joint?.Root ?? this;

    /// <summary>Offset in the arena; the planner sets it, of roots.</summary>
    public int Start
    {
        get => Joint is null ? field : Joint.Start + JointOffset;
        set => field = Joint is null ? value : throw new InvalidOperationException($"'{Name}' is a part of '{Joint.Name}'.");
    }
    = -1;

    public void JoinTo(ArenaTensor joint, int offset) => (Joint, JointOffset) = (joint, offset);

    public void Separate() => Joint = null;

    /// <summary>Whether it is the other one or, in the end, a part of it.</summary>
    public bool IsIn(ArenaTensor other) => this == other || Joint?.IsIn(other) == true;
}

/// <summary>Constant bytes of an op; equal contents are stored once. The emitter sets its place.</summary>
public sealed class ConstantData
{
    public required byte[] Bytes { get; init; }

    /// <summary>Offset in the file; the emitter sets it.</summary>
    public int Start { get; set; } = -1;
}

/// <summary>
/// An op record before it has addresses. One subclass a record layout; it mirrors the names in nf-src/TinyInfer/Ops.
/// </summary>
public abstract class LoweredOp
{
    public abstract OpCode Code { get; }

    /// <summary>Bytes of the record, a multiple of 4.</summary>
    public abstract int RecordBytes { get; }

    /// <summary>What it reads from the arena.</summary>
    public abstract IReadOnlyList<ArenaTensor> Inputs { get; }

    public abstract ArenaTensor Output { get; }

    public virtual IReadOnlyList<ConstantData> Constants => [];

    /// <summary>Slices that Eval can be asked for.</summary>
    public virtual int Units => 1;

    public virtual int MacsPerUnit => 0;

    /// <summary>Inputs whose place the output may take when they die here, because the op is exact in place.</summary>
    public virtual IReadOnlyList<ArenaTensor> InPlaceInputs => [];

    /// <summary>
    /// Whether the op writes only a part of its output: then other ops write the rest, before or after it, and the
    /// output lives from the first of them on.
    /// </summary>
    public virtual bool WritesPart => false;

    /// <summary>The source op it comes from and those merged into it, ascending.</summary>
    public required IReadOnlyList<int> SourceOps { get; init; }

    /// <summary>Writes everything after the record's header.</summary>
    public abstract void WriteFields(RecordWriter record);
}

/// <summary>An op whose weights may be stored in several layouts.</summary>
internal interface IWeightedOp
{
    /// <summary>Stored as <see cref="WeightLayout"/> says.</summary>
    ConstantData Weights { get; set; }

    WeightLayout WeightLayout { get; set; }
}
