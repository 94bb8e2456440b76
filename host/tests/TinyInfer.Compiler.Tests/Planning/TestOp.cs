using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Tests.Planning;

/// <summary>An op that only has what the planner looks at. A part writes its share of the output's bytes.</summary>
internal sealed class TestOp(string name, ArenaTensor output, params ArenaTensor[] inputs) : LoweredOp
{
    public string Name => name;

    public bool IsExactInPlace { get; init; }

    /// <summary>Index and count of the parts; a whole writer is part 0 of 1.</summary>
    public (int Index, int Count) Part { get; init; } = (0, 1);

    public override OpCode Code => OpCode.Lookup;

    public override int RecordBytes => OpRecord.HeaderSize;

    public override IReadOnlyList<ArenaTensor> Inputs => inputs;

    public override ArenaTensor Output => output;

    public override IReadOnlyList<ArenaTensor> InPlaceInputs => IsExactInPlace ? inputs : [];

    public override bool WritesPart => Part.Count > 1;

    public Range WrittenBytes => (output.Bytes * Part.Index / Part.Count)..(output.Bytes * (Part.Index + 1) / Part.Count);

    public override void WriteFields(RecordWriter record)
    {
    }
}
